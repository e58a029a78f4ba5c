/** What the dot in the header says of the numbers on screen. */
import type { Overview } from '../../src/inspector/views';
import type { PanelState } from '../../src/protocol/panelContract';
import { neededText } from '../states/memoryQuestion';

export interface RunState {
  readonly text: string;
  readonly dot: 'ok' | 'stale' | 'bad';
}

export function runState(state: PanelState, overview: Overview | undefined): RunState {
  if (state.failure !== undefined) return { text: 'did not run', dot: 'bad' };
  if (state.status === 'running') {
    return state.run === undefined
      ? { text: 'running', dot: 'stale' }
      : { text: 'edited, running again', dot: 'stale' };
  }
  if (state.memory !== undefined) return { text: `not run: needs ${neededText(state.memory)}`, dot: 'stale' };
  if (state.status === 'cancelled') return { text: 'cancelled', dot: 'stale' };
  if (state.status === 'failed') return { text: 'the last good run', dot: 'stale' };
  if (state.stale) return { text: 'edited', dot: 'stale' };
  const rounding = overview?.arithmetic === 'fast' ? ', fast arithmetic' : '';
  return { text: `ran in ${duration(overview?.milliseconds ?? 0)}${rounding}`, dot: 'ok' };
}

function duration(milliseconds: number): string {
  if (milliseconds < 1) return 'under 1 ms';
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toPrecision(3)} s`;
}
