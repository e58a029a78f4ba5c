/** The heads of a list's columns: each sorts by its own, and turns the order round where it is the one already. */
import * as l10n from '@vscode/l10n';
import type { Component } from '../dom/component';
import { button, element } from '../dom/element';
import type { LineOrder, LineRef } from './linePages';

type Key = LineOrder['order'];

/** What comes first when a column is chosen. */
const FIRST: Readonly<Record<Key, boolean>> = { index: false, value: true, magnitude: true };
const ENDS: Readonly<Record<Key, readonly [ascending: string, descending: string]>> = {
  index: [l10n.t('first to last'), l10n.t('last to first')],
  value: [l10n.t('smallest first'), l10n.t('largest first')],
  magnitude: [l10n.t('smallest first'), l10n.t('largest first')],
};

export class OrderButtons implements Component {
  readonly element = element('div', {
    class: 'order',
    role: 'group',
    attributes: { 'aria-label': l10n.t({ message: 'order', comment: ['of the numbers of a list'] }) },
  });
  readonly #buttons = new Map<Key, { readonly made: HTMLButtonElement; readonly name: string }>();

  /** @param axis of the list: the entries of a row are called by their columns. */
  constructor(
    axis: LineRef['axis'],
    readonly choose: (order: LineOrder) => void,
  ) {
    const entry = axis === 'row' ? l10n.t('column') : l10n.t('row');
    const names: readonly (readonly [Key, string, string])[] = [
      ['index', entry, entry],
      ['value', l10n.t('value'), l10n.t('value')],
      ['magnitude', l10n.t('|value|'), l10n.t('magnitude')],
    ];
    for (const [key, text, name] of names) {
      const made = button({ class: key, text }, () => {
        this.#onClick(key);
      });
      this.#buttons.set(key, { made, name });
      this.element.append(made);
    }
  }

  show({ order, descending }: LineOrder): void {
    for (const [key, { made, name }] of this.#buttons) {
      const isOn = key === order;
      made.setAttribute('aria-pressed', String(isOn));
      made.dataset['direction'] = isOn ? (descending ? 'down' : 'up') : '';
      const [ascending, other] = ENDS[key];
      const label = isOn
        ? l10n.t('sort by {0}, {1}', name, descending ? other : ascending)
        : l10n.t('sort by {0}', name);
      made.setAttribute('aria-label', label);
    }
  }

  dispose(): void {
    this.element.remove();
  }

  #onClick(key: Key): void {
    const { made } = this.#buttons.get(key)!;
    const { direction } = made.dataset;
    this.choose({ order: key, descending: direction === '' ? FIRST[key] : direction === 'up' });
  }
}
