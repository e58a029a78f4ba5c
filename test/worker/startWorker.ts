/** The inspector's worker as the product builds it, in a real thread, behind its contract. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import type { Progress } from '../../src/inspector/views';
import { type Channel, connect } from '../../src/protocol/channel';
import { inspectorContract, inspectorEvents } from '../../src/protocol/inspectorContract';

/** Bundles the worker as esbuild.mjs does; `remove` deletes the bundle. */
export async function buildWorker(): Promise<{ script: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'backprop-worker-'));
  const script = join(folder, 'worker.js');
  await build({
    entryPoints: ['src/worker/worker.ts'],
    outfile: script,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return { script, remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface Started {
  readonly worker: Worker;
  readonly channel: Channel<typeof inspectorContract>;
}

/** Starts the thread; when it ends, the channel is disposed, as its host does. */
export function startWorker(
  script: string,
  onProgress: (progress: Progress) => void = () => undefined,
): Started {
  const worker = new Worker(script);
  const channel = connect(
    inspectorEvents,
    {
      progress: (progress) => {
        onProgress(progress);
        return undefined;
      },
    },
    inspectorContract,
    {
      post: (data) => {
        worker.postMessage(data);
      },
      listen: (receive) => {
        worker.on('message', receive);
        return () => worker.off('message', receive);
      },
    },
  );
  worker.on('exit', () => {
    channel.dispose();
  });
  return { worker, channel };
}

/** A model of dense layers of these widths, tanh between and softmax at the end, with seeded numbers of few digits. */
export function denseModel(widths: readonly number[], samples: number): string {
  let state = 1;
  const next = (scale: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Number(((state / 0x7fffffff - 0.5) * scale).toFixed(4));
  };
  const matrix = (rows: number, columns: number, scale: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => next(scale)));
  const outputs = widths.at(-1)!;
  return JSON.stringify({
    layers: widths.slice(1).map((units, l) => ({
      type: 'dense',
      name: `dense ${l + 1}`,
      units,
      activation: l === widths.length - 2 ? 'softmax' : 'tanh',
      weights: matrix(widths[l]!, units, 4 / Math.sqrt(widths[l]!)),
      biases: matrix(1, units, 0.1)[0],
    })),
    loss: 'sparse_categorical_crossentropy',
    batch: {
      inputs: matrix(samples, widths[0]!, 2),
      targets: Array.from({ length: samples }, (_, k) => k % outputs),
    },
  });
}
