/** A square of a matrix as it is drawn: a pixel a cell, and the runs of cells that colour alone does not show. */
import type { Tile } from '../../src/inspector/views';
import type { ColourTable } from './colourTable';
import { paintPixels } from './picture';
import { remembered } from './remembered';
import type { SignInks } from './signs';

/** Rows and columns of a block: a few of them cover a window, each is small. */
export const BLOCK = 64;

/** What a cell has of its own beside its colour. */
export type CellKind = 'zero' | 'nan' | 'infinity' | 'minusInfinity' | 'beyond' | 'minusBeyond';

/** Neighbours in a row of one kind. */
export interface Run {
  readonly kind: CellKind;
  /** Of the heatmap. */
  readonly row: number;
  readonly column: number;
  readonly length: number;
}

export class CellBlock {
  readonly pixels = remembered((table: ColourTable) => this.#paint((value) => table.of(value)));
  /** The cells of one sign in the ink that is seen on their colours. */
  readonly plusses = remembered((inks: SignInks) => this.#paint((value) => (value > 0 ? inks.of(value) : 0)));
  readonly minuses = remembered((inks: SignInks) => this.#paint((value) => (value < 0 ? inks.of(value) : 0)));
  /** @param clip cells of larger magnitude are beyond the colours. */
  readonly runs = remembered((clip: number) => this.#findRuns(clip));

  /** @param row, column of its first cell. */
  constructor(
    readonly row: number,
    readonly column: number,
    readonly tile: Tile,
  ) {}

  /** @param row, column of the heatmap. */
  value(row: number, column: number): number | undefined {
    return this.tile.values[(row - this.row) * this.tile.columns + (column - this.column)];
  }

  #paint(pixelOf: (value: number) => number): HTMLCanvasElement {
    const { rows, columns, values } = this.tile;
    return paintPixels(columns, rows, (pixels) => {
      for (let i = 0; i < values.length; i++) pixels[i] = pixelOf(values[i]!);
    });
  }

  #findRuns(clip: number): readonly Run[] {
    const { rows, columns, values } = this.tile;
    const runs: Run[] = [];
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns;) {
        const kind = kindOf(values[i * columns + j]!, clip);
        const from = j++;
        while (j < columns && kindOf(values[i * columns + j]!, clip) === kind) j++;
        if (kind !== undefined)
          runs.push({ kind, row: this.row + i, column: this.column + from, length: j - from });
      }
    }
    return runs;
  }
}

function kindOf(value: number, clip: number): CellKind | undefined {
  if (value === 0) return 'zero';
  if (Math.abs(value) <= clip) return undefined;
  if (Number.isFinite(value)) return value > 0 ? 'beyond' : 'minusBeyond';
  if (Number.isNaN(value)) return 'nan';
  return value > 0 ? 'infinity' : 'minusInfinity';
}
