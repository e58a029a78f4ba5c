/** The proof of one number as a card: symbols, numbers, value, where its factors come from, the numeric check. */
import * as l10n from '@vscode/l10n';
import type { CellRef, Explanation, FormulaId, NumericCheck, Proof } from '../../src/inspector/views';
import { matrixOf } from '../cells/cellKey';
import type { CellNames } from '../cells/cellNames';
import { describeNumbers } from '../cells/editorContext';
import type { MarkStyle } from '../cells/surface';
import type { Component } from '../dom/component';
import { button, element, wordsAround } from '../dom/element';
import { inOneLine, maths } from '../maths/maths';
import { count, digitsText, cellDigits, fullDigits } from '../numbers/format';
import { checkRow } from './checkRow';
import { type Links, linkedFormula, plainFormula } from './formulaLines';
import { operandStyles } from './operandMarks';
import { placeProof } from './placement';

export interface CardEvents {
  navigate(cell: CellRef): void;
  back(): void;
  showAll(): void;
  goTo(cell: CellRef): void;
  copy(latex: string): void;
  openFormula(formula: FormulaId): void;
  /** The keyboard has come to the end of the card. */
  leave(): void;
  close(): void;
}

export interface CardLook {
  readonly explanation: Explanation;
  readonly pinned: boolean;
  /** What the back button leads to: the symbol of the number before. */
  readonly back: string | undefined;
  readonly whole: boolean;
  readonly fileName: string;
  readonly names: CellNames;
}

export class ProofCard implements Component {
  readonly element = element('div', { class: 'pop', attributes: { tabindex: '-1' } });
  /** Scrolls where the window is too low for all of it; the arrow stands outside. */
  readonly #content = element('div', { class: 'pop-in' });
  readonly #check = element('div');
  #pinned = false;

  constructor(readonly events: CardEvents) {
    this.element.append(this.#content);
    this.element.hidden = true;
    this.element.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
  }

  show(look: CardLook): void {
    const { explanation, pinned } = look;
    this.#pinned = pinned;
    this.element.setAttribute('role', pinned ? 'dialog' : 'tooltip');
    this.element.setAttribute('aria-label', l10n.t('{0}: proof', explanation.name));
    this.element.classList.toggle('pinned', pinned);
    describeNumbers(this.element, 'proof', matrixOf(explanation.cell), explanation.cell);
    this.#content.replaceChildren(
      this.#head(look),
      this.#proof(look),
      ...this.#derivation(explanation),
      ...this.#deeper(look),
      ...this.#notes(explanation),
      this.#check,
      this.#actions(look),
    );
    this.#check.replaceChildren();
    this.element.hidden = false;
    for (const line of this.#content.querySelectorAll('.formula-line')) {
      line.classList.toggle('scrolls', line.scrollWidth > line.clientWidth);
    }
  }

  showCheck(check: NumericCheck | 'computing' | 'failed'): void {
    this.#check.replaceChildren(checkRow(check));
  }

  /**
   * Puts the card beside its number, with its arrow at it.
   * @param rect the number's box. @param bounds the box of the grid around it. @param avoid boxes of its operands.
   */
  place(rect: DOMRect, bounds: DOMRect, avoid: readonly DOMRect[]): void {
    const { element } = this;
    const window = {
      width: document.documentElement.clientWidth,
      height: document.documentElement.clientHeight,
    };
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const { left, top, side } = placeProof(rect, bounds, size, window, avoid);
    element.dataset['side'] = side;
    element.style.left = `${left + scrollX}px`;
    element.style.top = `${Math.max(4, top + scrollY)}px`;
    element.style.setProperty(
      '--ax',
      `${Math.max(8, Math.min(size.width - 20, rect.left + rect.width / 2 - left - 5))}px`,
    );
  }

  hide(): void {
    this.element.hidden = true;
    this.#content.replaceChildren();
  }

  dispose(): void {
    this.element.remove();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Backspace' || (event.key === 'ArrowLeft' && event.altKey)) {
      event.preventDefault();
      this.events.back();
    }
    if (event.key !== 'Tab' || !this.#pinned) return;
    const stops = [...this.element.querySelectorAll<HTMLElement>('button, [tabindex="0"]')];
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    const leaves =
      document.activeElement === edge || (event.shiftKey && document.activeElement === this.element);
    if (!leaves) return;
    // Not modal: behind its last stop the focus goes back to where it came from.
    event.preventDefault();
    this.events.leave();
  }

  #head({ explanation, pinned, back }: CardLook): HTMLElement {
    const head = element('div', { class: 'pop-h' });
    if (back !== undefined) {
      const to = button({ class: 'back', title: l10n.t('Back') }, () => {
        this.events.back();
      });
      to.setAttribute('aria-label', l10n.t('Back to the number before'));
      to.append('‹ ', maths(inOneLine(back)));
      head.append(to);
    }
    head.append(
      element('span', { class: 'symbol' }, maths(inOneLine(explanation.symbol))),
      element('span', { class: 'where', text: explanation.context }),
    );
    const escape = element('span', { class: 'kbd', text: 'Esc' });
    if (pinned) {
      const close = button({ class: 'esc' }, () => {
        this.events.close();
      });
      close.append(escape, ` ${l10n.t({ message: 'close', comment: ['what a key does'] })}`);
      head.append(close);
    } else {
      const enter = element('span', { class: 'kbd', text: 'Enter' });
      head.append(element('span', { class: 'esc' }, ...wordsAround(l10n.t('click or {0} pins'), enter)));
    }
    return head;
  }

  #proof(look: CardLook): HTMLElement {
    const { explanation, pinned, whole } = look;
    const made = element('div', { class: 'proof' });
    const { proof, value } = explanation;
    if (proof === undefined) {
      const { fileValue } = explanation;
      const text =
        fileValue === undefined
          ? l10n.t('A number that the file gives.')
          : l10n.t('A number that is tried: the file gives {0}.', fullDigits(fileValue));
      made.append(element('p', { class: 'dim2', text }));
    } else {
      made.append(...this.#lines(proof, operandStyles(proof.operands), look, ''));
      const { omitted } = proof;
      if (omitted !== undefined) made.append(this.#omitted(omitted, pinned));
      if (whole) made.classList.add('whole');
    }
    made.append(element('span', { class: 'val', text: `= ${fullDigits(value)}` }));
    return made;
  }

  #omitted({ count: left, total, sum }: NonNullable<Proof['omitted']>, pinned: boolean): HTMLElement {
    const text = l10n.t(
      '{0} smaller of {1} terms left out, together {2}',
      count(left),
      count(total),
      digitsText(cellDigits(sum, 'decimal', true)),
    );
    const made = element('p', { class: 'micro' }, text, ' ');
    if (pinned) {
      made.append(
        button({ class: 'link', text: l10n.t('Show all terms') }, () => {
          this.events.showAll();
        }),
      );
    }
    return made;
  }

  #derivation({ proof }: Explanation): readonly HTMLElement[] {
    if (proof === undefined || proof.derivation.length === 0) return [];
    const made = element(
      'div',
      { class: 'chain' },
      element('p', { class: 'micro', text: l10n.t('How that follows from the chain rule') }),
    );
    made.append(...proof.derivation.map(plainFormula));
    return [made];
  }

  #deeper(look: CardLook): readonly HTMLElement[] {
    const { explanation } = look;
    if (explanation.deeper.length === 0) return [];
    const made = element('div', { class: 'chain' });
    for (const { symbol, value, proof } of explanation.deeper) {
      const styles = proof.operands.map((): MarkStyle => 'c');
      made.append(...this.#lines(proof, styles, look, inOneLine(symbol), value));
    }
    return [made];
  }

  /** `left = symbols` and `= numbers`, the latter with the value where it is not a line of its own. */
  #lines(
    proof: Proof,
    styles: readonly MarkStyle[],
    { pinned, names }: CardLook,
    left: string,
    value?: number,
  ): readonly HTMLElement[] {
    const linked = proof.operands.map((operand, i) => ({ operand, style: styles[i]! }));
    const links = (stops: boolean): Links => ({
      names: stops ? names : undefined,
      navigate: (cell) => {
        this.events.navigate(cell);
      },
    });
    const result = value === undefined ? '' : ` = ${shortLatex(value)}`;
    return [
      linkedFormula(left, proof.symbolic, linked, links(false)),
      linkedFormula('{}', `${proof.substituted}${result}`, linked, links(pinned)),
    ];
  }

  #notes({ notes }: Explanation): readonly HTMLElement[] {
    if (notes.length === 0) return [];
    return [
      element('div', { class: 'remarks' }, ...notes.map((text) => element('p', { class: 'micro', text }))),
    ];
  }

  #actions({ explanation, fileName }: CardLook): HTMLElement {
    const made = element('div', { class: 'acts' });
    const { goTo, formula, latex } = explanation;
    if (goTo !== undefined) {
      made.append(
        button({ text: l10n.t('Go to {0} in {1}', goTo.label, fileName) }, () => {
          this.events.goTo(goTo.cell);
        }),
      );
    }
    made.append(
      button({ text: l10n.t('Copy LaTeX') }, () => {
        this.events.copy(latex);
      }),
    );
    if (formula !== undefined) {
      made.append(
        button({ text: l10n.t('Open formula') }, () => {
          this.events.openFormula(formula);
        }),
      );
    }
    return made;
  }
}

/** Five digits, as LaTeX. */
function shortLatex(value: number): string {
  if (!Number.isFinite(value))
    return Number.isNaN(value) ? '\\text{NaN}' : value < 0 ? '-\\infty' : '\\infty';
  const [mantissa = '', exponent] = String(Number(value.toPrecision(5))).split('e');
  return exponent === undefined ? mantissa : `${mantissa} \\cdot 10^{${Number(exponent)}}`;
}
