/** The line of choices above a heatmap: size of the cells, end of the colours. */
import * as l10n from '@vscode/l10n';
import { type Segment, Segments } from '../chrome/segments';
import type { Component } from '../dom/component';
import { button, element } from '../dom/element';
import type { Clip } from './heatMatrix';
import { type Zoom, ZOOMS } from './viewport';

export interface HeatToolEvents {
  zoom(zoom: Zoom): void;
  zoomBy(step: -1 | 1): void;
  clip(clip: Clip): void;
}

export class HeatTools implements Component {
  readonly element = element('div', { class: 'heat-tools' });
  /** Which matrix is shown: for whoever offers several. */
  readonly choice = element('span', { class: 'ctl' });
  readonly #zoom: Segments<`${Zoom}`>;
  readonly #clip: Segments<Clip>;

  constructor(events: HeatToolEvents) {
    this.#zoom = new Segments(
      l10n.t('zoom'),
      ZOOMS.map((zoom) => ({ value: `${zoom}`, ...wordsOf(zoom) })),
      (value) => {
        const chosen = ZOOMS.find((zoom) => `${zoom}` === value);
        if (chosen !== undefined) events.zoom(chosen);
      },
    );
    this.#clip = new Segments<Clip>(
      l10n.t('clip'),
      [
        { value: 'max', text: 'max', label: l10n.t('colours up to the max') },
        { value: 'p995', text: 'p99.5', label: l10n.t('p99.5, colours up to that percentile') },
        { value: 'p95', text: 'p95', label: l10n.t('p95, colours up to that percentile') },
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
        element('span', { text: l10n.t('zoom') }),
        step('−', l10n.t('Zoom out'), -1),
        this.#zoom.element,
        step('+', l10n.t('Zoom in'), 1),
      ),
      element('span', { class: 'ctl' }, element('span', { text: l10n.t('clip') }), this.#clip.element),
    );
  }

  show(zoom: Zoom, clip: Clip): void {
    this.#zoom.select(`${zoom}`);
    this.#clip.select(clip);
  }

  dispose(): void {
    this.element.remove();
  }
}

function wordsOf(zoom: Zoom): Omit<Segment<string>, 'value'> {
  switch (zoom) {
    case 'fit':
      return { text: l10n.t('fit'), label: l10n.t('fit the whole matrix') };
    case 'digits':
      return { text: l10n.t('digits'), label: l10n.t('digits') };
    default:
      return { text: `${zoom} px`, label: l10n.t('{0} px a cell', zoom) };
  }
}
