/** Waiting for the run of the text as it is now. */
import type * as vscode from 'vscode';
import type { InspectionSession } from './session';

/**
 * Waits while the numbers are older than the text and a run of it may still come, no longer than that.
 * @returns whether they are of the text as it is now.
 */
export async function isFresh(
  session: InspectionSession,
  milliseconds: number,
  token?: vscode.CancellationToken,
): Promise<boolean> {
  const fresh = (): boolean => session.state.run !== undefined && !session.state.stale;
  // No run is to be waited for where the last one was refused, until the text is another.
  const isOver = (): boolean =>
    fresh() || (session.state.status !== 'running' && session.state.status !== 'ready');
  if (isOver()) return fresh();
  await new Promise<void>((resolve) => {
    const watching = [
      session.onDidChange(() => {
        if (isOver()) end();
      }),
      token?.onCancellationRequested(() => {
        end();
      }),
    ];
    const timer = setTimeout(() => {
      end();
    }, milliseconds);
    const end = (): void => {
      clearTimeout(timer);
      for (const watch of watching) watch?.dispose();
      resolve();
    };
  });
  return fresh();
}
