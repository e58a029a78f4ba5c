/** Every quantity that was given, in the order of computation: the first wrong one in red, what follows from it in grey. */
import * as l10n from '@vscode/l10n';
import { mistakeTitle } from '../../src/inspector/naming';
import type { ComparedQuantity, Comparison } from '../../src/inspector/comparison/comparison';
import type { Component } from '../dom/component';
import { button, element } from '../dom/element';
import { RovingFocus } from '../dom/rovingFocus';
import { maths } from '../maths/maths';
import { shortNumber } from '../numbers/format';

const ICONS: { readonly [S in ComparedQuantity['status']]: string } = {
  match: '✓',
  wrong: '✕',
  follows: '↳',
  missing: '–',
};

export class QuantityList implements Component {
  readonly element = element('ol', {
    class: 'cmp-list',
    attributes: { 'aria-label': l10n.t('in the order of computation') },
  });
  readonly #focus = new RovingFocus(this.element, '.cmp');
  readonly #buttons = new Map<number, HTMLButtonElement>();

  /** @param choose called with a quantity's index when its matrices are wanted. */
  constructor(readonly choose: (index: number) => void) {}

  show(comparison: Comparison, chosen: number | undefined): void {
    const focused = [...this.#buttons].find(([, each]) => each === document.activeElement)?.[0];
    this.#buttons.clear();
    this.element.replaceChildren(
      ...comparison.quantities.flatMap((quantity, index) =>
        quantity.status === 'missing' ? [] : [this.#item(comparison, quantity, index)],
      ),
    );
    this.select(chosen);
    if (focused !== undefined) this.#buttons.get(focused)?.focus();
  }

  /** Marks the quantity whose matrices are shown. */
  select(index: number | undefined): void {
    for (const [own, each] of this.#buttons) {
      each.setAttribute('aria-pressed', String(own === index));
      each.tabIndex = own === index ? 0 : -1;
    }
    this.#focus.settle();
  }

  dispose(): void {
    this.#focus.dispose();
    this.element.remove();
  }

  #item(comparison: Comparison, quantity: ComparedQuantity, index: number): HTMLElement {
    const { status, symbol, layer, maxRelativeError } = quantity;
    const isFirst = index === comparison.firstDivergence;
    const words = wordsOf(comparison, quantity, index);
    const made = button({ class: 'cmp' }, () => {
      this.choose(index);
    });
    made.append(
      element('span', { class: `ic ${status}`, text: ICONS[status], attributes: { 'aria-hidden': 'true' } }),
      element('span', { class: 'sym' }, maths(symbol)),
      element('span', { class: 'layer-name', text: layer }),
      element('span', { class: 'words', text: words }),
      element('span', { class: 'num', text: maxRelativeError === null ? '' : shortNumber(maxRelativeError) }),
    );
    this.#buttons.set(index, made);
    return element('li', { class: isFirst ? 'first' : status }, made);
  }
}

function wordsOf(
  { diagnoses, firstDivergence }: Comparison,
  { status }: ComparedQuantity,
  index: number,
): string {
  const diagnosis = diagnoses.find(({ quantity }) => quantity === index);
  const mistake = diagnosis === undefined ? l10n.t('unknown mistake') : mistakeTitle(diagnosis.mistake);
  switch (status) {
    case 'match':
      return l10n.t('matches');
    case 'follows':
      return l10n.t('follows from what is wrong before it');
    case 'wrong':
      return index === firstDivergence
        ? l10n.t('first wrong quantity: {0}', mistake)
        : l10n.t('wrong by itself: {0}', mistake);
    case 'missing':
      return l10n.t('not given');
  }
}
