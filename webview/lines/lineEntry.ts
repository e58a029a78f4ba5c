/** One number of a list: where it stands, its digits, a bar as long as it is large. */
import * as l10n from '@vscode/l10n';
import type { Component } from '../dom/component';
import { element } from '../dom/element';
import { cellDigits, fullDigits, type NumberFormat, spokenAs } from '../numbers/format';
import { colourPosition } from '../theme/colours';
import type { Entry } from './linePages';

export interface EntryLook {
  /** Undefined while it is on its way. */
  readonly entry: Entry | undefined;
  readonly name: string;
  readonly format: NumberFormat;
  /** The magnitude of the longest bar. */
  readonly largest: number;
  readonly active: boolean;
}

export class LineEntry implements Component {
  readonly element: HTMLElement;
  readonly #index = element('span', { class: 'at' });
  readonly #value = element('span', { class: 'value' });
  readonly #bar = element('span', { class: 'bar' });

  /** @param position in the list, from 0. @param length entries of the whole list. */
  constructor(id: string, position: number, length: number) {
    const places = { 'aria-posinset': String(position + 1), 'aria-setsize': String(length) };
    this.element = element(
      'div',
      { class: 'entry', role: 'option', attributes: { ...places, 'data-position': String(position) } },
      this.#index,
      this.#value,
      element('span', { class: 'size' }, this.#bar),
    );
    this.element.id = id;
  }

  show({ entry, name, format, largest, active }: EntryLook): void {
    this.element.setAttribute('aria-selected', String(active));
    if (entry === undefined) {
      this.#index.textContent = '';
      this.#value.textContent = '…';
      this.#bar.hidden = true;
      this.element.setAttribute('aria-label', l10n.t('loading'));
      return;
    }
    const { index, value } = entry;
    const { sign, leading, rest } = cellDigits(value, format, true);
    const zeros = leading === '' ? [] : [element('i', { text: leading })];
    this.#index.textContent = String(index + 1);
    this.#value.replaceChildren(sign, ...zeros, rest);
    this.#value.classList.toggle('strange', !Number.isFinite(value));
    this.element.title = fullDigits(value);
    this.element.setAttribute('aria-label', spokenAs(name, value, this.#value.textContent));
    this.#bar.hidden = !(Math.abs(value) > 0);
    this.#bar.classList.toggle('negative', value < 0);
    // As long as its colour is strong, so that small numbers keep a bar.
    const share = Math.abs(value) === Infinity ? 1 : Math.abs(colourPosition(value, largest));
    this.#bar.style.setProperty('--share', share.toFixed(4));
  }

  dispose(): void {
    this.element.remove();
  }
}
