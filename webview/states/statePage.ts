/** The panel while there are no numbers yet: loading, failed, cancelled. */
import type { Progress } from '../../src/inspector/views';
import type { PanelState } from '../../src/protocol/panelContract';
import { commandButton } from '../chrome/toolkit';
import { element } from '../dom/element';
import { issuesElement } from './issueList';

export interface PageEvents {
  readonly run: () => void;
  readonly cancel: () => void;
  readonly goToIssue: (index: number) => void;
}

/** @param patient whether the run is already long enough to speak of it. */
export function statePage(state: PanelState, patient: boolean, events: PageEvents): HTMLElement | undefined {
  if (state.failure !== undefined) return failurePage(state.fileName, state.failure, events);
  switch (state.status) {
    case 'running':
      return patient ? loadingPage(state, events) : undefined;
    case 'failed':
      return issuesElement(state, events.goToIssue);
    case 'ready':
    case 'cancelled':
      return emptyPage(state, events);
  }
}

function loadingPage({ fileName, progress }: PanelState, events: PageEvents): HTMLElement {
  const stages: readonly (readonly [Progress['stage'], string])[] = [
    ['read', `read ${fileName}`],
    ['forward', 'forward pass'],
    ['backward', 'backward pass'],
  ];
  const now = stages.findIndex(([stage]) => stage === (progress?.stage ?? 'read'));
  const list = element(
    'ol',
    { class: 'stages' },
    ...stages.map(([, text], i) => {
      const [glyph, name] = i < now ? ['✓', 'done'] : i === now ? ['▸', 'now'] : ['·', ''];
      return element(
        'li',
        { class: name },
        element('span', { class: i < now ? 'ok' : '', text: glyph, attributes: { 'aria-hidden': 'true' } }),
        text,
      );
    }),
  );
  const share = progress === undefined ? '' : `${Math.round(progress.share * 100)} %`;
  return element(
    'div',
    { class: 'st' },
    element('h1', { text: now === 2 ? 'Backward pass' : now === 1 ? 'Forward pass' : `Reading ${fileName}` }),
    element('p', { class: 'num', text: share }),
    list,
    element('p', { class: 'row' }, commandButton('Cancel', 'secondary', events.cancel)),
  );
}

function emptyPage({ fileName, status }: PanelState, events: PageEvents): HTMLElement {
  return element(
    'div',
    { class: 'st' },
    element('h1', { text: status === 'cancelled' ? 'Cancelled' : 'No numbers yet' }),
    element('p', { text: `Run ${fileName} forward and backward to see every gradient with its formula.` }),
    element('p', { class: 'row' }, commandButton('Run backward pass', 'primary', events.run)),
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
      `${fileName} did not run`,
    ),
    element('p', { text: failure }),
    element('p', { class: 'row' }, commandButton('Run again', 'primary', events.run)),
  );
}
