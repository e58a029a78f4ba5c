/** Prints how long the host's event loop is held by a run: `npx tsx test/worker/eventLoop.measure.ts`. */
import { measureEventLoop } from './measureEventLoop';
import { buildWorker } from './startWorker';

async function main(): Promise<void> {
  const { script, remove } = await buildWorker();
  for (let i = 0; i < 3; i++) {
    const { longestTurn, histogramMax, wall, run, megabytes } = await measureEventLoop(script);
    console.info(
      `784-512-512-10, 256 samples, ${megabytes.toFixed(1)} MB: longest turn ${longestTurn.toFixed(1)} ms (histogram ${histogramMax.toFixed(1)} ms), run ${run.toFixed(0)} ms, run + overview + tiles ${wall.toFixed(0)} ms`,
    );
  }
  await remove();
}

void main();
