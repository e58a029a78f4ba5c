/** The numbers of a heatmap at full resolution: blocks in view, and of those that were some. */
import type { TileRequest } from '../../src/inspector/views';
import type { MatrixSource } from '../data/matrixSource';
import { BLOCK, CellBlock } from './cellBlock';
import type { HeatMatrix } from './heatMatrix';
import type { Place, Window } from './viewport';

/** Kept at most, where no more are in view: 32 kB each. */
const MOST_BLOCKS = 64;

interface Slot {
  /** Undefined while it is on its way. */
  block: CellBlock | undefined;
  readonly request: AbortController;
}

export class Blocks {
  /** By key, in the order in which they were last in view. */
  readonly #slots = new Map<string, Slot>();
  #wanted: readonly Place[] = [];

  /** @param arrived called when there is more to draw. */
  constructor(
    readonly source: MatrixSource,
    readonly heat: HeatMatrix,
    readonly arrived: () => void,
    readonly fail: (error: unknown) => void,
  ) {}

  /** Undefined while it is on its way. */
  value(row: number, column: number): number | undefined {
    return this.#slots.get(keyOf(row, column))?.block?.value(row, column);
  }

  /** Those in a window that are there. */
  inside(window: Window): readonly CellBlock[] {
    return placesOf(window).flatMap(({ row, column }) => this.#slots.get(keyOf(row, column))?.block ?? []);
  }

  /**
   * Asks for what is missing in a window, and around the cursor. What is not wanted any more and still waits is not sent;
   * what has not been in view for longest is forgotten.
   * @param window undefined where the numbers are not drawn one by one.
   */
  want(window: Window | undefined, cursor: Place): void {
    const { rows, columns } = this.heat;
    const around = {
      row: Math.max(0, Math.min(rows - 1, cursor.row)),
      column: Math.max(0, Math.min(columns - 1, cursor.column)),
    };
    const wanted = new Map<string, Place>();
    for (const { row, column } of [...(window === undefined ? [] : placesOf(window)), around]) {
      const key = keyOf(row, column);
      const place = { row: row - (row % BLOCK), column: column - (column % BLOCK) };
      wanted.set(key, place);
      const slot = this.#slots.get(key) ?? this.#ask(place);
      // It is the youngest now.
      this.#slots.delete(key);
      this.#slots.set(key, slot);
    }
    for (const [key, { block, request }] of this.#slots) {
      if (wanted.has(key)) continue;
      if (block !== undefined && this.#slots.size <= MOST_BLOCKS) continue;
      request.abort();
      this.#slots.delete(key);
    }
    this.#wanted = [...wanted.values()];
  }

  /** What was wanted last. */
  get requests(): readonly TileRequest[] {
    return this.#wanted.map((place) => this.#requestOf(place));
  }

  /** Nobody waits for any of them any more. */
  dispose(): void {
    for (const { request } of this.#slots.values()) request.abort();
    this.#slots.clear();
  }

  #requestOf({ row, column }: Place): TileRequest {
    const { matrix, firstRow, rows, columns } = this.heat;
    return {
      matrix,
      rowStart: firstRow + row,
      rowEnd: firstRow + Math.min(rows, row + BLOCK),
      columnStart: column,
      columnEnd: Math.min(columns, column + BLOCK),
    };
  }

  /** @param place the block's first cell. */
  #ask(place: Place): Slot {
    const slot: Slot = { block: undefined, request: new AbortController() };
    const { signal } = slot.request;
    this.source.tile(this.#requestOf(place), signal).then(
      (tile) => {
        if (signal.aborted) return;
        slot.block = new CellBlock(place.row, place.column, tile);
        this.arrived();
      },
      (error: unknown) => {
        if (!signal.aborted) this.fail(error);
      },
    );
    return slot;
  }
}

/** The first cells of the blocks that a window touches. */
function placesOf({ rowStart, rowEnd, columnStart, columnEnd }: Window): readonly Place[] {
  const places: Place[] = [];
  for (let row = rowStart - (rowStart % BLOCK); row < rowEnd; row += BLOCK) {
    for (let column = columnStart - (columnStart % BLOCK); column < columnEnd; column += BLOCK) {
      places.push({ row, column });
    }
  }
  return places;
}

function keyOf(row: number, column: number): string {
  return `${Math.floor(row / BLOCK)},${Math.floor(column / BLOCK)}`;
}
