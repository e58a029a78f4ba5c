/** What of a heatmap is drawn: canvas, minimap, colour bar, readout and the cells for screen readers, a frame at a time. */
import { type MatrixMatch, type Marks, NO_MARKS } from '../cells/surface';
import type { MatrixSource } from '../data/matrixSource';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import type { NumberFormat } from '../numbers/format';
import { type Colours, readColours } from '../theme/colours';
import type { Theme } from '../theme/theme';
import { Blocks } from './blocks';
import { ColourBar } from './colourBar';
import type { ExportLook } from './exportPicture';
import { paintHeatmap } from './heatPicture';
import { cellAt, type Clip, clipOf, type HeatMatrix } from './heatMatrix';
import { HiddenGrid } from './hiddenGrid';
import { Minimap } from './minimap';
import type { Position } from './position';
import { Readout } from './readout';
import type { Place } from './viewport';

/** What can be set; it is drawn in the next frame. */
export interface HeatDisplay {
  readonly position: Position | undefined;
  readonly clip: Clip;
  readonly format: NumberFormat;
  readonly hasFocus: boolean;
  readonly marks: Marks;
  readonly outlined: MatrixMatch | undefined;
}

export interface HeatScreenSurroundings {
  readonly matrices: MatrixSource;
  readonly theme: Theme;
  readonly fail: (error: unknown) => void;
}

export class HeatScreen implements Component {
  readonly canvas = element('canvas', { class: 'plot', attributes: { tabindex: '0' } });
  /** What stands beside the canvas. */
  readonly element: HTMLElement;
  readonly #hidden = new HiddenGrid(this.canvas);
  readonly #bar = new ColourBar();
  readonly #readout = new Readout();
  readonly #minimap: Minimap;
  readonly #disposables = new Disposables();
  #display: HeatDisplay = {
    position: undefined,
    clip: 'p995',
    format: 'decimal',
    hasFocus: false,
    marks: NO_MARKS,
    outlined: undefined,
  };
  #blocks: Blocks | undefined;
  #colours: Colours;
  #frame = 0;

  /** @param moveTo the share of the matrix, 0 … 1 down and across, that comes to the plot's middle. */
  constructor(
    readonly surroundings: HeatScreenSurroundings,
    moveTo: (down: number, across: number) => void,
  ) {
    this.#colours = readColours();
    this.#minimap = this.#disposables.own(new Minimap(surroundings.matrices, moveTo));
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
    this.element = element('div', { class: 'heat-side' }, element('div', {}, this.#minimap.element), about);
    this.#disposables.add(
      surroundings.theme.watch(() => {
        this.#colours = readColours();
        this.invalidate();
      }),
    );
  }

  get display(): HeatDisplay {
    return this.#display;
  }

  /** Another matrix, or new numbers of the same. */
  load(heat: HeatMatrix): void {
    const { matrices, fail } = this.surroundings;
    const arrived = (): void => {
      this.invalidate();
    };
    this.#blocks = new Blocks(matrices, heat, arrived, fail);
    this.#minimap.load(heat, arrived, fail);
  }

  set(part: Partial<HeatDisplay>): void {
    this.#display = { ...this.#display, ...part };
    this.invalidate();
  }

  /** Something has changed: it is drawn in the next frame. */
  invalidate(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#draw();
    });
  }

  /** What is on screen, for a file: without what only points at it. Undefined before there is a matrix. */
  exportLook(): ExportLook | undefined {
    const { position, clip: chosen, format } = this.#display;
    const blocks = this.#blocks;
    if (position === undefined || blocks === undefined) return undefined;
    const { heat } = blocks;
    return {
      ...{ heat, blocks, format, chosen, viewport: position.viewport, colours: this.#colours },
      clip: clipOf(heat.statistics, chosen),
      title: matrixName(heat),
    };
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#disposables.dispose();
    this.element.remove();
  }

  #draw(): void {
    const { position, clip: chosen, format, hasFocus, marks, outlined } = this.#display;
    const blocks = this.#blocks;
    if (position === undefined || blocks === undefined) return;
    const { viewport, cursor } = position;
    const { heat } = blocks;
    const clip = clipOf(heat.statistics, chosen);
    blocks.want(viewport, cursor);
    this.#bar.show(heat, chosen, clip, viewport.cell.width >= 8);
    this.#minimap.draw(heat, viewport, clip, this.#colours);
    paintHeatmap(this.canvas, {
      ...{ heat, viewport, blocks, clip, format, marks },
      colours: this.#colours,
      outlined: outlined?.(heat.matrix) === true,
      cursor: hasFocus ? cursor : undefined,
    });
    this.canvas.setAttribute(
      'aria-label',
      `Heatmap of ${matrixName(heat)}, ${heat.rows} rows by ${heat.columns} columns`,
    );
    const valueAt = (place: Place): number | undefined => valueOf(heat, blocks, place);
    this.#hidden.show(heat, viewport, cursor, valueAt, clip);
    this.#readout.show(heat, cellAt(heat, cursor.row, cursor.column), valueAt(cursor));
  }
}

function valueOf({ strips, rows }: HeatMatrix, blocks: Blocks, { row, column }: Place): number | undefined {
  if (row === -1) return strips.top?.values[column];
  if (row === rows) return strips.bottom?.values[column];
  if (column === -1) return strips.left?.values[row];
  return blocks.value(row, column);
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
