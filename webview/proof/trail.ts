/** What was followed from one proof to the next, the number now shown last. */
import type { CellRef, Explanation } from '../../src/inspector/views';
import { cellKey } from '../cells/cellKey';

export class Trail {
  #cells: CellRef[] = [];
  #whole = false;
  readonly #symbols = new Map<string, string>();

  /** The number now shown; undefined before the first. */
  get cell(): CellRef | undefined {
    return this.#cells.at(-1);
  }

  /** Whether every term of its sum is wanted, however many there are. */
  get whole(): boolean {
    return this.#whole;
  }

  /** The symbol of the number before; undefined where nothing was followed. */
  get before(): string | undefined {
    const before = this.#cells.at(-2);
    return before === undefined ? undefined : this.#symbols.get(cellKey(before));
  }

  /** Whether the number is all of it. */
  isOnly(cell: CellRef): boolean {
    return this.#cells.length === 1 && cellKey(this.#cells[0]!) === cellKey(cell);
  }

  begin(cell: CellRef): void {
    this.#cells = [cell];
    this.#whole = false;
  }

  follow(cell: CellRef): void {
    this.#cells.push(cell);
    this.#whole = false;
  }

  /** @returns false where nothing was followed. */
  back(): boolean {
    if (this.#cells.length < 2) return false;
    this.#cells.pop();
    this.#whole = false;
    return true;
  }

  showWhole(): void {
    this.#whole = true;
  }

  /** The number was shown: the way back to it has its symbol. */
  name({ cell, symbol }: Pick<Explanation, 'cell' | 'symbol'>): void {
    this.#symbols.set(cellKey(cell), symbol);
  }
}
