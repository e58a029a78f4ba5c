/** The line of choices above a heatmap: size of the cells, end of the colours. */
import { Segments } from '../chrome/segments';
import type { Component } from '../dom/component';
import { button, element } from '../dom/element';
import type { Clip } from './heatMatrix';
import type { Zoom } from './viewport';

export interface HeatToolEvents {
  zoom(zoom: Zoom): void;
  zoomBy(step: -1 | 1): void;
  clip(clip: Clip): void;
}

const LEVELS: readonly (readonly [string, Zoom])[] = [
  ['fit', 'fit'],
  ['8', 8],
  ['14', 14],
  ['24', 24],
  ['digits', 'digits'],
];

export class HeatTools implements Component {
  readonly element = element('div', { class: 'heat-tools' });
  /** Which matrix is shown: for whoever offers several. */
  readonly choice = element('span', { class: 'ctl' });
  readonly #zoom: Segments<string>;
  readonly #clip: Segments<Clip>;

  constructor(events: HeatToolEvents) {
    this.#zoom = new Segments(
      'zoom',
      LEVELS.map(([value, zoom]) => ({
        value,
        text: typeof zoom === 'number' ? `${zoom} px` : value,
        label:
          typeof zoom === 'number' ? `${zoom} px a cell` : zoom === 'fit' ? 'fit the whole matrix' : 'digits',
      })),
      (value) => {
        const level = LEVELS.find(([name]) => name === value);
        if (level !== undefined) events.zoom(level[1]);
      },
    );
    this.#clip = new Segments<Clip>(
      'clip',
      [
        { value: 'max', text: 'max', label: 'colours up to the max' },
        { value: 'p995', text: 'p99.5', label: 'p99.5, colours up to that percentile' },
        { value: 'p95', text: 'p95', label: 'p95, colours up to that percentile' },
      ],
      (clip) => {
        events.clip(clip);
      },
    );
    const step = (text: string, label: string, by: -1 | 1): HTMLElement =>
      button({ class: 'tog', text, attributes: { 'aria-label': label } }, () => {
        events.zoomBy(by);
      });
    this.element.append(
      this.choice,
      element(
        'span',
        { class: 'ctl' },
        element('span', { text: 'zoom' }),
        step('−', 'Zoom out', -1),
        this.#zoom.element,
        step('+', 'Zoom in', 1),
      ),
      element('span', { class: 'ctl' }, element('span', { text: 'clip' }), this.#clip.element),
    );
  }

  show(zoom: Zoom, clip: Clip): void {
    this.#zoom.select(LEVELS.find(([, level]) => level === zoom)?.[0]);
    this.#clip.select(clip);
  }

  dispose(): void {
    this.element.remove();
  }
}
