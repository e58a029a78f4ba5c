/** How long this thread's event loop is held while the worker runs a model and its first views arrive. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startInspector } from '../../src/host/inspectorWorker';
import { ownBytes } from '../../src/host/ownBytes';
import { nodeWorker } from '../../src/platform/nodeWorker';
import type { TileRequest } from '../../src/inspector/views';
import { moved } from '../../src/protocol/wire';
import { denseModel } from '../denseModel';

export interface Measured {
  /** The longest time between two turns of the loop, in milliseconds. */
  readonly longestTurn: number;
  /** The same by Node's own histogram, whose timer adds its resolution. */
  readonly histogramMax: number;
  /** The whole story: reading the file, run, overview, tiles. */
  readonly wall: number;
  readonly run: number;
  readonly megabytes: number;
}

/** Runs a model from an editor's text, and asks for what a panel shows first. */
export function measureText(script: string, text: string): Promise<Measured> {
  return measure(script, text.length, () => Promise.resolve(text));
}

/** The same for a model that is too large for an editor, from its file. */
export async function measureFile(script: string): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'backprop-large-'));
  try {
    const file = join(folder, 'large.backprop.json');
    const text = denseModel([2048, 2560, 1024, 10], 16);
    await writeFile(file, text);
    return await measure(script, text.length, async () => moved(await ownBytes(await readFile(file))));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(
  script: string,
  bytes: number,
  read: () => Promise<string | Uint8Array<ArrayBuffer>>,
): Promise<Measured> {
  const options = { agreed: 0, arithmetic: 'strict', threads: 0 } as const;
  const { worker, channel } = startInspector(nodeWorker(script));
  const { remote } = channel;
  // The thread is up, and the code on this side is warm.
  await remote.setText(denseModel([4, 3, 2], 2));
  await remote.run('small', options);
  await remote.overview({});
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
  const content = await read();
  const [, reply] = await Promise.all([remote.setText(content), remote.run('classifier', options)]);
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
    megabytes: bytes / 1e6,
  };
}
