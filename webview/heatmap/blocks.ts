/** The numbers that a heatmap draws: blocks in view at full resolution, or the whole matrix pooled to the screen's. */
import type { Tile, TileRequest } from '../../src/inspector/views';
import { type MatrixSource, MOST_VALUES } from '../data/matrixSource';
import type { HeatMatrix } from './heatMatrix';
import type { Place, Viewport } from './viewport';

/** Rows and columns of a block: a few of them cover a window, each is small. */
const BLOCK = 64;

export class Blocks {
  readonly #blocks = new Map<string, Tile>();
  readonly #asked = new Set<string>();
  #whole: Tile | undefined;
  #wholeKey = '';

  /** @param arrived called when there is more to draw. */
  constructor(
    readonly source: MatrixSource,
    readonly heat: HeatMatrix,
    readonly arrived: () => void,
    readonly fail: (error: unknown) => void,
  ) {}

  /** The pooled picture, where the viewport shows everything at once. */
  get whole(): Tile | undefined {
    return this.#whole;
  }

  /** Undefined while it is on its way. */
  value(row: number, column: number): number | undefined {
    const tile = this.#blocks.get(blockKey(row, column));
    return tile?.values[(row % BLOCK) * tile.columns + (column % BLOCK)];
  }

  /** Asks for what is missing in view, and around the cursor. */
  want(viewport: Viewport, cursor: Place): void {
    if (viewport.zoom === 'fit') this.#wantWhole(viewport);
    else {
      const { rowStart, rowEnd, columnStart, columnEnd } = viewport.window;
      for (let row = rowStart - (rowStart % BLOCK); row < rowEnd; row += BLOCK) {
        for (let column = columnStart - (columnStart % BLOCK); column < columnEnd; column += BLOCK) {
          this.#wantBlock(row, column);
        }
      }
    }
    const { rows, columns } = this.heat;
    this.#wantBlock(
      Math.max(0, Math.min(rows - 1, cursor.row)),
      Math.max(0, Math.min(columns - 1, cursor.column)),
    );
  }

  #wantWhole(viewport: Viewport): void {
    const { rows, columns } = this.heat;
    const { width, height } = viewport.size;
    const scale = Math.min(1, Math.sqrt(MOST_VALUES / (width * height)));
    const maxRows = Math.min(rows, Math.max(1, Math.round(height * scale)));
    const maxColumns = Math.min(columns, Math.max(1, Math.round(width * scale)));
    const key = `${maxRows}x${maxColumns}`;
    if (key === this.#wholeKey) return;
    this.#wholeKey = key;
    this.#ask({ ...this.#window(0, rows, 0, columns), maxRows, maxColumns }, (tile) => {
      if (this.#wholeKey === key) this.#whole = tile;
    });
  }

  #wantBlock(row: number, column: number): void {
    const key = blockKey(row, column);
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    const [rowStart, columnStart] = [row - (row % BLOCK), column - (column % BLOCK)];
    const { rows, columns } = this.heat;
    const window = this.#window(
      rowStart,
      Math.min(rows, rowStart + BLOCK),
      columnStart,
      Math.min(columns, columnStart + BLOCK),
    );
    this.#ask(window, (tile) => this.#blocks.set(key, tile));
  }

  #window(rowStart: number, rowEnd: number, columnStart: number, columnEnd: number): TileRequest {
    const { matrix, firstRow } = this.heat;
    return { matrix, rowStart: firstRow + rowStart, rowEnd: firstRow + rowEnd, columnStart, columnEnd };
  }

  #ask(request: TileRequest, use: (tile: Tile) => void): void {
    this.source.tile(request).then(
      (tile) => {
        use(tile);
        this.arrived();
      },
      (error: unknown) => {
        this.fail(error);
      },
    );
  }
}

function blockKey(row: number, column: number): string {
  return `${Math.floor(row / BLOCK)},${Math.floor(column / BLOCK)}`;
}
