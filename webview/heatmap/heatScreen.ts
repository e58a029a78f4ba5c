/** What of a heatmap is drawn: canvas, minimap, colour bar, readout and the cells for screen readers, a frame at a time. */
import * as l10n from '@vscode/l10n';
import type { CellRef, MatrixRef } from '../../src/inspector/views';
import { type MatrixMatch, type Marks, NO_MARKS } from '../cells/surface';
import type { MatrixSource } from '../data/matrixSource';
import { type Component, Disposables } from '../dom/component';
import { element, wordsAround } from '../dom/element';
import type { NumberFormat } from '../numbers/format';
import { type Colours, readColours } from '../theme/colours';
import type { Theme } from '../theme/theme';
import { Blocks } from './blocks';
import { ColourBar } from './colourBar';
import { ColourTable } from './colourTable';
import type { ExportLook } from './exportPicture';
import { findHint } from './find/findHint';
import { HeatPicture } from './heatPicture';
import { cellAt, type Clip, clipOf, type HeatMatrix, isSameArea } from './heatMatrix';
import { HiddenGrid } from './hiddenGrid';
import { Minimap } from './minimap';
import { PixelCells } from './pixelCells';
import { PooledPicture } from './pooledPicture';
import type { Position } from './position';
import { Readout } from './readout';
import { remembered } from './remembered';
import type { Place, Window } from './viewport';

/** What can be set; it is drawn in the next frame. */
export interface HeatDisplay {
  readonly position: Position | undefined;
  readonly clip: Clip;
  readonly format: NumberFormat;
  readonly hasFocus: boolean;
  readonly marks: Marks;
  readonly outlined: MatrixMatch | undefined;
  readonly edited: readonly CellRef[];
}

export interface HeatScreenSurroundings {
  readonly matrices: MatrixSource;
  readonly theme: Theme;
  readonly fail: (error: unknown) => void;
}

/** Milliseconds without a frame after which the view has come to rest. */
const AT_REST = 150;

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
    edited: [],
  };
  readonly #picture = new HeatPicture(this.canvas);
  readonly #table = remembered((colours: Colours, clip: number) => new ColourTable(colours, clip));
  readonly #showBar = remembered((heat: HeatMatrix, chosen: Clip, clip: number, hasCells: boolean) => {
    this.#bar.show(heat, chosen, clip, hasCells);
  });
  readonly #showReadout = remembered((heat: HeatMatrix, cursor: Place, value: number | undefined) => {
    this.#readout.show(heat, cellAt(heat, cursor.row, cursor.column), value);
  });
  #blocks: Blocks | undefined;
  #whole: PooledPicture | undefined;
  #pixels: PixelCells | undefined;
  #colours: Colours;
  #frame = 0;
  #spokenCursor: Place | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;

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
      l10n.t('drag to pan'),
      ', ',
      ...wordsAround(l10n.t('{0} move the cell'), element('span', { class: 'kbd', text: '↑↓←→' })),
      ', ',
      ...wordsAround(l10n.t('{0} proof'), element('span', { class: 'kbd', text: 'Enter' })),
      ', ',
      ...findHint(),
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
    // Other numbers at the same place are spoken when they have come to rest: they may be dragged.
    if (this.#blocks === undefined || !isSameArea(this.#blocks.heat, heat)) this.#spokenCursor = undefined;
    this.#forget();
    this.#blocks = new Blocks(matrices, heat, arrived, fail);
    this.#whole = new PooledPicture(matrices, heat, arrived, fail);
    this.#pixels = new PixelCells(matrices, heat);
    this.#minimap.load(heat, arrived, fail);
    this.canvas.setAttribute(
      'aria-label',
      l10n.t('Heatmap of {0}, {1} rows by {2} columns', matrixName(heat), heat.rows, heat.columns),
    );
  }

  set(part: Partial<HeatDisplay>): void {
    this.#display = { ...this.#display, ...part };
    this.invalidate();
  }

  /** Asks for what is missing in view. The next frame does it too: until then the answer may be under way. */
  ask(): void {
    const { position } = this.#display;
    if (position === undefined) return;
    const { viewport, cursor } = position;
    this.#blocks?.want(viewport.hasCells ? viewport.window : undefined, cursor);
    if (!viewport.hasCells) this.#whole?.want(viewport.size.width, viewport.size.height);
  }

  /**
   * Asks once more for what of this matrix is on screen, when a new run has other numbers of it: drawn together with
   * what else is new, it leaves no gap. Whoever draws it asks again and hears of errors.
   */
  async renew(): Promise<void> {
    const { matrices } = this.surroundings;
    const tiles = this.#blocks?.requests ?? [];
    const pictures = [this.#whole?.request, this.#minimap.request].filter((each) => each !== undefined);
    await Promise.allSettled([
      ...tiles.map((request) => matrices.tile(request)),
      ...pictures.map((request) => matrices.picture(request)),
    ]);
  }

  /** The cells that share a pixel at a point of the plot; undefined where one has it alone. */
  sharedAt(x: number, y: number): Window | undefined {
    const viewport = this.#display.position?.viewport;
    if (viewport === undefined || viewport.hasCells) return undefined;
    const shared = this.#whole?.cellsAt(x / viewport.size.width, y / viewport.size.height);
    return shared === undefined || isOne(shared) ? undefined : shared;
  }

  /** The one of them whose colour the pixel has; undefined where others were asked about meanwhile. */
  seenOf(shared: Window): Promise<Place | undefined> {
    return this.#pixels?.largest(shared) ?? Promise.resolve(undefined);
  }

  /** No answer about a pixel is wanted any more. */
  unsee(): void {
    this.#pixels?.forget();
  }

  /** Something has changed: it is drawn in the next frame. */
  invalidate(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  /** What is on screen, for a file: without what only points at it. Undefined before there is a matrix. */
  exportLook(): ExportLook | undefined {
    const { position, clip: chosen, format } = this.#display;
    const blocks = this.#blocks;
    const whole = this.#whole;
    if (position === undefined || blocks === undefined || whole === undefined) return undefined;
    const { heat } = blocks;
    return {
      ...{ heat, blocks, whole, format, chosen, viewport: position.viewport },
      table: this.#table(this.#colours, clipOf(heat.statistics, chosen)),
      title: matrixName(heat),
    };
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settling);
    this.#forget();
    this.#disposables.dispose();
    this.element.remove();
  }

  #forget(): void {
    this.#blocks?.dispose();
    this.#whole?.dispose();
  }

  #draw(): void {
    const { position, clip: chosen, format, hasFocus, marks, outlined, edited } = this.#display;
    const blocks = this.#blocks;
    const whole = this.#whole;
    if (position === undefined || blocks === undefined || whole === undefined) return;
    const { viewport, cursor } = position;
    const { heat } = blocks;
    const table = this.#table(this.#colours, clipOf(heat.statistics, chosen));
    this.ask();
    this.#minimap.draw(heat, viewport, table);
    this.#picture.paint({
      ...{ heat, viewport, blocks, whole, table, format, marks, edited },
      outlined: outlined?.(heat.matrix) === true,
      cursor: hasFocus ? cursor : undefined,
    });
    this.#showBar(heat, chosen, table.clip, viewport.hasCells);
    this.#showReadout(heat, cursor, valueOf(heat, blocks, cursor));
    this.#speakSoon(cursor);
  }

  /** For screen readers: at once where the cursor has moved, else when the view has come to rest. */
  #speakSoon(cursor: Place): void {
    clearTimeout(this.#settling);
    if (cursor !== this.#spokenCursor) this.#speak();
    else {
      this.#settling = setTimeout(() => {
        this.#speak();
      }, AT_REST);
    }
  }

  #speak(): void {
    const { position, clip } = this.#display;
    const blocks = this.#blocks;
    if (position === undefined || blocks === undefined) return;
    const { heat } = blocks;
    const { viewport, cursor } = position;
    this.#spokenCursor = cursor;
    const valueAt = (place: Place): number | undefined => valueOf(heat, blocks, place);
    this.#hidden.show(heat, viewport, cursor, valueAt, clipOf(heat.statistics, clip));
  }
}

function isOne({ rowStart, rowEnd, columnStart, columnEnd }: Window): boolean {
  return rowEnd - rowStart === 1 && columnEnd - columnStart === 1;
}

function valueOf({ strips, rows }: HeatMatrix, blocks: Blocks, { row, column }: Place): number | undefined {
  if (row === -1) return strips.top?.values[column];
  if (row === rows) return strips.bottom?.values[column];
  if (column === -1) return strips.left?.values[row];
  return blocks.value(row, column);
}

/** As part of a sentence: "the gradient of weights of layer 1". */
export function matrixName({ matrix }: HeatMatrix): string {
  const name = quantityName(matrix);
  return matrix.layer === undefined ? name : l10n.t('{0} of layer {1}', name, matrix.layer + 1);
}

function quantityName({ quantity, parameter = '' }: MatrixRef): string {
  switch (quantity) {
    case 'parameterGradient':
      return l10n.t('the gradient of {0}', parameter);
    case 'relativeGradient':
      return l10n.t('the relative gradient of {0}', parameter);
    case 'parameter':
      return parameter;
    case 'upstreamGradient':
      return l10n.t('the gradient of activations');
    case 'activationDerivative':
      return l10n.t('slopes of activation');
    case 'preActivation':
      return 'z';
    case 'activation':
      return l10n.t('activations');
    case 'delta':
      return l10n.t('delta');
    case 'target':
      return l10n.t('target');
    default:
      return quantity;
  }
}
