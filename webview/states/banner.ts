/** Above the last good numbers: why they are not of the text as it stands. */
import * as l10n from '@vscode/l10n';
import type { PanelState } from '../../src/protocol/panelContract';
import { commandButton } from '../chrome/toolkit';
import type { Component } from '../dom/component';
import { button, element, wordsAround } from '../dom/element';
import { excerptElement, isIn } from './excerpt';
import { leadingError, sentence } from './issueList';
import { comparison, neededText } from './memoryQuestion';
import type { PageEvents } from './statePage';

export class Banner implements Component {
  readonly element = element('div', { class: 'banner', attributes: { tabindex: '-1' } });
  #signature = '';

  constructor(readonly events: PageEvents) {
    this.element.hidden = true;
  }

  /** @param patient whether a run under way is already long enough to offer its cancellation. */
  show(state: PanelState, patient: boolean): void {
    const { status, failure, memory, issues, excerpt, fileName } = state;
    const signature = JSON.stringify([status, failure, memory, issues, excerpt, patient]);
    if (signature === this.#signature) return;
    this.#signature = signature;
    const content = this.#content(state, patient);
    this.element.hidden = content.length === 0;
    this.element.classList.toggle('quiet', status === 'running' || status === 'cancelled');
    this.element.classList.toggle('asking', status === 'asking');
    this.element.setAttribute('aria-label', l10n.t('State of {0}', fileName));
    this.element.replaceChildren(...content);
  }

  dispose(): void {
    this.element.remove();
  }

  #content(state: PanelState, patient: boolean): readonly (Node | string)[] {
    const { events } = this;
    if (state.failure !== undefined) {
      return [
        element('p', {}, cross(), `${state.failure} ${ofLastRun()}`),
        commandButton(l10n.t('Run again'), 'secondary', events.run),
      ];
    }
    const { memory } = state;
    if (memory !== undefined) {
      return [
        element('p', {
          text: [
            l10n.t('This run needs {0} of memory, the last good result included.', neededText(memory)),
            comparison(memory),
            ofLastRun(),
          ].join(' '),
        }),
        commandButton(l10n.t('Run anyway'), 'secondary', () => {
          events.agree(memory.needed);
        }),
      ];
    }
    if (state.status === 'running') {
      if (!patient) return [];
      return [
        element('p', { text: l10n.t('Edited, running again.') }),
        commandButton(l10n.t('Cancel'), 'secondary', events.cancel),
      ];
    }
    if (state.status === 'cancelled') {
      return [
        element('p', { text: l10n.t('Cancelled. These are the numbers of the last good run.') }),
        commandButton(l10n.t('Run again'), 'secondary', events.run),
      ];
    }
    if (state.status !== 'failed') return [];
    const index = leadingError(state.issues);
    const issue = state.issues[index];
    if (issue === undefined) return [];
    const errors = state.issues.filter(({ severity }) => severity === 'error').length;
    const { line, column } = issue.range.start;
    const link = button({ class: 'link', text: `${state.fileName}:${line + 1}:${column + 1}` }, () => {
      events.goToIssue(index);
    });
    return [
      element(
        'p',
        {},
        cross(),
        `${sentence(issue.message)} `,
        ...(errors > 1 ? wordsAround(l10n.t('{0} and {1} more.'), link, String(errors - 1)) : [link]),
        ' ',
        element('span', { class: 'dim2', text: ofLastRun() }),
      ),
      ...(state.excerpt === undefined || !isIn(state.excerpt, issue)
        ? []
        : [excerptElement(state.excerpt, issue)]),
    ];
  }
}

function ofLastRun(): string {
  return l10n.t('These are the numbers of the last good run.');
}

function cross(): HTMLElement {
  return element('span', { class: 'bad', text: '✕ ', attributes: { 'aria-hidden': 'true' } });
}
