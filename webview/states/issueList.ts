/** What is wrong with a model file: each problem in words, with what was expected and found, and the way to its place. */
import * as l10n from '@vscode/l10n';
import type { ModelIssue } from '../../src/inspector/views';
import { button, element } from '../dom/element';
import { excerptElement, isIn } from './excerpt';
import type { PanelState } from '../../src/protocol/panelContract';
import { commandButton } from '../chrome/toolkit';

/** A wall of messages helps nobody. */
const MOST_SHOWN = 20;

/** @param goTo opens the place of the issue with that index. */
export function issuesElement(state: PanelState, goTo: (index: number) => void): HTMLElement {
  const errors = state.issues
    .map((issue, index) => ({ issue, index }))
    .filter(({ issue }) => issue.severity === 'error');
  const leading = leadingError(state.issues);
  const first = errors.find(({ index }) => index === leading);
  const others = errors.filter((error) => error !== first);
  const made = element('div', { class: 'st wide' });
  if (first === undefined) {
    made.append(heading(l10n.t('{0} did not run', state.fileName)));
    return made;
  }
  made.append(heading(headline(state, first.issue)), ...describe(state, first.issue, first.index, goTo));
  if (state.excerpt !== undefined && isIn(state.excerpt, first.issue)) {
    made.append(excerptElement(state.excerpt, first.issue));
  }
  const line = first.issue.range.start.line + 1;
  made.append(
    element(
      'p',
      { class: 'row' },
      commandButton(l10n.t('Go to line {0}', line), 'primary', () => {
        goTo(first.index);
      }),
      element('span', {
        class: 'micro',
        text: l10n.t('The inspector runs again as soon as the file is edited.'),
      }),
    ),
  );
  if (others.length > 0) made.append(moreElement(state, others, goTo));
  return made;
}

/** Index of the error to speak of first: text that is not JSON explains whatever else seems to be missing. */
export function leadingError(issues: readonly ModelIssue[]): number {
  const syntax = issues.findIndex(({ code }) => code === 'invalid_json');
  return syntax >= 0 ? syntax : issues.findIndex(({ severity }) => severity === 'error');
}

function headline({ fileName, issues }: PanelState, { code, message }: ModelIssue): string {
  if (code === 'invalid_json') return l10n.t('{0} is not valid JSON', fileName);
  if (code === 'not_a_model') return l10n.t('{0} is not a model', fileName);
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  return errors === 1 ? capital(message) : l10n.t('{0} has {1} problems', fileName, errors);
}

function describe(
  state: PanelState,
  issue: ModelIssue,
  index: number,
  goTo: (index: number) => void,
): readonly HTMLElement[] {
  const words = element('p', { text: `${sentence(issue.message)} ` }, place(state, issue, index, goTo));
  const made: HTMLElement[] = [words];
  if (issue.expected !== '' || issue.found !== '') made.push(expectation(issue));
  for (const { message, range } of issue.related ?? []) {
    made.push(
      element('p', {
        class: 'micro',
        text: l10n.t('{0}, line {1}.', capital(message), range.start.line + 1),
      }),
    );
  }
  return made;
}

/** Expected and found one above the other, so that shapes can be compared. */
function expectation({ expected, found }: ModelIssue): HTMLElement {
  const made = element('dl', { class: 'expectation' });
  if (expected !== '')
    made.append(element('dt', { text: l10n.t('expected') }), element('dd', { class: 'num', text: expected }));
  if (found !== '')
    made.append(element('dt', { text: l10n.t('found') }), element('dd', { class: 'num found', text: found }));
  return made;
}

function moreElement(
  state: PanelState,
  others: readonly { readonly issue: ModelIssue; readonly index: number }[],
  goTo: (index: number) => void,
): HTMLElement {
  const list = element('ol', { class: 'issues' });
  for (const { issue, index } of others.slice(0, MOST_SHOWN)) {
    list.append(element('li', {}, `${sentence(issue.message)} `, place(state, issue, index, goTo)));
  }
  const made = element(
    'div',
    {},
    element('h2', {
      text: others.length === 1 ? l10n.t('One more problem') : l10n.t('{0} more problems', others.length),
    }),
    list,
  );
  if (others.length > MOST_SHOWN) {
    made.append(
      element('p', {
        class: 'micro',
        text: l10n.t('and {0} more in the problems view', others.length - MOST_SHOWN),
      }),
    );
  }
  return made;
}

function place(
  { fileName }: PanelState,
  { range }: ModelIssue,
  index: number,
  goTo: (index: number) => void,
): HTMLElement {
  const { line, column } = range.start;
  return button({ class: 'link', text: `${fileName}:${line + 1}:${column + 1}` }, () => {
    goTo(index);
  });
}

function heading(text: string): HTMLElement {
  const cross = element('span', { class: 'bad', text: '✕ ', attributes: { 'aria-hidden': 'true' } });
  return element('h1', {}, cross, text);
}

/** With a full stop, unless it asks something. */
export function sentence(message: string): string {
  return `${capital(message)}${/[.?!]$/.test(message) ? '' : '.'}`;
}

function capital(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
