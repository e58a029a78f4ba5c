/** The bar of a what-if under the header: what was changed, what that does to the loss, and what can be done with it. */
import * as l10n from '@vscode/l10n';
import type { WhatIf } from '../../src/inspector/views';
import type { PanelState } from '../../src/protocol/panelContract';
import type { Component } from '../dom/component';
import { button, element } from '../dom/element';
import { count } from '../numbers/format';
import { lossPlot } from './lossPlot';
import { changeText, lossText } from './lossText';
import { typedNumber } from './typedNumber';

export interface BarEvents {
  write(): void;
  discard(): void;
  step(rate: number): void;
  stepBack(): void;
  /** The learning rate that is to be remembered. */
  chooseRate(rate: number): void;
}

export class WhatIfBar implements Component {
  readonly element: HTMLElement;
  readonly #changes = element('span', { class: 'changes' });
  readonly #loss = element('span', { class: 'losses' });
  readonly #lost = element('span', { class: 'lost', role: 'status' });
  readonly #write: HTMLButtonElement;
  readonly #discard: HTMLButtonElement;
  readonly #rate: HTMLInputElement;
  readonly #step: HTMLButtonElement;
  readonly #back: HTMLButtonElement;
  readonly #plot = element('span', { class: 'plot' });
  readonly #busy = element('span', { class: 'busy', role: 'status' });

  constructor(
    readonly events: BarEvents,
    rate: number,
  ) {
    this.#write = button({ class: 'tog', text: l10n.t('Write to file') }, () => {
      events.write();
    });
    this.#write.title = l10n.t('Write exactly these numbers into the file, as one edit that can be undone');
    this.#discard = button({ class: 'tog', text: l10n.t('Discard') }, () => {
      events.discard();
    });
    this.#discard.title = l10n.t('Back to the numbers of the file');
    this.#rate = element('input', {
      class: 'field rate',
      attributes: { type: 'text', inputmode: 'decimal', autocomplete: 'off', spellcheck: 'false' },
    });
    this.#rate.value = String(rate);
    this.#rate.addEventListener('input', () => {
      this.#readRate();
    });
    this.#rate.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !this.#step.disabled) this.#takeStep();
    });
    this.#step = button({ class: 'tog', text: l10n.t('Take a gradient step') }, () => {
      this.#takeStep();
    });
    this.#step.title = l10n.t('Every weight and bias minus the learning rate times its gradient');
    this.#back = button({ class: 'tog', text: l10n.t('Step back') }, () => {
      events.stepBack();
    });
    this.#back.title = l10n.t('Take the last step back; what you changed since then stays');
    this.element = element(
      'section',
      { class: 'what-if', attributes: { 'aria-label': l10n.t('What if') } },
      element('b', { text: l10n.t('What if') }),
      this.#changes,
      this.#loss,
      this.#lost,
      this.#write,
      this.#discard,
      element(
        'span',
        { class: 'steps' },
        element('label', { class: 'ctl' }, element('span', { text: l10n.t('learning rate') }), this.#rate),
        this.#step,
        this.#back,
        this.#plot,
      ),
      this.#busy,
    );
    this.element.hidden = true;
  }

  /** @param hasInputs whether single inputs are on screen: of a whole batch only their norms are. */
  show({ whatIf, lost }: Pick<PanelState, 'whatIf' | 'lost'>, open: boolean, hasInputs: boolean): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.element.hidden = !open && whatIf === undefined && lost === 0;
    const steps = (whatIf?.losses.length ?? 1) - 1;
    this.#changes.textContent =
      whatIf === undefined ? (lost > 0 ? '' : invitation(hasInputs)) : changesText(whatIf, steps);
    this.#loss.textContent = whatIf === undefined ? '' : lossesText(whatIf);
    this.#loss.title =
      whatIf === undefined
        ? ''
        : l10n.t('First order: the sum of each gradient of the file’s run times the change of its number');
    this.#lost.textContent = lostText(lost);
    this.#write.hidden = whatIf === undefined;
    this.#discard.hidden = whatIf === undefined && lost === 0;
    this.#back.hidden = whatIf === undefined || whatIf.stepsBack === 0;
    this.#plot.replaceChildren(...(whatIf !== undefined && steps > 0 ? [lossPlot(whatIf.losses)] : []));
    // A button that had the focus may be gone.
    const active = document.activeElement;
    if (hadFocus && (!this.element.contains(active) || active?.closest('[hidden]') !== null))
      this.#step.focus();
  }

  /** Something takes so long that it must be spoken of. */
  showBusy(busy: boolean): void {
    this.#busy.textContent = busy ? l10n.t('computing …') : '';
  }

  dispose(): void {
    this.element.remove();
  }

  #readRate(): number | undefined {
    const rate = typedNumber(this.#rate.value);
    this.#rate.setAttribute('aria-invalid', String(rate === undefined));
    this.#step.disabled = rate === undefined;
    if (rate !== undefined) this.events.chooseRate(rate);
    return rate;
  }

  #takeStep(): void {
    const rate = this.#readRate();
    if (rate !== undefined) this.events.step(rate);
  }
}

function invitation(hasInputs: boolean): string {
  return hasInputs
    ? l10n.t('Double-click a weight, bias, input or target, press F2 on it, or drag it sideways.')
    : l10n.t(
        'Double-click a weight, bias or target, press F2 on it, or drag it sideways. Choose a sample to change its inputs.',
      );
}

function changesText({ changed, edited }: WhatIf, steps: number): string {
  const numbers = changed === 1 ? l10n.t('1 number') : l10n.t('{0} numbers', count(changed));
  if (steps === 0) return l10n.t('{0} changed', numbers);
  const taken = steps === 1 ? l10n.t('1 step') : l10n.t('{0} steps', count(steps));
  return edited.length === 0
    ? l10n.t('{0} changed by {1}', numbers, taken)
    : l10n.t('{0} changed by {1} and by you', numbers, taken);
}

function lossesText({ baseLoss, loss, firstOrder }: WhatIf): string {
  return l10n.t(
    'loss {0} → {1} (Δ {2}, first order {3})',
    lossText(baseLoss),
    lossText(loss),
    changeText(loss - baseLoss),
    changeText(firstOrder),
  );
}

function lostText(lost: number): string {
  if (lost === 0) return '';
  return lost === 1
    ? l10n.t('1 number that you had changed has no place in the new text.')
    : l10n.t('{0} numbers that you had changed have no place in the new text.', count(lost));
}
