/** The gradient check in the header: the button that begins it, how far it is, and what it found. */
import { verdictWords } from '../../src/inspector/naming';
import type { CellRef, CheckedGradient, CheckedParameter, GradientCheck } from '../../src/inspector/views';
import type { CheckState } from '../../src/protocol/panelContract';
import type { CellNames } from '../cells/cellNames';
import { type Component, Disposables } from '../dom/component';
import { button, element } from '../dom/element';
import { count, fullDigits, shortNumber } from '../numbers/format';
import { Chip, type ChipItem, type ChipKind } from './chip';

export interface CheckEvents {
  check(): void;
  cancelCheck(): void;
  showCell(cell: CellRef): void;
}

/** Gradients in the list; their parameters follow. */
const MOST = 20;

export class CheckChip implements Component {
  readonly element = element('span', { class: 'ctl' });
  readonly #disposables = new Disposables();
  readonly #begin: HTMLButtonElement;
  readonly #progress = element('span', { class: 'checking', role: 'status' });
  readonly #text = element('span');
  readonly #result = this.#disposables.own(new Chip());

  constructor(readonly events: CheckEvents) {
    this.#begin = button({ class: 'tog' }, () => {
      events.check();
    });
    const cancel = button(
      { class: 'tog', text: 'Cancel', attributes: { 'aria-label': 'Cancel the gradient check' } },
      () => {
        events.cancelCheck();
        this.#begin.focus();
      },
    );
    this.#progress.append(this.#text, cancel);
    this.element.append(this.#begin, this.#progress, this.#result.element);
  }

  show(state: CheckState | undefined, names: CellNames): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.#begin.hidden = state?.status === 'running' || state?.status === 'done';
    this.#begin.textContent = state?.status === 'failed' ? 'Check gradients again' : 'Check gradients';
    this.#begin.title =
      state?.status === 'failed'
        ? state.reason
        : 'Compare the gradients with central differences of the loss';
    this.#progress.hidden = state?.status !== 'running';
    if (state?.status === 'running') {
      this.#text.textContent =
        state.all === 0 ? 'checking …' : `checking ${count(state.done)} of ${count(state.all)} gradients`;
    }
    if (state?.status === 'done') this.#showResult(state.result, names);
    else this.#result.show('', []);
    // What had the focus may be gone.
    if (hadFocus && !this.element.contains(document.activeElement)) this.#result.focus();
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  #showResult(check: GradientCheck, names: CellNames): void {
    const gradients = check.notable.slice(0, MOST).map((gradient) => this.#gradient(gradient, names));
    const parameters = check.parameters.map((parameter) => this.#parameter(parameter));
    this.#result.show(titleOf(check), [...gradients, ...parameters], kindOf(check));
  }

  #gradient({ cell, analytic, check }: CheckedGradient, names: CellNames): ChipItem {
    return {
      text: `${names(cell)}: ${verdictWords(check.verdict)}`,
      detail: `${fullDigits(analytic)} by backpropagation, ${fullDigits(check.value)} numerically`,
      choose: () => {
        this.events.showCell(cell);
      },
    };
  }

  #parameter({ layer, parameter, total, checked, verdicts, worst }: CheckedParameter): ChipItem {
    const passed = verdicts.pass === checked ? 'all agree' : `${count(verdicts.pass)} agree`;
    const error =
      worst?.check.verdict === 'pass'
        ? `, largest relative error ${shortNumber(worst.check.relativeError)}`
        : '';
    return {
      text: `${parameter} of layer ${layer + 1}`,
      detail: `${checked === total ? `all ${count(total)}` : `${count(checked)} of ${count(total)}`} checked, ${passed}${error}`,
      choose: () => {
        if (worst !== undefined) this.events.showCell(worst.cell);
      },
    };
  }
}

function kindOf({ verdicts, checked }: GradientCheck): ChipKind {
  if (verdicts.fail > 0) return 'bad';
  return verdicts.pass > 0 || checked === 0 ? 'ok' : 'warn';
}

function titleOf({ verdicts, checked, total, largestError }: GradientCheck): string {
  const amount = checked === total ? `all ${count(total)}` : `${count(checked)} of ${count(total)}`;
  const parts = [
    verdicts.fail === 0
      ? `gradient check ${amount}`
      : `${count(verdicts.fail)} wrong of ${count(checked)} gradients`,
    ...(verdicts.fail === 0 && verdicts.pass > 0 ? [shortNumber(largestError)] : []),
    ...(verdicts.kink === 0 ? [] : [`${count(verdicts.kink)} at a kink`]),
    ...(verdicts.precisionLimited === 0 ? [] : [`${count(verdicts.precisionLimited)} too small to tell`]),
  ];
  return parts.join(', ');
}
