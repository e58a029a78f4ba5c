/** What a session's views need to know, and what becomes of it when a run or its worker ends. */
import * as l10n from '@vscode/l10n';
import { bytesText } from '../inspector/naming';
import type { ShownRun } from '../inspector/views';
import type { RunOutcome } from '../protocol/inspectorContract';
import type { PanelState } from '../protocol/panelContract';

export type SessionState = Omit<PanelState, 'model' | 'fileName'>;

export const INITIAL: SessionState = {
  status: 'running',
  run: undefined,
  stale: false,
  issues: [],
  progress: undefined,
  excerpt: undefined,
  memory: undefined,
  whatIf: undefined,
  lost: 0,
  check: undefined,
  comparison: undefined,
  failure: undefined,
};

/** The run that views speak of now. */
export function shownOf({ run, whatIf, lost }: ShownRun): Pick<SessionState, keyof ShownRun> {
  return { run, whatIf, lost };
}

/**
 * A run has ended, one way or another. Without a result the last good one stays.
 * @param isStale whether the text has changed since the run read it.
 */
export function afterRun(
  { run }: SessionState,
  outcome: RunOutcome,
  isStale: boolean,
): Partial<SessionState> {
  const { issues, excerpt } = outcome;
  const common = { issues, excerpt, progress: undefined };
  const withoutResult = { ...common, run, stale: run !== undefined };
  switch (outcome.kind) {
    case 'ran':
      return { ...common, ...shownOf(outcome), status: 'ready', stale: isStale };
    case 'refused':
      return { ...withoutResult, status: 'failed' };
    case 'question': {
      const { needed, available } = outcome;
      return { ...withoutResult, status: 'asking', memory: { needed, available } };
    }
    case 'exhausted':
      return {
        ...withoutResult,
        status: 'failed',
        failure: l10n.t(
          'The run needs {0} of memory, more than this machine can give. Fewer samples or units need less.',
          bytesText(outcome.needed, Math.ceil),
        ),
      };
  }
}

/** The worker died, and with it the run that it held. */
export function afterDeath({ whatIf }: SessionState, reason: string): Partial<SessionState> {
  const tried = whatIf?.changed ?? 0;
  return {
    status: 'failed',
    run: undefined,
    stale: false,
    progress: undefined,
    whatIf: undefined,
    lost: 0,
    check: undefined,
    failure: [
      l10n.t('The inspector ended unexpectedly ({0}). Run the backward pass again to start it anew.', reason),
      ...(tried > 0 ? [l10n.t('The {0} numbers that you had changed are gone with it.', tried)] : []),
    ].join(' '),
  };
}

/** What the log says of a run's end. */
export function logLine(outcome: RunOutcome): string {
  switch (outcome.kind) {
    case 'ran':
      return `ran in ${outcome.milliseconds.toFixed(1)} ms`;
    case 'refused':
      return `${outcome.issues.length} problems`;
    case 'question':
      return `needs ${outcome.needed} of ${outcome.available} bytes, asks first`;
    case 'exhausted':
      return `the machine did not give ${outcome.needed} bytes`;
  }
}
