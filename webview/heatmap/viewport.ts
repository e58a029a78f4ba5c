/** Which part of a matrix a heatmap shows, and how large. Pure geometry, in pixels of the plot. */

export type Zoom = 'fit' | 8 | 14 | 24 | 'digits';

export const ZOOMS: readonly Zoom[] = ['fit', 8, 14, 24, 'digits'];

/** A cell that holds its digits. */
const DIGITS = { width: 60, height: 22 };
/** The whole matrix never gets larger cells than this. */
const MOST_FIT = 8;
/** But a single row or column is a strip that can be seen and hit. */
const THINNEST = 24;
/** From this size on cells are drawn one by one, apart from each other. */
const APART = 8;

export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Rows and columns, the ends exclusive. */
export interface Window {
  readonly rowStart: number;
  readonly rowEnd: number;
  readonly columnStart: number;
  readonly columnEnd: number;
}

export class Viewport {
  #zoom: Zoom = 14;
  #width = 0;
  #height = 0;
  #row = 0;
  #column = 0;

  constructor(
    readonly rows: number,
    readonly columns: number,
  ) {}

  get zoom(): Zoom {
    return this.#zoom;
  }

  /** Of one cell; below 1 where several share a pixel. */
  get cell(): Size {
    if (this.#zoom === 'digits') return DIGITS;
    if (this.#zoom !== 'fit') return { width: this.#zoom, height: this.#zoom };
    return {
      width: Math.min(Math.max(MOST_FIT, THINNEST / this.columns), this.#width / this.columns),
      height: Math.min(Math.max(MOST_FIT, THINNEST / this.rows), this.#height / this.rows),
    };
  }

  /** Whether cells are large enough to be drawn one by one. */
  get hasCells(): boolean {
    const { width, height } = this.cell;
    return width >= APART && height >= APART;
  }

  get window(): Window {
    const { rows, columns } = this.#capacity();
    return {
      rowStart: this.#row,
      rowEnd: Math.min(this.rows, this.#row + rows),
      columnStart: this.#column,
      columnEnd: Math.min(this.columns, this.#column + columns),
    };
  }

  /** Of what is drawn. */
  get size(): Size {
    const { rowStart, rowEnd, columnStart, columnEnd } = this.window;
    const { width, height } = this.cell;
    return { width: (columnEnd - columnStart) * width, height: (rowEnd - rowStart) * height };
  }

  /** Whether everything is in view. */
  get isWhole(): boolean {
    const { rows, columns } = this.#capacity();
    return rows >= this.rows && columns >= this.columns;
  }

  /** Sets the room there is. */
  resize(width: number, height: number): void {
    this.#width = Math.max(40, width);
    this.#height = Math.max(40, height);
    this.#clamp();
  }

  /** Changes the size of cells; `centre` stays in view. */
  zoomTo(zoom: Zoom, centre: Place): void {
    this.#zoom = zoom;
    const { rows, columns } = this.#capacity();
    this.#row = Math.round(centre.row - rows / 2);
    this.#column = Math.round(centre.column - columns / 2);
    this.#clamp();
  }

  /** What a change of size keeps in view: the place where it is in view now, else the middle of what is. */
  centreFor({ row, column }: Place): Place {
    const { rowStart, rowEnd, columnStart, columnEnd } = this.window;
    const inside = {
      row: Math.max(0, Math.min(this.rows - 1, row)),
      column: Math.max(0, column),
    };
    const isInView =
      inside.row >= rowStart &&
      inside.row < rowEnd &&
      inside.column >= columnStart &&
      inside.column < columnEnd;
    return isInView ? inside : { row: (rowStart + rowEnd) / 2, column: (columnStart + columnEnd) / 2 };
  }

  /** The next larger (1) or smaller (−1) size. */
  nextZoom(step: -1 | 1): Zoom {
    const at = ZOOMS.indexOf(this.#zoom) + step;
    return ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, at))]!;
  }

  panBy(rows: number, columns: number): void {
    this.panTo(this.#row + rows, this.#column + columns);
  }

  /** @param row, column the first ones in view. */
  panTo(row: number, column: number): void {
    this.#row = Math.round(row);
    this.#column = Math.round(column);
    this.#clamp();
  }

  /** Pans as little as needed. */
  reveal({ row, column }: Place): void {
    const { rows, columns } = this.#capacity();
    if (row < this.#row) this.#row = row;
    else if (row >= this.#row + rows) this.#row = row - rows + 1;
    if (column < this.#column) this.#column = column;
    else if (column >= this.#column + columns) this.#column = column - columns + 1;
    this.#clamp();
  }

  /** The cell at a point of the plot; beyond its edges the nearest one before or behind (−1, rows, columns). */
  at(x: number, y: number): Place {
    const { width, height } = this.cell;
    const { rowStart, rowEnd, columnStart, columnEnd } = this.window;
    const row = rowStart + Math.floor(y / height);
    const column = columnStart + Math.floor(x / width);
    return {
      row: y < 0 ? -1 : row >= rowEnd ? this.rows : row,
      column: x < 0 ? -1 : column >= columnEnd ? this.columns : column,
    };
  }

  /** Left and top of a cell in the plot. */
  origin({ row, column }: Place): { readonly x: number; readonly y: number } {
    const { width, height } = this.cell;
    return { x: (column - this.#column) * width, y: (row - this.#row) * height };
  }

  /** How many rows and columns have room. */
  #capacity(): { readonly rows: number; readonly columns: number } {
    if (this.#zoom === 'fit') return { rows: this.rows, columns: this.columns };
    const { width, height } = this.cell;
    return {
      rows: Math.max(1, Math.floor(this.#height / height)),
      columns: Math.max(1, Math.floor(this.#width / width)),
    };
  }

  #clamp(): void {
    const { rows, columns } = this.#capacity();
    this.#row = Math.max(0, Math.min(this.rows - rows, this.#row));
    this.#column = Math.max(0, Math.min(this.columns - columns, this.#column));
  }
}
