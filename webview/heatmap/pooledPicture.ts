/** A whole matrix at the resolution of the screen: asked for once a size, painted once a set of colours. */
import type { Picture, TileRequest } from '../../src/inspector/views';
import { type MatrixSource, MOST_PLACES } from '../data/matrixSource';
import type { ColourTable } from './colourTable';
import type { HeatMatrix } from './heatMatrix';
import { paintPicture } from './picture';
import { remembered } from './remembered';
import type { Window } from './viewport';

export class PooledPicture {
  readonly #paint = remembered((picture: Picture, table: ColourTable) => paintPicture(picture, table));
  #picture: Picture | undefined;
  #request: TileRequest | undefined;
  #waiting = new AbortController();

  /** @param arrived called when there is more to draw. */
  constructor(
    readonly source: MatrixSource,
    readonly heat: HeatMatrix,
    readonly arrived: () => void,
    readonly fail: (error: unknown) => void,
  ) {}

  /** @returns what is there on a canvas, until what was asked for last arrives; undefined while the first is on its way. */
  canvas(table: ColourTable): HTMLCanvasElement | undefined {
    return this.#picture === undefined ? undefined : this.#paint(this.#picture, table);
  }

  /**
   * The cells of the heatmap that share a place of the picture; undefined outside of it.
   * @param across, down the place's share of the width and the height, 0 … 1.
   */
  cellsAt(across: number, down: number): Window | undefined {
    if (this.#picture === undefined) return undefined;
    const { rowStarts, columnStarts, rows, columns } = this.#picture;
    const [row, column] = [Math.floor(down * rows), Math.floor(across * columns)];
    const [rowStart, rowEnd] = [rowStarts[row], rowStarts[row + 1]];
    const [columnStart, columnEnd] = [columnStarts[column], columnStarts[column + 1]];
    if (rowStart === undefined || rowEnd === undefined) return undefined;
    if (columnStart === undefined || columnEnd === undefined) return undefined;
    const { firstRow } = this.heat;
    return { rowStart: rowStart - firstRow, rowEnd: rowEnd - firstRow, columnStart, columnEnd };
  }

  /**
   * Asks for a picture that fills so much of the page, where it was not the last that was asked for.
   * @param width, height in pixels of the page, of which the screen may have more.
   */
  want(width: number, height: number): void {
    const { matrix, firstRow, rows, columns } = this.heat;
    const [across, down] = [width * devicePixelRatio, height * devicePixelRatio];
    const scale = Math.min(1, Math.sqrt(MOST_PLACES / (across * down)));
    const maxRows = Math.min(rows, Math.max(1, Math.floor(down * scale)));
    const maxColumns = Math.min(columns, Math.max(1, Math.floor(across * scale)));
    if (maxRows === this.#request?.maxRows && maxColumns === this.#request.maxColumns) return;
    const window = { rowStart: firstRow, rowEnd: firstRow + rows, columnStart: 0, columnEnd: columns };
    this.#request = { matrix, ...window, maxRows, maxColumns };
    this.#waiting.abort();
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    this.source.picture(this.#request, signal).then(
      (picture) => {
        if (signal.aborted) return;
        this.#picture = picture;
        this.arrived();
      },
      (error: unknown) => {
        if (!signal.aborted) this.fail(error);
      },
    );
  }

  /** What was wanted last. */
  get request(): TileRequest | undefined {
    return this.#request;
  }

  /** Nobody waits for it any more. */
  dispose(): void {
    this.#waiting.abort();
  }
}
