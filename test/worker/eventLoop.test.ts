/** The host stays responsive while the worker runs. */
import { expect, it } from 'vitest';
import { longModel } from '../denseModel';
import { buildWorker } from './buildWorker';
import { measureText } from './measureEventLoop';

/** The aim is 50 ms, which eventLoop.measure.ts shows on a machine that does nothing else; tests share theirs. */
const BOUND_MS = 150;

it('a long run does not hold the event loop', async () => {
  const { script, remove } = await buildWorker();
  const text = longModel();
  try {
    const turns: number[] = [];
    // What our code does it does every time; another process's burst comes and goes.
    while (turns.length < 3 && !turns.some((turn) => turn < BOUND_MS)) {
      const { longestTurn, run } = await measureText(script, text);
      console.info(`longest turn ${longestTurn.toFixed(1)} ms, during a run of ${run.toFixed(0)} ms`);
      // The work itself would be seen.
      expect(run).toBeGreaterThan(2 * BOUND_MS);
      turns.push(longestTurn);
    }
    expect(Math.min(...turns)).toBeLessThan(BOUND_MS);
  } finally {
    await remove();
  }
}, 120_000);
