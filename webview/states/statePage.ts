/** The panel while there are no numbers yet: loading, failed, cancelled, or waiting for the user's word. */
import * as l10n from '@vscode/l10n';
import type { MemoryNeed } from '../../src/inspector/views';
import type { PanelState } from '../../src/protocol/panelContract';
import { commandButton } from '../chrome/toolkit';
import type { Component } from '../dom/component';
import { element } from '../dom/element';
import { issuesElement } from './issueList';
import { LoadingPage } from './loadingPage';
import { comparison, questionText } from './memoryQuestion';

export interface PageEvents {
  readonly run: () => void;
  /** Runs although so many bytes of memory are needed. */
  readonly agree: (bytes: number) => void;
  readonly cancel: () => void;
  readonly goToIssue: (index: number) => void;
}

export class StatePage implements Component {
  readonly element = element('main', { class: 'page', attributes: { tabindex: '-1' } });
  #loading: LoadingPage | undefined;
  /** What is shown, so that only news replaces what may have the focus. */
  #signature = '';

  constructor(readonly events: PageEvents) {}

  /**
   * @param state undefined where there are numbers to show instead.
   * @param patient whether the run is already long enough to speak of it.
   */
  show(state: PanelState | undefined, patient: boolean): void {
    const signature = state === undefined ? '' : JSON.stringify([{ ...state, progress: undefined }, patient]);
    if (signature !== this.#signature) {
      this.#signature = signature;
      this.#loading = undefined;
      const content = state === undefined ? undefined : this.#content(state, patient);
      this.element.replaceChildren(...(content === undefined ? [] : [content]));
    }
    this.#loading?.show(state?.progress);
  }

  dispose(): void {
    this.element.remove();
  }

  #content(state: PanelState, patient: boolean): HTMLElement | undefined {
    const { fileName, failure, memory, status } = state;
    if (failure !== undefined) return failurePage(fileName, failure, this.events);
    if (memory !== undefined) return questionPage(memory, this.events);
    switch (status) {
      case 'running':
        if (!patient) return undefined;
        this.#loading = new LoadingPage(fileName, this.events.cancel);
        return this.#loading.element;
      case 'failed':
        return issuesElement(state, this.events.goToIssue);
      case 'ready':
      case 'cancelled':
      case 'asking':
        return emptyPage(state, this.events);
    }
  }
}

function emptyPage({ fileName, status }: PanelState, events: PageEvents): HTMLElement {
  return element(
    'div',
    { class: 'st' },
    element('h1', { text: status === 'cancelled' ? l10n.t('Cancelled') : l10n.t('No numbers yet') }),
    element('p', {
      text: l10n.t('Run {0} forward and backward to see every gradient with its formula.', fileName),
    }),
    element('p', { class: 'row' }, commandButton(l10n.t('Run backward pass'), 'primary', events.run)),
  );
}

function questionPage(need: MemoryNeed, events: PageEvents): HTMLElement {
  return element(
    'div',
    { class: 'st' },
    element('h1', { text: questionText(need) }),
    element('p', { text: `${comparison(need)} ${l10n.t('Fewer samples or units need less.')}` }),
    element(
      'p',
      { class: 'row' },
      commandButton(l10n.t('Run anyway'), 'primary', () => {
        events.agree(need.needed);
      }),
    ),
  );
}

function failurePage(fileName: string, failure: string, events: PageEvents): HTMLElement {
  return element(
    'div',
    { class: 'st' },
    element(
      'h1',
      {},
      element('span', { class: 'bad', text: '✕ ', attributes: { 'aria-hidden': 'true' } }),
      l10n.t('{0} did not run', fileName),
    ),
    element('p', { text: failure }),
    element('p', { class: 'row' }, commandButton(l10n.t('Run again'), 'primary', events.run)),
  );
}
