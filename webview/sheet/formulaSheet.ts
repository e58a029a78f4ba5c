/** The derivation beside the numbers: pointing at a formula outlines what it made, an open proof marks its formula. */
import * as l10n from '@vscode/l10n';
import type { Explanation, FormulaEntry, FormulaId, FormulaSheet as Sheet } from '../../src/inspector/views';
import type { MatrixMatch } from '../cells/surface';
import { type Component, Disposables } from '../dom/component';
import { button, element, wordsAround } from '../dom/element';
import { inOneLine, maths, wrappingMaths } from '../maths/maths';
import { mayMove } from '../theme/theme';
import { matchOf } from './matchOf';

export interface SheetEvents {
  point(numbers: MatrixMatch | undefined): void;
  close(): void;
}

interface Step {
  readonly entry: FormulaEntry;
  readonly element: HTMLElement;
  readonly remark: HTMLElement;
}

export class FormulaSheet implements Component {
  readonly element = element('aside', {
    class: 'sheet',
    attributes: { 'aria-label': l10n.t('Formula sheet') },
  });
  readonly #groups = element('div');
  readonly #inner: HTMLElement;
  readonly #disposables = new Disposables();
  #steps: Step[] = [];
  #signature = '';
  #inspected: Explanation | undefined;
  #wanted: FormulaId | undefined;

  constructor(readonly events: SheetEvents) {
    const close = button({ text: '✕', attributes: { 'aria-label': l10n.t('Close formula sheet') } }, () => {
      events.close();
    });
    this.#inner = element(
      'div',
      { class: 'sheet-in' },
      element('h2', { text: l10n.t('Formula sheet') }, close),
      this.#groups,
    );
    this.element.append(this.#inner);
    this.element.hidden = true;
  }

  show(sheet: Sheet): void {
    const signature = JSON.stringify(sheet.groups);
    if (signature !== this.#signature) {
      this.#signature = signature;
      this.#build(sheet);
    }
    this.inspect(this.#inspected);
    if (this.#wanted !== undefined) this.open(this.#wanted);
  }

  /** Marks the formula of the number whose proof is open. */
  inspect(explanation: Explanation | undefined): void {
    this.#inspected = explanation;
    const current = explanation === undefined ? undefined : this.#stepOf(explanation);
    for (const step of this.#steps) {
      if (step === current && explanation !== undefined) {
        step.element.setAttribute('aria-current', 'true');
        step.remark.replaceChildren(
          ...wordsAround(l10n.t('inspecting {0}'), maths(inOneLine(explanation.symbol))),
        );
      } else {
        step.element.removeAttribute('aria-current');
        step.remark.replaceChildren(step.entry.note ?? '');
      }
      step.remark.hidden = step.remark.childNodes.length === 0 || step.remark.textContent === '';
    }
    // Only the sheet itself may scroll: the numbers stay where the reader looks at them.
    if (current !== undefined) this.#scrollTo(current.element);
  }

  /** Brings a formula into view and gives it the focus. */
  open(formula: FormulaId): void {
    const step =
      this.#steps.find(({ element: made }) => made.hasAttribute('aria-current')) ?? this.#first(formula);
    this.#wanted = step === undefined ? formula : undefined;
    if (step === undefined) return;
    this.#scrollTo(step.element);
    step.element.scrollIntoView({ block: 'nearest', behavior: mayMove() ? 'smooth' : 'auto' });
    step.element.focus({ preventScroll: true });
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  #build(sheet: Sheet): void {
    this.#steps = [];
    this.#groups.replaceChildren(
      ...sheet.groups.map(({ title, entries }) => {
        const heading = element('h3', { class: 'grp', text: title });
        return element('section', {}, heading, ...entries.map((entry) => this.#step(entry)));
      }),
    );
  }

  #step(entry: FormulaEntry): HTMLElement {
    const made = element(
      'div',
      { class: 'step', attributes: { tabindex: '0' } },
      element('span', { class: 'n', text: entry.marker }),
      element('div', { class: 'step-formula' }, wrappingMaths(entry.latex)),
    );
    const remark = element('p');
    made.append(remark);
    const numbers = matchOf(entry);
    this.#disposables.listen(made, 'pointerenter', () => {
      this.events.point(numbers);
    });
    this.#disposables.listen(made, 'pointerleave', () => {
      this.events.point(undefined);
    });
    this.#disposables.listen(made, 'focus', () => {
      this.events.point(numbers);
    });
    this.#disposables.listen(made, 'blur', () => {
      this.events.point(undefined);
    });
    this.#steps.push({ entry, element: made, remark });
    return made;
  }

  /** The formula that made the number: of those with its id the one that names its layer, the first where several do. */
  #stepOf({ formula, cell }: Explanation): Step | undefined {
    if (formula === undefined) return undefined;
    const same = this.#steps.filter(({ entry }) => entry.id === formula);
    const readOff = same.filter(({ element: made }) => made.querySelector('munder') === null);
    return [...readOff, ...same].find(({ entry }) => matchOf(entry)(cell)) ?? same[0];
  }

  #first(formula: FormulaId): Step | undefined {
    return this.#steps.find(({ entry }) => entry.id === formula);
  }

  #scrollTo(made: HTMLElement): void {
    const inner = this.#inner;
    const [top, bottom] = [made.offsetTop, made.offsetTop + made.offsetHeight];
    if (top < inner.scrollTop) inner.scrollTop = top - 8;
    else if (bottom > inner.scrollTop + inner.clientHeight) inner.scrollTop = bottom - inner.clientHeight + 8;
  }
}
