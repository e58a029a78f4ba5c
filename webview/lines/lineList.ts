/** One row or column of a matrix as a list: every number with all its digits, in any order, however many there are. */
import * as l10n from '@vscode/l10n';
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { MatrixSource } from '../data/matrixSource';
import { type Component, Disposables } from '../dom/component';
import { button, element } from '../dom/element';
import { count, fullDigits, type NumberFormat } from '../numbers/format';
import { LineEntry } from './lineEntry';
import { type Entry, type LineOrder, LinePages, type LineRef } from './linePages';
import { OrderButtons } from './orderButtons';

/** What a list is for all its life. */
export interface LineSubject {
  readonly line: LineRef;
  /** "row 12 of weights of layer 1". */
  readonly name: string;
  readonly title: string;
  readonly length: number;
  /** The entry to begin with, by its place in the row or column. */
  readonly start: number;
}

/** What changes with the run. */
export interface LineLook {
  /** What a screen reader calls the number at a place of the row or column. */
  readonly nameOf: (index: number) => string;
  readonly format: NumberFormat;
  /** The magnitude of the longest bar. */
  readonly largest: number;
}

export interface LineEvents {
  /** The user wants to see the number at that place of the row or column. */
  go(index: number): void;
  close(): void;
  readonly fail: (error: unknown) => void;
}

/** Pixels of an entry. */
const HEIGHT = 24;

let lists = 0;

export class LineList implements Component {
  readonly element: HTMLElement;
  readonly #id = `line-${++lists}`;
  readonly #all = element('div', { class: 'all', role: 'presentation' });
  readonly #box: HTMLElement;
  readonly #digits = element('p', { class: 'digits' });
  readonly #order: OrderButtons;
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #disposables = new Disposables();
  readonly #entries = new Map<number, LineEntry>();
  #look: LineLook;
  #chosen: LineOrder = { order: 'index', descending: false };
  #pages: LinePages;
  /** Of the run before, shown until the new numbers are there. */
  #former: LinePages | undefined;
  /** Position in the list. */
  #active: number;
  #frame = 0;

  constructor(
    readonly source: Pick<MatrixSource, 'line'>,
    readonly subject: LineSubject,
    look: LineLook,
    readonly events: LineEvents,
  ) {
    const { name, title, length, line } = subject;
    this.#look = look;
    this.#active = subject.start;
    this.#pages = this.#makePages();
    this.#order = this.#disposables.own(
      new OrderButtons(line.axis, (order) => {
        this.#sort(order);
      }),
    );
    this.#box = element(
      'div',
      { class: 'entries', role: 'listbox', attributes: { tabindex: '0', 'aria-label': name } },
      this.#all,
    );
    const close = button(
      { class: 'close', text: '×', attributes: { 'aria-label': l10n.t('Close the list') } },
      () => {
        events.close();
      },
    );
    this.element = element(
      'section',
      { class: 'line-list', attributes: { 'aria-label': l10n.t('List of {0}', name) } },
      element(
        'div',
        { class: 'line-head' },
        element('h3', { text: title }),
        element('span', {
          class: 'dim2',
          text: length === 1 ? l10n.t('1 number') : l10n.t('{0} numbers', count(length)),
        }),
        close,
      ),
      this.#order.element,
      this.#box,
      this.#digits,
      hint(),
    );
    this.#virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
      ...{ count: length, overscan: 8, estimateSize: () => HEIGHT },
      getScrollElement: () => this.#box,
      ...{ scrollToFn: elementScroll, observeElementRect, observeElementOffset },
      onChange: () => {
        this.#render();
      },
    });
    this.#all.style.height = `${length * HEIGHT}px`;
    this.#order.show(this.#chosen);
    this.#listen();
  }

  /** Begins to show itself: the element is on the page, and so has a height. */
  attached(): void {
    this.#disposables.add(this.#virtualizer._didMount());
    this.#virtualizer._willUpdate();
    this.#virtualizer.scrollToIndex(this.#active, { align: 'center' });
    this.#render();
    this.#box.focus();
  }

  /** There are new numbers, or they are written in another way. */
  show(look: LineLook, reload: boolean): void {
    this.#look = look;
    if (reload) {
      this.#former = this.#pages;
      this.#pages = this.#makePages();
    }
    this.#render();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#disposables.dispose();
    this.element.remove();
  }

  #makePages(): LinePages {
    const arrived = (): void => {
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => {
        this.#render();
      });
    };
    return new LinePages(this.source, this.subject.line, this.#chosen, arrived, this.events.fail);
  }

  #sort(order: LineOrder): void {
    this.#chosen = order;
    this.#order.show(order);
    this.#former = undefined;
    this.#pages = this.#makePages();
    this.#moveTo(0);
  }

  // ---- moving

  #listen(): void {
    this.#disposables.listen(this.element, 'keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      this.events.close();
    });
    this.#disposables.listen(this.#box, 'keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const to = this.#positionFor(event.key);
      if (to !== undefined) this.#moveTo(to);
      else if (event.key === 'Enter') this.#go();
      else return;
      event.preventDefault();
    });
    this.#disposables.listen(this.#box, 'click', (event) => {
      const entry = event.target instanceof Element ? event.target.closest<HTMLElement>('.entry') : null;
      if (entry === null) return;
      this.#active = Number(entry.dataset['position']);
      this.#render();
      this.#go();
    });
  }

  #positionFor(key: string): number | undefined {
    const last = this.subject.length - 1;
    const page = Math.max(1, Math.floor(this.#box.clientHeight / HEIGHT) - 1);
    const steps: Readonly<Record<string, number>> = {
      ...{ ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page },
      ...{ Home: -Infinity, End: Infinity },
    };
    const step = steps[key];
    return step === undefined ? undefined : Math.max(0, Math.min(last, this.#active + step));
  }

  #moveTo(position: number): void {
    this.#active = position;
    this.#virtualizer.scrollToIndex(position);
    this.#render();
  }

  #go(): void {
    const entry = this.#entryAt(this.#active);
    if (entry !== undefined) this.events.go(entry.index);
  }

  // ---- showing

  #entryAt(position: number): Entry | undefined {
    return this.#pages.entry(position) ?? this.#former?.entry(position);
  }

  #render(): void {
    const shown = this.#virtualizer.getVirtualItems().map(({ index }) => index);
    const [first, last] = [shown[0], shown.at(-1)];
    if (first !== undefined && last !== undefined) this.#pages.want(first, last);
    this.#pages.want(this.#active, this.#active);
    // A screen reader asks for the active entry, in view or not.
    const wanted = new Set([...shown, this.#active]);
    for (const [position, entry] of this.#entries) {
      if (wanted.has(position)) continue;
      entry.dispose();
      this.#entries.delete(position);
    }
    for (const position of wanted) this.#showEntry(position);
    this.#box.setAttribute('aria-activedescendant', this.#entryId(this.#active));
    const active = this.#entryAt(this.#active);
    this.#digits.textContent =
      active === undefined ? '…' : `${this.#look.nameOf(active.index)} = ${fullDigits(active.value)}`;
  }

  #showEntry(position: number): void {
    let made = this.#entries.get(position);
    if (made === undefined) {
      made = new LineEntry(this.#entryId(position), position, this.subject.length);
      made.element.style.transform = `translateY(${position * HEIGHT}px)`;
      this.#entries.set(position, made);
      this.#all.append(made.element);
    }
    const { nameOf, format, largest } = this.#look;
    const entry = this.#entryAt(position);
    const name = entry === undefined ? '' : nameOf(entry.index);
    made.show({ entry, name, format, largest, active: position === this.#active });
  }

  #entryId(position: number): string {
    return `${this.#id}-${position}`;
  }
}

function hint(): HTMLElement {
  const key = (text: string): HTMLElement => element('span', { class: 'kbd', text });
  const moves = l10n.t({ message: 'move', comment: ['what a key does'] });
  const goes = l10n.t({ message: 'go to the cell', comment: ['what a key does'] });
  const closes = l10n.t({ message: 'close', comment: ['what a key does'] });
  return element(
    'p',
    { class: 'micro' },
    ...[key('↑↓'), ` ${moves}, `, key('Enter'), ` ${goes}, `, key('Esc'), ` ${closes}`],
  );
}
