// What a long session holds: `npx tsx --expose-gc test/inspector/leaks.measure.ts [runs]` runs one model after another edit,
// cancels some runs in the middle, and prints what the process holds on the way.
import { Inspector } from '../../src/inspector/inspector';
import { denseModel } from '../denseModel';

const RUNS = Number(process.argv[2] ?? 1000);

const scheduler = {
  now: () => performance.now(),
  pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
};

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function report(runs: number): void {
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers, external } = process.memoryUsage();
  console.log(
    `${runs} runs: resident ${megabytes(rss)}, heap ${megabytes(heapUsed)}, array buffers ${megabytes(arrayBuffers)}, external ${megabytes(external)}`,
  );
}

async function measure(): Promise<void> {
  const inspector = new Inspector(scheduler);
  const model = denseModel([64, 128, 128, 10], 32);
  // Each edit moves an input, so that everything is computed anew.
  const edited = (run: number): string =>
    model.replace(/"inputs":\[\[[^,]+/, `"inputs":[[${(run % 1000) / 1000}`);
  for (let run = 0; run < RUNS; run++) {
    const running = inspector.run(edited(run), 'leak', () => undefined);
    if (run % 10 === 9) inspector.cancel();
    await running.catch(() => undefined);
    inspector.overview({});
    const cell = {
      quantity: 'parameterGradient',
      layer: 1,
      parameter: 'weights',
      row: 0,
      column: 0,
    } as const;
    if (run % 50 === 0) await inspector.check(cell);
    if (run === 20 || (run + 1) % Math.ceil(RUNS / 5) === 0) report(run + 1);
  }
}

void measure();
