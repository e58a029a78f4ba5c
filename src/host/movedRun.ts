/** What a model's run says that depends on where its file is: its settings, and the name of a network without one. */
import type * as vscode from 'vscode';
import type { inspectorContract } from '../protocol/inspectorContract';
import type { Remote } from '../protocol/message';
import { titleOf } from './nameOfFile';
import type { SessionState } from './sessionState';
import { runSettings } from './settings';

/** Whether the model of a session that was at `from` and is at `to` now is to be run again. */
export async function runsOtherwise(
  from: vscode.Uri,
  to: vscode.Uri,
  state: SessionState,
  views: Remote<typeof inspectorContract>,
): Promise<boolean> {
  if (state.failure !== undefined) return true;
  if (JSON.stringify(runSettings(from)) !== JSON.stringify(runSettings(to))) return true;
  if (state.run === undefined || titleOf(from) === titleOf(to) || !isWholeInRun(state)) return false;
  const overview = await views.overview({}).catch(() => undefined);
  return overview?.name === titleOf(from);
}

/** Whether another run of the same text has all of it: steps can not be taken back then, and a check is over. */
function isWholeInRun({ whatIf, check }: SessionState): boolean {
  return (whatIf === undefined || whatIf.losses.length === 1) && check === undefined;
}
