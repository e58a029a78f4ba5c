/** A matrix too large for digits, as a picture to look around in: overview, cells, digits, with a proof for every cell. */
import type { CellRef } from '../../src/inspector/views';
import { type CellEvents, commandKey } from '../cells/cellEvents';
import { type Anchor, type CellSurface, type Marks, type MatrixMatch, NO_MARKS } from '../cells/surface';
import type { MatrixSource } from '../data/matrixSource';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import type { NumberFormat } from '../numbers/format';
import { type Colours, readColours } from '../theme/colours';
import type { Theme } from '../theme/theme';
import { Blocks } from './blocks';
import { ColourBar } from './colourBar';
import { MARGIN } from './frame';
import { paintHeatmap } from './heatPicture';
import { cellAt, type Clip, clipOf, type HeatMatrix } from './heatMatrix';
import { HeatTools } from './heatTools';
import { HiddenGrid } from './hiddenGrid';
import { Minimap } from './minimap';
import { boxOf, placeOf, type PlotBox, step } from './places';
import { PointerPan } from './pointerPan';
import { Readout } from './readout';
import { type Place, Viewport, type Zoom } from './viewport';

export interface HeatSurroundings {
  readonly matrices: MatrixSource;
  readonly theme: Theme;
  readonly cells: CellEvents;
  leave(direction: -1 | 1): void;
  readonly fail: (error: unknown) => void;
}

export interface HeatLook {
  readonly heat: HeatMatrix;
  readonly format: NumberFormat;
  /** Room for plot and sides together. */
  readonly width: number;
}

/** A matrix up to so many cells is first shown in cells, a larger one whole. */
const FEW_CELLS = 128 * 128;
/** Room that minimap, colours and readout take beside the plot: next to each other, or one above the other. */
const SIDES = [
  { from: 1000, width: 440 },
  { from: 640, width: 250 },
];

export class Heatmap implements Component, CellSurface {
  readonly element = element('div', { class: 'heat' });
  readonly tools: HeatTools;
  readonly #canvas = element('canvas', { class: 'plot', attributes: { tabindex: '0' } });
  readonly #hidden = new HiddenGrid(this.#canvas);
  readonly #bar = new ColourBar();
  readonly #readout = new Readout();
  readonly #minimap: Minimap;
  readonly #disposables = new Disposables();
  #colours: Colours;
  #clip: Clip = 'p995';
  #heat: HeatMatrix | undefined;
  #blocks: Blocks | undefined;
  #viewport = new Viewport(1, 1);
  #cursor: Place = { row: 0, column: 0 };
  #hasFocus = false;
  #marks: Marks = NO_MARKS;
  #outlined: MatrixMatch | undefined;
  #format: NumberFormat = 'decimal';
  #frame = 0;

  constructor(readonly surroundings: HeatSurroundings) {
    this.#colours = readColours();
    this.tools = this.#disposables.own(
      new HeatTools({
        zoom: (zoom) => {
          this.#zoomTo(zoom);
        },
        zoomBy: (by) => {
          this.#zoomTo(this.#viewport.nextZoom(by));
        },
        clip: (clip) => {
          this.#clip = clip;
          this.#invalidate();
        },
      }),
    );
    this.#minimap = this.#disposables.own(
      new Minimap(surroundings.matrices, (down, across) => {
        const { rows, columns } = this.#viewport;
        const { rowStart, rowEnd, columnStart, columnEnd } = this.#viewport.window;
        this.#viewport.panTo(
          down * rows - (rowEnd - rowStart) / 2,
          across * columns - (columnEnd - columnStart) / 2,
        );
        this.#invalidate();
      }),
    );
    const hint = element(
      'p',
      { class: 'micro' },
      'drag to pan, ',
      element('span', { class: 'kbd', text: '↑↓←→' }),
      ' move the cell, ',
      element('span', { class: 'kbd', text: 'Enter' }),
      ' proof',
    );
    const about = element('div', { class: 'heat-about' }, this.#bar.element, this.#readout.element, hint);
    this.element.append(
      this.tools.element,
      this.#canvas,
      element('div', { class: 'heat-side' }, element('div', {}, this.#minimap.element), about),
    );
    this.#disposables.add(
      surroundings.theme.watch(() => {
        this.#colours = readColours();
        this.#invalidate();
      }),
    );
    this.#listen();
  }

  show({ heat, format, width }: HeatLook): void {
    const before = this.#heat;
    this.#format = format;
    if (before !== heat) this.#exchange(heat, before);
    const height = Math.max(280, Math.min(560, Math.round(innerHeight * 0.42)));
    const side = SIDES.find(({ from }) => width > from)?.width ?? 0;
    this.#viewport.resize(width - side - MARGIN.left - MARGIN.right, height);
    this.#invalidate();
  }

  focus(): void {
    this.#canvas.focus();
  }

  mark(marks: Marks): void {
    this.#marks = marks;
    this.#invalidate();
  }

  outline(match: MatrixMatch | undefined): void {
    this.#outlined = match;
    this.#invalidate();
  }

  find(cell: CellRef): Anchor | undefined {
    if (this.#heat === undefined) return undefined;
    const place = placeOf(this.#heat, cell);
    return place === undefined || this.#box(place) === undefined ? undefined : this.#anchor(place, cell);
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#disposables.dispose();
    this.element.remove();
  }

  /** Another matrix, or new numbers of the same: then one looks at the same place. */
  #exchange(heat: HeatMatrix, before: HeatMatrix | undefined): void {
    const sameShape = before?.rows === heat.rows && before.columns === heat.columns;
    this.#heat = heat;
    this.#blocks = new Blocks(
      this.surroundings.matrices,
      heat,
      () => {
        this.#invalidate();
      },
      this.surroundings.fail,
    );
    this.#minimap.load(
      heat,
      () => {
        this.#invalidate();
      },
      this.surroundings.fail,
    );
    if (sameShape) return;
    this.#viewport = new Viewport(heat.rows, heat.columns);
    this.#cursor = heat.statistics.peak;
    this.#viewport.zoomTo(heat.rows * heat.columns > FEW_CELLS ? 'fit' : 14, this.#cursor);
  }

  // ---- moving

  #listen(): void {
    const { cells } = this.surroundings;
    const canvas = this.#canvas;
    this.#disposables.own(
      new PointerPan(canvas, {
        hover: (x, y) => {
          const place = this.#viewport.at(x - MARGIN.left, y - MARGIN.top);
          const cell = this.#cellAt(place);
          if (cell === undefined) cells.leave();
          else cells.enter(this.#anchor(place, cell));
        },
        leave: () => {
          cells.leave();
        },
        click: (x, y) => {
          const place = this.#viewport.at(x - MARGIN.left, y - MARGIN.top);
          const cell = this.#cellAt(place);
          if (cell === undefined) return;
          this.#cursor = place;
          this.#invalidate();
          cells.pin(this.#anchor(place, cell));
        },
        begin: () => this.#viewport.window,
        pan: ({ rowStart, columnStart }, dx, dy) => {
          const { width, height } = this.#viewport.cell;
          this.#viewport.panTo(rowStart - dy / height, columnStart - dx / width);
          this.#invalidate();
        },
        zoom: (by) => {
          this.#zoomTo(this.#viewport.nextZoom(by));
        },
        scroll: (dx, dy) => {
          const { width, height } = this.#viewport.cell;
          this.#viewport.panBy(
            Math.sign(dy) * Math.ceil(Math.abs(dy) / height),
            Math.sign(dx) * Math.ceil(Math.abs(dx) / width),
          );
          this.#invalidate();
        },
      }),
    );
    this.#disposables.listen(canvas, 'focus', () => {
      this.#hasFocus = true;
      this.#viewport.reveal(this.#cursor);
      this.#invalidate();
      if (canvas.matches(':focus-visible')) this.#showProof();
    });
    this.#disposables.listen(canvas, 'blur', () => {
      this.#hasFocus = false;
      this.#invalidate();
    });
    this.#disposables.listen(canvas, 'keydown', (event) => {
      if (this.#onKey(event)) event.preventDefault();
    });
  }

  /** True where the key meant something. */
  #onKey(event: KeyboardEvent): boolean {
    const heat = this.#heat;
    const cell = this.#cellAt(this.#cursor);
    if (heat === undefined) return false;
    if (cell !== undefined && commandKey(event, this.#anchor(this.#cursor, cell), this.surroundings.cells))
      return true;
    const { rows, columns } = heat;
    const all = event.ctrlKey || event.metaKey;
    switch (event.key) {
      case 'ArrowUp':
      case 'ArrowDown':
      case 'ArrowLeft':
      case 'ArrowRight':
        this.#arrow(event.key, event.shiftKey);
        return true;
      case 'Home':
        this.#moveTo({ row: all ? 0 : this.#cursor.row, column: 0 });
        return true;
      case 'End':
        this.#moveTo({ row: all ? rows - 1 : this.#cursor.row, column: columns - 1 });
        return true;
      case 'PageUp':
      case 'PageDown':
        this.surroundings.leave(event.key === 'PageUp' ? -1 : 1);
        return true;
      case '+':
      case '=':
        this.#zoomTo(this.#viewport.nextZoom(1));
        return true;
      case '-':
        this.#zoomTo(this.#viewport.nextZoom(-1));
        return true;
      case '0':
        this.#zoomTo('fit');
        return true;
      default:
        return false;
    }
  }

  #arrow(key: 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight', pan: boolean): void {
    const heat = this.#heat;
    if (heat === undefined) return;
    const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
      key
    ] as [number, number];
    if (pan) {
      const { rowStart, rowEnd, columnStart, columnEnd } = this.#viewport.window;
      this.#viewport.panBy((down * (rowEnd - rowStart)) / 2, (right * (columnEnd - columnStart)) / 2);
      this.#invalidate();
    } else {
      this.#moveTo(step(heat, this.#cursor, down, right));
    }
  }

  #moveTo(place: Place): void {
    this.#cursor = place;
    this.#viewport.reveal({
      row: Math.max(0, Math.min(this.#viewport.rows - 1, place.row)),
      column: Math.max(0, place.column),
    });
    this.#invalidate();
    this.#showProof();
  }

  #showProof(): void {
    const cell = this.#cellAt(this.#cursor);
    if (cell !== undefined) this.surroundings.cells.focus(this.#anchor(this.#cursor, cell));
  }

  #zoomTo(zoom: Zoom): void {
    this.#viewport.zoomTo(zoom, this.#viewport.centreFor(this.#cursor));
    this.#invalidate();
  }

  // ---- places

  #cellAt({ row, column }: Place): CellRef | undefined {
    return this.#heat === undefined ? undefined : cellAt(this.#heat, row, column);
  }

  #box(place: Place): PlotBox | undefined {
    return this.#heat === undefined ? undefined : boxOf(this.#heat, this.#viewport, place);
  }

  #anchor(place: Place, cell: CellRef): Anchor {
    return {
      cell,
      element: this.#canvas,
      rect: () => {
        const canvas = this.#canvas.getBoundingClientRect();
        const box = this.#box(place) ?? { x: 0, y: 0, width: 0, height: 0 };
        return new DOMRect(
          canvas.left + MARGIN.left + box.x,
          canvas.top + MARGIN.top + box.y,
          box.width,
          box.height,
        );
      },
      bounds: () => this.#canvas.getBoundingClientRect(),
      focus: () => {
        this.#canvas.focus();
      },
    };
  }

  // ---- drawing

  #invalidate(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#draw();
    });
  }

  #draw(): void {
    const heat = this.#heat;
    const blocks = this.#blocks;
    if (heat === undefined || blocks === undefined) return;
    const viewport = this.#viewport;
    const clip = clipOf(heat.statistics, this.#clip);
    blocks.want(viewport, this.#cursor);
    this.tools.show(viewport.zoom, this.#clip);
    this.#bar.show(heat, this.#clip, clip, viewport.cell.width >= 8);
    this.#minimap.draw(heat, viewport, clip, this.#colours);
    paintHeatmap(this.#canvas, {
      heat,
      viewport,
      blocks,
      colours: this.#colours,
      clip,
      format: this.#format,
      marks: this.#marks,
      outlined: this.#outlined?.(heat.matrix) === true,
      cursor: this.#hasFocus ? this.#cursor : undefined,
    });
    this.#canvas.setAttribute(
      'aria-label',
      `Heatmap of ${matrixName(heat)}, ${heat.rows} rows by ${heat.columns} columns`,
    );
    const valueAt = (place: Place): number | undefined => this.#valueAt(place);
    this.#hidden.show(heat, viewport, this.#cursor, valueAt, clip);
    this.#readout.show(heat, this.#cellAt(this.#cursor), this.#valueAt(this.#cursor));
  }

  #valueAt({ row, column }: Place): number | undefined {
    const { strips, rows } = this.#heat ?? { strips: {}, rows: 0 };
    if (row === -1) return strips.top?.values[column];
    if (row === rows) return strips.bottom?.values[column];
    if (column === -1) return strips.left?.values[row];
    return this.#blocks?.value(row, column);
  }
}

function matrixName({ matrix }: HeatMatrix): string {
  const layer = matrix.layer === undefined ? '' : ` of layer ${matrix.layer + 1}`;
  const names: Partial<Record<typeof matrix.quantity, string>> = {
    parameterGradient: `the gradient of ${matrix.parameter ?? ''}`,
    parameter: matrix.parameter ?? '',
    preActivation: 'z',
    activation: 'activations',
  };
  return `${names[matrix.quantity] ?? matrix.quantity}${layer}`;
}
