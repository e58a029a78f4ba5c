/** A layer in the side view: its name and shape, its thumbnails, what is to be noted. */
import * as l10n from '@vscode/l10n';
import type { LayerView } from '../../src/inspector/views';
import type { Component } from '../dom/component';
import { element } from '../dom/element';
import { deadUnitsText, type LayerNote, matrixFindings } from '../findings/findings';
import type { Colours } from '../theme/colours';
import type { Window } from './codePicture';
import type { Scales } from './scales';
import type { ShownMatrix } from './shownMatrices';
import { Thumbnail } from './thumbnail';
import type { ThumbnailData } from './thumbnailSource';

export interface ItemLook {
  readonly data: readonly ThumbnailData[];
  readonly width: number;
  readonly scales: Scales;
  readonly colours: Colours;
}

export class LayerItem implements Component {
  readonly element = element('li', { class: 'layer-item' });
  readonly #title = element('h2');
  readonly #findings = element('p', { class: 'findings' });
  #thumbnails: readonly Thumbnail[] = [];
  #signature = '';

  constructor(
    readonly index: number,
    readonly open: (shown: ShownMatrix, window: Window | undefined) => void,
  ) {
    this.element.dataset['layer'] = String(index);
  }

  /** Gives the item its shape; numbers that stay in their places stay on screen until there are newer ones. */
  shape(layer: LayerView, shown: readonly ShownMatrix[]): void {
    const { name, inputWidth, units, activation } = layer;
    const signature = JSON.stringify([name, inputWidth, units, activation.name, shown]);
    if (signature === this.#signature) return;
    this.#signature = signature;
    this.#title.replaceChildren(
      element('span', { class: 'ord', text: String(this.index + 1) }),
      element('strong', { text: name }),
      element('span', { class: 'spec', text: `${inputWidth} → ${units} ${activation.name}` }),
    );
    this.#thumbnails = shown.map(
      (matrix) =>
        new Thumbnail(layer, matrix, (window) => {
          this.open(matrix, window);
        }),
    );
    this.#findings.hidden = true;
    this.element.replaceChildren(
      this.#title,
      ...this.#thumbnails.map((thumbnail) => thumbnail.element),
      ...(shown.length === 0 ? [element('p', { class: 'micro', text: l10n.t('no parameters') })] : []),
      this.#findings,
    );
  }

  /** Shows the numbers of all thumbnails, in their order. */
  show(layer: LayerView, { data, ...common }: ItemLook): void {
    const dead = layer.deadUnits.length;
    const ofLayer: readonly LayerNote[] =
      dead === 0 ? [] : [{ severity: 'notable', text: deadUnitsText(dead) }];
    const ofMatrices = this.#thumbnails.map(({ shown }, i) =>
      matrixFindings(shown.matrix, shown.name, shown.vector, data[i]!.statistics),
    );
    this.#thumbnails.forEach((thumbnail, i) => {
      const notes = [...ofLayer, ...ofMatrices[i]!].map(({ text }) => text);
      thumbnail.show({ ...common, data: data[i]!, notes });
    });
    this.#showFindings([...ofLayer, ...ofMatrices.flat()]);
  }

  paint(colours: Colours): void {
    for (const thumbnail of this.#thumbnails) thumbnail.paint(colours);
  }

  dispose(): void {
    this.element.remove();
  }

  #showFindings(findings: readonly LayerNote[]): void {
    this.#findings.hidden = findings.length === 0;
    const wrong = findings.some(({ severity }) => severity === 'wrong');
    this.#findings.replaceChildren(
      element('span', {
        class: wrong ? 'bad' : 'warn',
        text: wrong ? '✕ ' : '▲ ',
        attributes: { 'aria-hidden': 'true' },
      }),
      findings.map(({ text }) => text).join(', '),
    );
  }
}
