/** The formulas beside a layer's rows. Pointing at one outlines the numbers that it made. */
import type { MatrixMatch } from '../cells/surface';
import { type Component, Disposables } from '../dom/component';
import { button, element, seenAs } from '../dom/element';
import { maths } from '../maths/maths';

export interface Note {
  /** `delta`, or the name of a parameter. */
  readonly id: string;
  readonly latex: string;
  /** What a screen reader calls it. */
  readonly label: string;
  /** A few words below the formula. */
  readonly words?: string;
  readonly numbers: MatrixMatch;
}

export interface NoteEvents {
  point(numbers: MatrixMatch | undefined): void;
  open(note: string): void;
}

export class Notes implements Component {
  /** One line above the grid, used where the margin is too narrow. */
  readonly element = element('div', { class: 'notes-above' });
  readonly #disposables = new Disposables();
  #made: { readonly note: Note; readonly element: HTMLElement; readonly formula: HTMLElement }[] = [];
  #signature = '';
  #current: string | undefined;

  constructor(readonly events: NoteEvents) {}

  show(notes: readonly Note[]): void {
    const signature = JSON.stringify(notes);
    if (signature === this.#signature) {
      this.#made = this.#made.map((made, i) => ({ ...made, note: notes[i]! }));
      return;
    }
    this.#signature = signature;
    for (const { element: old } of this.#made) old.remove();
    this.#made = notes.map((note, i) => {
      const point = (): void => {
        this.events.point(this.#made[i]?.note.numbers);
      };
      const leave = (): void => {
        this.events.point(undefined);
      };
      const formula = button({ class: 'f' }, () => {
        this.events.open(note.id);
      });
      formula.append(...seenAs(note.label, maths(note.latex)));
      this.#disposables.listen(formula, 'pointerenter', point);
      this.#disposables.listen(formula, 'pointerleave', leave);
      this.#disposables.listen(formula, 'focus', point);
      this.#disposables.listen(formula, 'blur', leave);
      const made = element('div', { class: 'note' }, formula);
      if (note.words !== undefined) made.append(element('span', { class: 'micro', text: note.words }));
      return { note, element: made, formula };
    });
    this.mark(this.#current);
  }

  /**
   * Puts each formula beside its row of the grid, or all above it.
   * @param lineOf the grid line of a note, and how many lines it may take.
   */
  place(
    grid: HTMLElement,
    column: number,
    lineOf: (id: string) => { line: number; span: number } | undefined,
  ): void {
    const above = this.element.dataset['place'] === 'above';
    for (const { note, element: made } of this.#made) {
      const place = lineOf(note.id);
      if (place === undefined) {
        made.remove();
        continue;
      }
      made.classList.toggle('tall', place.span > 1);
      made.style.gridRow = above ? '' : `${place.line} / span ${place.span}`;
      made.style.gridColumn = above ? '' : String(column);
      (above ? this.element : grid).append(made);
    }
  }

  /** Puts all formulas in one line. */
  placeAbove(): void {
    for (const { element: made } of this.#made) {
      made.style.gridRow = '';
      made.style.gridColumn = '';
      this.element.append(made);
    }
  }

  /** Above where the margin's width is not enough for the longest formula. */
  fit(available: number): void {
    const needed = Math.max(0, ...this.#made.map(({ formula }) => formula.offsetWidth));
    this.element.dataset['place'] = available < Math.max(160, needed + 24) ? 'above' : 'margin';
  }

  /** Marks the formula of the number whose proof is open. */
  mark(id: string | undefined): void {
    this.#current = id;
    for (const { note, formula } of this.#made) formula.classList.toggle('on', note.id === id);
  }

  dispose(): void {
    this.#disposables.dispose();
    for (const { element: made } of this.#made) made.remove();
    this.element.remove();
  }
}
