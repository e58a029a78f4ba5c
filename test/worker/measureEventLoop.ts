/** How long this thread's event loop is held while the worker runs a model and its first views arrive. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { TileRequest } from '../../src/inspector/views';
import { denseModel, startWorker } from './startWorker';

export interface Measured {
  /** The longest time between two turns of the loop, in milliseconds. */
  readonly longestTurn: number;
  /** The same by Node's own histogram, whose timer adds its resolution. */
  readonly histogramMax: number;
  /** The whole story: run, overview, tiles. */
  readonly wall: number;
  readonly run: number;
  readonly megabytes: number;
}

/** Runs the 784-512-512-10 classifier on 256 samples and asks for what a panel shows first. */
export async function measureEventLoop(script: string): Promise<Measured> {
  const { worker, channel } = startWorker(script);
  const { remote } = channel;
  // The thread is up, and the code on this side is warm.
  await remote.run(denseModel([4, 3, 2], 2), 'small');
  await remote.overview({});
  const text = denseModel([784, 512, 512, 10], 256);
  await new Promise((resolve) => setTimeout(resolve, 50));

  const histogram = monitorEventLoopDelay({ resolution: 5 });
  let longestTurn = 0;
  let last = performance.now();
  let measuring = true;
  const turn = (): void => {
    const now = performance.now();
    longestTurn = Math.max(longestTurn, now - last);
    last = now;
    // A loop that spins would be what holds a busy machine.
    if (measuring) setTimeout(turn, 1);
  };
  turn();
  histogram.enable();
  const start = performance.now();
  const reply = await remote.run(text, 'classifier');
  const overview = await remote.overview({});
  const requests = overview.layers.flatMap(({ index }) =>
    (['delta', 'parameterGradient'] as const).map((quantity): TileRequest => ({
      matrix: { quantity, layer: index, ...(quantity === 'delta' ? {} : { parameter: 'weights' }) },
      rowStart: 0,
      rowEnd: 1024,
      columnStart: 0,
      columnEnd: 1024,
      maxRows: 512,
      maxColumns: 512,
    })),
  );
  await remote.tiles(requests);
  const wall = performance.now() - start;
  measuring = false;
  histogram.disable();
  await worker.terminate();
  return {
    longestTurn,
    histogramMax: histogram.max / 1e6,
    wall,
    run: reply.milliseconds,
    megabytes: text.length / 1e6,
  };
}
