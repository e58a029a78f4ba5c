/** What the status bar says of a model: its loss, whether that is of the text as it stands, how much is to be noted. */
import * as l10n from '@vscode/l10n';
import { fullDigits } from '../inspector/numberText';
import type { Finding } from '../inspector/views';
import type { SessionState } from './sessionState';

/** What is known of the last good run. */
export interface KnownRun {
  readonly run: number;
  readonly loss: number;
  readonly findings: readonly Finding[];
}

/** With icons, as the status bar writes them. */
export function lossStatusText(
  { status, stale, issues, whatIf }: Pick<SessionState, 'status' | 'stale' | 'issues' | 'whatIf'>,
  known: KnownRun | undefined,
): string {
  const loss = known === undefined ? undefined : `L = ${fullDigits(Number(known.loss.toPrecision(5)))}`;
  const tried = whatIf === undefined ? undefined : l10n.t('(what if)');
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const wrong = status === 'failed' ? `$(error)${errors > 0 ? ` ${errors}` : ''}` : undefined;
  const findings =
    known === undefined || known.findings.length === 0 ? undefined : `$(warning) ${known.findings.length}`;
  return [iconOf(status, stale), loss, tried, wrong ?? findings]
    .filter((part) => part !== undefined)
    .join(' ');
}

function iconOf(status: SessionState['status'], stale: boolean): string {
  if (status === 'running') return '$(sync~spin)';
  return stale || status !== 'ready' ? '$(history)' : '$(type-hierarchy-super)';
}
