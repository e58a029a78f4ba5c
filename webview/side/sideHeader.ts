/** The side view's head: which network and run, what is shown and how, what the colours mean. */
import * as l10n from '@vscode/l10n';
import type { Overview } from '../../src/inspector/views';
import type { PanelState } from '../../src/protocol/panelContract';
import { Segments } from '../chrome/segments';
import { dropDown, type DropDown } from '../chrome/toolkit';
import type { Component } from '../dom/component';
import { element } from '../dom/element';
import { runState } from '../header/runState';
import { exponential, MINUS } from '../numbers/format';
import { type Choices, QUANTITIES, type ShownQuantity } from './choices';

export class SideHeader implements Component {
  readonly element = element('header', { class: 'side-head' });
  readonly #name = element('h1');
  readonly #samples = element('span', { class: 'num dim2' });
  readonly #run = element('span', { class: 'run' });
  readonly #quantity: DropDown;
  readonly #scale: Segments<Choices['scale']>;
  readonly #sort: Segments<Choices['sort']>;
  readonly #bar = element('div', { class: 'scale-bar' });

  constructor(choose: (part: Partial<Choices>) => void) {
    const quantities = Object.entries(QUANTITIES).map(([value, text]) => ({ value, text }));
    this.#quantity = dropDown(l10n.t('quantity'), quantities, 'gradient', (value) => {
      choose({ quantity: value as ShownQuantity });
    });
    this.#scale = new Segments<Choices['scale']>(
      l10n.t('scale'),
      [
        { value: 'each', text: l10n.t('each'), label: l10n.t('each layer on a scale of its own') },
        { value: 'shared', text: l10n.t('shared'), label: l10n.t('one shared scale for all layers') },
      ],
      (scale) => {
        choose({ scale });
      },
    );
    this.#sort = new Segments<Choices['sort']>(
      l10n.t('sort'),
      [
        { value: 'layer', text: l10n.t('layer'), label: l10n.t('by layer, output first') },
        { value: 'largest', text: 'max', label: l10n.t('by max magnitude, largest first') },
      ],
      (sort) => {
        choose({ sort });
      },
    );
    this.element.append(
      element('div', { class: 'side-title' }, this.#name, this.#samples, this.#run),
      element(
        'div',
        { class: 'side-choices' },
        this.#quantity.element,
        element(
          'span',
          {},
          control(l10n.t('scale'), this.#scale.element),
          control(l10n.t('sort'), this.#sort.element),
        ),
      ),
      this.#bar,
    );
  }

  show(overview: Overview, choices: Choices): void {
    const { name, samples } = overview;
    this.#name.textContent = name;
    this.#samples.textContent =
      samples === 1 ? '' : l10n.t({ message: 'all {0}', args: [samples], comment: ['samples'] });
    this.showChoices(choices);
  }

  showChoices({ quantity, scale, sort }: Choices): void {
    this.#quantity.select(quantity);
    this.#scale.select(scale);
    this.#sort.select(sort);
  }

  showRun(state: PanelState, overview: Overview): void {
    const { text, dot } = runState(state, overview);
    this.#run.textContent = text;
    this.#run.dataset['state'] = dot;
  }

  /**
   * @param signed whether any colour has a sign.
   * @param limit the magnitude that gets the end of the scale; undefined where each thumbnail has its own.
   */
  showScale(signed: boolean, limit: number | undefined): void {
    const end = limit === undefined ? 'max' : exponential(limit, 1);
    this.#bar.replaceChildren(
      element('span', { text: signed ? `${MINUS}${end}` : '0' }),
      element('span', { class: signed ? 'ramp' : 'ramp grey' }),
      element('span', { text: signed ? `+${end}` : end }),
    );
  }

  dispose(): void {
    this.element.remove();
  }
}

function control(name: string, segments: HTMLElement): HTMLElement {
  return element(
    'span',
    { class: 'ctl' },
    element('span', { text: name, attributes: { 'aria-hidden': 'true' } }),
    segments,
  );
}
