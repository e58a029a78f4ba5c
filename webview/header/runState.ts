/** What the dot in the header says of the numbers on screen. */
import * as l10n from '@vscode/l10n';
import type { Overview } from '../../src/inspector/views';
import type { PanelState } from '../../src/protocol/panelContract';
import { neededText } from '../states/memoryQuestion';

export interface RunState {
  readonly text: string;
  readonly dot: 'ok' | 'stale' | 'bad';
}

export function runState(state: PanelState, overview: Overview | undefined): RunState {
  if (state.failure !== undefined) return { text: l10n.t('did not run'), dot: 'bad' };
  if (state.status === 'running') {
    return state.run === undefined
      ? { text: l10n.t('running'), dot: 'stale' }
      : { text: l10n.t('edited, running again'), dot: 'stale' };
  }
  if (state.memory !== undefined) {
    return { text: l10n.t('not run: needs {0}', neededText(state.memory)), dot: 'stale' };
  }
  if (state.status === 'cancelled') return { text: l10n.t('cancelled'), dot: 'stale' };
  if (state.status === 'failed') return { text: l10n.t('the last good run'), dot: 'stale' };
  if (state.stale) return { text: l10n.t('edited'), dot: 'stale' };
  const time = duration(overview?.milliseconds ?? 0);
  const text =
    overview?.arithmetic === 'fast'
      ? l10n.t('ran in {0}, fast arithmetic', time)
      : l10n.t('ran in {0}', time);
  return { text, dot: 'ok' };
}

function duration(milliseconds: number): string {
  if (milliseconds < 1) return l10n.t('under 1 ms');
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toPrecision(3)} s`;
}
