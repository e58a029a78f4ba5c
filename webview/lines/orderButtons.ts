/** The heads of a list's columns: each sorts by its own, and turns the order round where it is the one already. */
import type { Component } from '../dom/component';
import { button, element } from '../dom/element';
import type { LineOrder } from './linePages';

type Key = LineOrder['order'];

/** What comes first when a column is chosen. */
const FIRST: Readonly<Record<Key, boolean>> = { index: false, value: true, magnitude: true };
const ENDS: Readonly<Record<Key, readonly [ascending: string, descending: string]>> = {
  index: ['first to last', 'last to first'],
  value: ['smallest first', 'largest first'],
  magnitude: ['smallest first', 'largest first'],
};

export class OrderButtons implements Component {
  readonly element = element('div', { class: 'order', role: 'group', attributes: { 'aria-label': 'order' } });
  readonly #buttons = new Map<Key, { readonly made: HTMLButtonElement; readonly name: string }>();

  /** @param what the entries are called: "column", where the list is a row. */
  constructor(
    what: string,
    readonly choose: (order: LineOrder) => void,
  ) {
    const names: readonly (readonly [Key, string, string])[] = [
      ['index', what, what],
      ['value', 'value', 'value'],
      ['magnitude', '|value|', 'magnitude'],
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
      const said = isOn ? `, ${descending ? other : ascending}` : '';
      made.setAttribute('aria-label', `sort by ${name}${said}`);
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
