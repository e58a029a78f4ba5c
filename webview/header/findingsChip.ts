/** What is to be noted in the run: one finding by its title, several by their number, with the list of their sentences. */
import type { CellRef, Finding } from '../../src/inspector/views';
import { type Component, Disposables } from '../dom/component';
import { count } from '../numbers/format';
import { Chip } from './chip';

export class FindingsChip implements Component {
  readonly #disposables = new Disposables();
  readonly #chip = this.#disposables.own(new Chip());
  readonly element = this.#chip.element;

  constructor(readonly showCell: (cell: CellRef) => void) {}

  show(findings: readonly Finding[]): void {
    const [first] = findings;
    const text = findings.length === 1 ? first!.title : `${count(findings.length)} findings`;
    const items = findings.map(({ title, sentence, cells: [cell] }) => ({
      text: title,
      detail: sentence,
      choose: () => {
        this.showCell(cell);
      },
    }));
    const isWrong = findings.some(({ severity }) => severity === 'wrong');
    this.#chip.show(text, items, isWrong ? 'bad' : 'warn');
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
