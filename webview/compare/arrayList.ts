/** What each array of the user's file was taken for, and why; what it is can be said otherwise. */
import * as l10n from '@vscode/l10n';
import type { Correction, Meaning } from '../../src/inspector/dumps/matching/matching';
import type { DumpArray } from '../../src/inspector/dumps/readClaims';
import { dropDown, type DropDown } from '../chrome/toolkit';
import type { Component } from '../dom/component';
import { element } from '../dom/element';

/** A file of thousands of arrays has its others in the report. */
const MOST = 200;

const IGNORE = 'ignore';

interface Entry {
  readonly list: DropDown;
  readonly reason: HTMLElement;
}

export class ArrayList implements Component {
  readonly element = element('details', { class: 'arrays' });
  readonly #summary = element('summary');
  readonly #list = element('ul');
  #entries = new Map<string, Entry>();
  #signature = '';

  /** @param correct called with what the user says that an array is. */
  constructor(readonly correct: (array: string, meaning: Correction) => void) {
    this.element.append(this.#summary, this.#list);
  }

  /** Opened where the user should look: something is not compared. */
  show(arrays: readonly DumpArray[]): void {
    const left = arrays.filter(({ meaning }) => meaning === undefined).length;
    this.element.hidden = arrays.length === 0;
    const compared = arrays.length - left;
    this.#summary.textContent =
      left === 0
        ? l10n.t('What each array was taken for')
        : l10n.t('What each array was taken for: {0} of {1} arrays are compared', compared, arrays.length);
    const signature = JSON.stringify(arrays.map(({ name, choices }) => [name, choices]));
    // What had the focus keeps it: the same lists say something else.
    if (signature !== this.#signature) {
      this.#signature = signature;
      this.#entries = new Map();
      this.#list.replaceChildren(
        ...arrays.slice(0, MOST).map((array) => this.#item(array)),
        ...(arrays.length > MOST
          ? [element('li', { text: l10n.t('and {0} more', arrays.length - MOST) })]
          : []),
      );
      this.element.open = left > 0;
    }
    for (const { name, meaning, reason } of arrays) {
      const entry = this.#entries.get(name);
      entry?.list.select(meaning === undefined ? IGNORE : valueOf(meaning));
      if (entry !== undefined) entry.reason.textContent = reason;
    }
  }

  dispose(): void {
    this.element.remove();
  }

  #item(array: DumpArray): HTMLElement {
    const { name, shape, meaning, choices } = array;
    const list = dropDown(
      l10n.t('what {0} is', name),
      [
        ...choices.map(({ meaning: choice, text }) => ({ value: valueOf(choice), text })),
        { value: IGNORE, text: l10n.t('not compared') },
      ],
      meaning === undefined ? IGNORE : valueOf(meaning),
      (value) => {
        this.correct(name, choices.find((choice) => valueOf(choice.meaning) === value)?.meaning ?? IGNORE);
      },
    );
    const reason = element('span', { class: 'micro' });
    this.#entries.set(name, { list, reason });
    const size = shape.length === 0 ? l10n.t('one number') : shape.join(' × ');
    return element(
      'li',
      {},
      element('span', { class: 'num', text: name }),
      element('span', { class: 'num dim2', text: size }),
      list.element,
      reason,
    );
  }
}

function valueOf({ layer, quantity }: Meaning): string {
  return `${quantity} ${layer}`;
}
