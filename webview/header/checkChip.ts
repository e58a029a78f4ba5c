/** The gradient check in the header: the button that begins it, how far it is, and what it found. */
import * as l10n from '@vscode/l10n';
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
      {
        class: 'tog',
        text: l10n.t('Cancel'),
        attributes: { 'aria-label': l10n.t('Cancel the gradient check') },
      },
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
    this.#begin.textContent =
      state?.status === 'failed' ? l10n.t('Check gradients again') : l10n.t('Check gradients');
    this.#begin.title =
      state?.status === 'failed'
        ? state.reason
        : l10n.t('Compare the gradients with central differences of the loss');
    this.#progress.hidden = state?.status !== 'running';
    if (state?.status === 'running') {
      this.#text.textContent =
        state.all === 0
          ? l10n.t('checking …')
          : l10n.t('checking {0} of {1} gradients', count(state.done), count(state.all));
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
      detail: l10n.t(
        '{0} by backpropagation, {1} numerically',
        fullDigits(analytic),
        fullDigits(check.value),
      ),
      choose: () => {
        this.events.showCell(cell);
      },
    };
  }

  #parameter({ layer, parameter, total, checked, verdicts, worst }: CheckedParameter): ChipItem {
    const details = [
      checked === total
        ? l10n.t('all {0} checked', count(total))
        : l10n.t('{0} of {1} checked', count(checked), count(total)),
      verdicts.pass === checked ? l10n.t('all agree') : l10n.t('{0} agree', count(verdicts.pass)),
      ...(worst?.check.verdict === 'pass'
        ? [l10n.t('largest relative error {0}', shortNumber(worst.check.relativeError))]
        : []),
    ];
    return {
      text: l10n.t('{0} of layer {1}', parameter, layer + 1),
      detail: details.join(', '),
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
  const done =
    checked === total
      ? l10n.t('gradient check all {0}', count(total))
      : l10n.t('gradient check {0} of {1}', count(checked), count(total));
  const parts = [
    verdicts.fail === 0 ? done : l10n.t('{0} wrong of {1} gradients', count(verdicts.fail), count(checked)),
    ...(verdicts.fail === 0 && verdicts.pass > 0 ? [shortNumber(largestError)] : []),
    ...(verdicts.kink === 0 ? [] : [l10n.t('{0} at a kink', count(verdicts.kink))]),
    ...(verdicts.precisionLimited === 0
      ? []
      : [l10n.t('{0} too small to tell', count(verdicts.precisionLimited))]),
  ];
  return parts.join(', ');
}
