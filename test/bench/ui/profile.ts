// Which functions of a page are busy.
import type { CDPSession } from 'playwright-core';

export interface BusyFunction {
  readonly name: string;
  /** Of the time that was not idle, in its own lines. */
  readonly share: number;
}

const MOST = 6;

/** The functions that take most of the time while something is done, the browser's own parts among them. */
export async function busiest(
  session: CDPSession,
  act: () => Promise<unknown>,
): Promise<readonly BusyFunction[]> {
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  await act();
  const { profile } = await session.send('Profiler.stop');
  const hits = new Map<string, number>();
  for (const { callFrame, hitCount = 0 } of profile.nodes) {
    const { functionName, lineNumber } = callFrame;
    if (functionName === '(idle)') continue;
    const name = functionName === '' ? `line ${lineNumber + 1}` : functionName;
    hits.set(name, (hits.get(name) ?? 0) + hitCount);
  }
  const all = [...hits.values()].reduce((sum, count) => sum + count, 0);
  return [...hits]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST)
    .map(([name, count]) => ({ name, share: count / all }));
}
