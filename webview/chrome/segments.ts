/** A row of buttons of which one is chosen: a radio group with one tab stop. */
import { button, element, seenAs } from '../dom/element';
import { maths } from '../maths/maths';

export interface Segment<T extends string> {
  readonly value: T;
  readonly text: string;
  /** A formula before the text. */
  readonly latex?: string;
  /** What a screen reader says, with the text in it; the text alone where absent. */
  readonly label?: string;
}

export class Segments<T extends string> {
  readonly element: HTMLElement;
  readonly #buttons = new Map<T, HTMLButtonElement>();
  readonly #onChoose: (value: T) => void;
  #chosen: T | undefined;

  constructor(label: string, segments: readonly Segment<T>[], onChoose: (value: T) => void) {
    this.#onChoose = onChoose;
    this.element = element('div', { class: 'seg', role: 'radiogroup', attributes: { 'aria-label': label } });
    for (const segment of segments) {
      const made = button({ role: 'radio' }, () => {
        this.#choose(segment.value);
      });
      if (segment.latex !== undefined) {
        made.append(...seenAs(segment.label ?? segment.text, maths(segment.latex), ' ', segment.text));
      } else {
        made.textContent = segment.text;
        if (segment.label !== undefined) made.setAttribute('aria-label', segment.label);
      }
      this.#buttons.set(segment.value, made);
      this.element.append(made);
    }
    this.element.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.select(undefined);
  }

  /** Shows what is chosen, without calling back; undefined: none of these. */
  select(value: T | undefined): void {
    this.#chosen = value;
    const stop = value !== undefined && this.#buttons.has(value) ? value : this.#buttons.keys().next().value;
    for (const [own, made] of this.#buttons) {
      made.setAttribute('aria-checked', String(own === value));
      made.tabIndex = own === stop ? 0 : -1;
    }
  }

  #choose(value: T): void {
    if (value === this.#chosen) return;
    this.select(value);
    this.#onChoose(value);
  }

  #onKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const values = [...this.#buttons.keys()];
    const from = values.findIndex((value) => this.#buttons.get(value) === document.activeElement);
    const value = values[(from + step + values.length) % values.length];
    if (value === undefined) return;
    this.#buttons.get(value)?.focus();
    this.#choose(value);
  }
}
