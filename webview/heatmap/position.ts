/** Where a heatmap looks, and which place has its cursor: all that pointer, keys and tools can move. */
import type { HeatMatrix } from './heatMatrix';
import { step } from './places';
import { type Place, Viewport, type Window, type Zoom } from './viewport';

/** A matrix up to so many cells is first shown in cells, a larger one whole. */
const FEW_CELLS = 128 * 128;

/** Cells of so many pixels stand apart. */
const SEEN = 14;

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

const DIRECTIONS: Readonly<Record<Arrow, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export class Position {
  readonly viewport: Viewport;
  #cursor: Place;

  /** @param before of the same matrix with other numbers one looks at the same place, of another at its largest number. */
  constructor(
    readonly heat: HeatMatrix,
    before?: Position,
  ) {
    const { rows, columns, statistics } = heat;
    if (before?.heat.rows === rows && before.heat.columns === columns) {
      this.viewport = before.viewport;
      this.#cursor = before.cursor;
      return;
    }
    this.viewport = new Viewport(rows, columns);
    this.#cursor = statistics.peak;
    this.viewport.zoomTo(rows * columns > FEW_CELLS ? 'fit' : 14, this.#cursor);
  }

  get cursor(): Place {
    return this.#cursor;
  }

  /** Puts the cursor on a place that is in view. */
  put(place: Place): void {
    this.#cursor = place;
  }

  /** Puts the cursor on a place and pans as little as needed. */
  moveTo(place: Place): void {
    this.#cursor = place;
    this.reveal();
  }

  /** Puts the cursor on a place, where it can be seen: the whole matrix has cells too small for that. */
  goTo(place: Place): void {
    this.moveTo(place);
    if (this.viewport.zoom === 'fit') this.zoomTo(SEEN);
  }

  /** Where an arrow leads. */
  step(arrow: Arrow): void {
    const [down, right] = DIRECTIONS[arrow];
    this.moveTo(step(this.heat, this.#cursor, down, right));
  }

  reveal(): void {
    const { row, column } = this.#cursor;
    this.viewport.reveal({
      row: Math.max(0, Math.min(this.heat.rows - 1, row)),
      column: Math.max(0, column),
    });
  }

  zoomTo(zoom: Zoom): void {
    this.viewport.zoomTo(zoom, this.viewport.centreFor(this.#cursor));
  }

  zoomBy(by: -1 | 1): void {
    this.zoomTo(this.viewport.nextZoom(by));
  }

  /** Half a window further. */
  panHalf(arrow: Arrow): void {
    const [down, right] = DIRECTIONS[arrow];
    const { rowStart, rowEnd, columnStart, columnEnd } = this.viewport.window;
    this.viewport.panBy((down * (rowEnd - rowStart)) / 2, (right * (columnEnd - columnStart)) / 2);
  }

  /** @param from what was in view before the content was moved by so many pixels. */
  drag({ rowStart, columnStart }: Window, dx: number, dy: number): void {
    const { width, height } = this.viewport.cell;
    this.viewport.panTo(rowStart - dy / height, columnStart - dx / width);
  }

  /** By pixels, at least one cell. */
  scroll(dx: number, dy: number): void {
    const { width, height } = this.viewport.cell;
    this.viewport.panBy(
      Math.sign(dy) * Math.ceil(Math.abs(dy) / height),
      Math.sign(dx) * Math.ceil(Math.abs(dx) / width),
    );
  }

  /** Brings the place at that share of the matrix, 0 … 1 down and across, to the plot's middle. */
  centreOn(down: number, across: number): void {
    const { rowStart, rowEnd, columnStart, columnEnd } = this.viewport.window;
    this.viewport.panTo(
      down * this.heat.rows - (rowEnd - rowStart) / 2,
      across * this.heat.columns - (columnEnd - columnStart) / 2,
    );
  }
}
