/** Above the last good numbers: why they are not of the text as it stands. */
import type { PanelState } from '../../src/protocol/panelContract';
import { commandButton } from '../chrome/toolkit';
import type { Component } from '../dom/component';
import { button, element } from '../dom/element';
import { excerptElement, isIn } from './excerpt';
import { leadingError, sentence } from './issueList';
import { comparison, questionText } from './memoryQuestion';
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
    this.element.setAttribute('aria-label', `State of ${fileName}`);
    this.element.replaceChildren(...content);
  }

  dispose(): void {
    this.element.remove();
  }

  #content(state: PanelState, patient: boolean): readonly (Node | string)[] {
    const { events } = this;
    if (state.failure !== undefined) {
      return [
        element('p', {}, cross(), `${state.failure} These are the numbers of the last good run.`),
        commandButton('Run again', 'secondary', events.run),
      ];
    }
    const { memory } = state;
    if (memory !== undefined) {
      return [
        element('p', {
          text: `${questionText(memory)}, the last good result included. ${comparison(memory)} These are the numbers of the last good run.`,
        }),
        commandButton('Run anyway', 'secondary', () => {
          events.agree(memory.needed);
        }),
      ];
    }
    if (state.status === 'running') {
      if (!patient) return [];
      return [
        element('p', { text: 'Edited, running again.' }),
        commandButton('Cancel', 'secondary', events.cancel),
      ];
    }
    if (state.status === 'cancelled') {
      return [
        element('p', { text: 'Cancelled. These are the numbers of the last good run.' }),
        commandButton('Run again', 'secondary', events.run),
      ];
    }
    if (state.status !== 'failed') return [];
    const index = leadingError(state.issues);
    const issue = state.issues[index];
    if (issue === undefined) return [];
    const errors = state.issues.filter(({ severity }) => severity === 'error').length;
    const { line, column } = issue.range.start;
    return [
      element(
        'p',
        {},
        cross(),
        `${sentence(issue.message)} `,
        button({ class: 'link', text: `${state.fileName}:${line + 1}:${column + 1}` }, () => {
          events.goToIssue(index);
        }),
        errors > 1 ? ` and ${errors - 1} more. ` : ' ',
        element('span', { class: 'dim2', text: 'These are the numbers of the last good run.' }),
      ),
      ...(state.excerpt === undefined || !isIn(state.excerpt, issue)
        ? []
        : [excerptElement(state.excerpt, issue)]),
    ];
  }
}

function cross(): HTMLElement {
  return element('span', { class: 'bad', text: '✕ ', attributes: { 'aria-hidden': 'true' } });
}
