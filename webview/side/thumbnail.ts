/** One matrix in a few pixels, with its largest number and its histogram: a button that opens it in the panel. */
import * as l10n from '@vscode/l10n';
import type { LayerView } from '../../src/inspector/views';
import type { Component } from '../dom/component';
import { button, element } from '../dom/element';
import { notFiniteText } from '../findings/findings';
import { ColourTable } from '../heatmap/colourTable';
import { maths } from '../maths/maths';
import { count, fullDigits, shortNumber, spoken } from '../numbers/format';
import type { Colours } from '../theme/colours';
import { windowAt, type Window } from './codePicture';
import { histogramPicture } from './histogramPicture';
import type { Scales } from './scales';
import type { ShownMatrix } from './shownMatrices';
import { paintThumbnail } from './thumbnailPainter';
import type { Slot, ThumbnailData } from './thumbnailSource';

/** CSS pixels. */
const STRIP = 12;
const LEAST = 24;
const MOST = 84;
const PER_ROW = 0.66;

/** Seen, and said in other words. */
const HIDDEN = { attributes: { 'aria-hidden': 'true' } } as const;

export interface ThumbnailLook {
  readonly data: ThumbnailData;
  /** Of the canvas, in CSS pixels. */
  readonly width: number;
  readonly scales: Scales;
  readonly colours: Colours;
  /** What is to be noted, for ears. */
  readonly notes: readonly string[];
}

export class Thumbnail implements Component {
  readonly element: HTMLButtonElement;
  readonly #words = element('span', { class: 'sr' });
  readonly #canvas = element('canvas', HIDDEN);
  readonly #figures = element('span', { class: 'figures', ...HIDDEN });
  #look: ThumbnailLook | undefined;

  /** @param open undefined: no place of the picture in particular. */
  constructor(
    readonly layer: LayerView,
    readonly shown: ShownMatrix,
    open: (window: Window | undefined) => void,
  ) {
    const symbol = element('span', { class: 'symbol', ...HIDDEN }, maths(shown.latex));
    if (!isStrip(shown)) {
      symbol.append(element('span', { class: 'shape', text: `${shown.rows} × ${shown.columns}` }));
    }
    this.element = button({ class: 'thumb', attributes: { tabindex: '-1' } }, () => undefined);
    this.element.addEventListener('click', (event) => {
      open(this.#windowUnder(event));
    });
    this.element.append(this.#words, symbol, this.#canvas, this.#figures);
    this.#canvas.style.setProperty('--height', `${heightOf(this.shown)}px`);
    this.#name([]);
  }

  show(look: ThumbnailLook): void {
    this.#look = look;
    const { data, scales, notes } = look;
    const { statistics } = data;
    const strange = notFiniteText(statistics);
    const largest = shortNumber(data.largest);
    this.#figures.replaceChildren(
      element('span', { text: this.shown.rms ? l10n.t('rms {0}', largest) : largest }),
      histogramPicture(statistics, scales.axis({ shown: this.shown, statistics })),
      ...strangeLine('✕', statistics.nans, 'NaN'),
      ...strangeLine('▲▼', statistics.infinities, '∞'),
    );
    this.element.title = this.#title(data, strange);
    this.#name([l10n.t('largest {0}', spoken(data.largest)), ...(strange === '' ? [] : [strange]), ...notes]);
    this.paint(look.colours);
  }

  /** Paints the same numbers in other colours. */
  paint(colours: Colours): void {
    if (this.#look === undefined) return;
    const { data, width, scales } = this.#look;
    const limit = scales.limit({ shown: this.shown, statistics: data.statistics });
    const { picture, signed } = data;
    const table = new ColourTable(colours, limit, 1, signed);
    paintThumbnail(this.#canvas, picture, slotOf(this.shown, width), table);
  }

  dispose(): void {
    this.element.remove();
  }

  #name(details: readonly string[]): void {
    const { rms, name, rows, columns } = this.shown;
    const layer = `${this.layer.index + 1} ${this.layer.name}`;
    const parts = [
      rms
        ? l10n.t('root mean square of {0} of layer {1}', name, layer)
        : l10n.t('{0} of layer {1}', name, layer),
      l10n.t('{0} by {1}', rows, columns),
      ...details,
      l10n.t('open in panel'),
    ];
    this.#words.textContent = parts.join(', ');
  }

  #title({ statistics, largest }: ThumbnailData, strange: string): string {
    const { rms, name, rows, columns } = this.shown;
    return [
      `${name}, ${rows} × ${columns}`,
      rms
        ? l10n.t('largest root mean square of a column {0}', fullDigits(largest))
        : l10n.t('largest magnitude {0}', fullDigits(largest)),
      l10n.t('exactly 0: {0} of {1}', count(statistics.zeros), count(rows * columns)),
      ...(strange === '' ? [] : [strange]),
      l10n.t('Click opens this place in the panel'),
    ].join('\n');
  }

  /** What a click was on; a key, or a click beside the picture, is on nothing in particular. */
  #windowUnder({ detail, target, clientX, clientY }: MouseEvent): Window | undefined {
    if (this.#look === undefined || detail === 0 || target !== this.#canvas) return undefined;
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    const { picture } = this.#look.data;
    const down = this.shown.rms ? 0 : (clientY - top) / height;
    return windowAt(this.shown, picture, (clientX - left) / width, down);
  }
}

/** The place that it needs a picture for. */
export function slotOf(shown: ShownMatrix, width: number): Slot {
  return { shown, width, height: heightOf(shown) };
}

function heightOf(shown: ShownMatrix): number {
  if (isStrip(shown)) return STRIP;
  return Math.round(Math.max(LEAST, Math.min(MOST, shown.rows * PER_ROW)));
}

/** Whether it is one row of numbers. */
function isStrip({ rows, rms }: ShownMatrix): boolean {
  return rms || rows === 1;
}

function strangeLine(glyph: string, amount: number, name: string): readonly HTMLElement[] {
  if (amount === 0) return [];
  const mark = element('span', { class: 'bad', text: glyph });
  return [element('span', {}, mark, ` ${count(amount)} ${name}`)];
}
