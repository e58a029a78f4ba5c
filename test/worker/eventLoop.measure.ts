/** Prints how long the host's event loop is held by a run: `npx tsx test/worker/eventLoop.measure.ts`. */
import { denseModel } from '../denseModel';
import { buildWorker } from './buildWorker';
import { measureFile, measureText } from './measureEventLoop';

async function main(): Promise<void> {
  const { script, remove } = await buildWorker();
  const text = denseModel([784, 512, 512, 10], 256);
  const cases = {
    '784-512-512-10, 256 samples, as text': () => measureText(script, text),
    'a large file': () => measureFile(script),
  };
  for (const [what, measure] of Object.entries(cases)) {
    for (let i = 0; i < 3; i++) {
      const { longestTurn, histogramMax, wall, run, megabytes } = await measure();
      console.info(
        `${what}, ${megabytes.toFixed(1)} MB: longest turn ${longestTurn.toFixed(1)} ms (histogram ${histogramMax.toFixed(1)} ms), run ${run.toFixed(0)} ms, from reading to tiles ${wall.toFixed(0)} ms`,
      );
    }
  }
  await remove();
}

void main();
