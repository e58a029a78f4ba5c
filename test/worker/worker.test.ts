/** The inspector in its thread: it answers by the contract, can be cancelled while it works, and dies loudly. */
import { writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectedInspector, startInspector } from '../../src/host/inspectorWorker';
import { nodeWorker } from '../../src/platform/nodeWorker';
import type { CellRef, MatrixRef, Progress, RunOptions, TileRequest } from '../../src/inspector/views';
import type { RunOutcome } from '../../src/protocol/inspectorContract';
import { moved } from '../../src/protocol/wire';
import { denseModel, limitingScript, squareModel, VAST } from '../denseModel';
import { goldenText, inspectorOf } from '../inspector/inspectorOf';
import { buildWorker } from './buildWorker';

let script = '';
let remove: (() => Promise<void>) | undefined;
let started: ConnectedInspector;
const progress: Progress[] = [];
const shares: (readonly [id: number, share: number])[] = [];

beforeAll(async () => {
  ({ script, remove } = await buildWorker());
  started = startInspector(nodeWorker(script), {
    progress: (news) => {
      progress.push(news);
      return undefined;
    },
    encodeProgress: (id, share) => {
      shares.push([id, share]);
      return undefined;
    },
  });
}, 60_000);

afterAll(async () => {
  await started.worker.terminate();
  await remove?.();
});

const usual: RunOptions = { agreed: 0, arithmetic: 'strict', threads: 0 };

/** Runs a text as the host does: it posts the text, and the run without waiting. */
async function run(
  { channel }: ConnectedInspector,
  text: string | Uint8Array<ArrayBuffer>,
  name = 'test',
  options: Partial<RunOptions> = {},
): Promise<RunOutcome> {
  const [, outcome] = await Promise.all([
    channel.remote.setText(text),
    channel.remote.run(name, { ...usual, ...options }),
  ]);
  return outcome;
}

const heavy = denseModel([600, 800, 800, 10], 256);
const weight: CellRef = { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 0, column: 1 };

describe('a worker', () => {
  it('before a run says that there was none', async () => {
    await expect(started.channel.remote.overview({})).rejects.toMatchObject({ name: 'NoRunError' });
  });

  it('speaks the language that it is told', async () => {
    const other = startInspector(nodeWorker(script));
    await other.channel.remote.speak({ 'there is no run to look at yet': 'noch kein Lauf' });
    await expect(other.channel.remote.overview({})).rejects.toThrow('noch kein Lauf');
    await other.worker.terminate();
  });

  it('gives the same views as an inspector in this thread', async () => {
    const { remote } = started.channel;
    const text = goldenText('case-1-08');
    const inspector = await inspectorOf(text);
    const reply = await run(started, text);
    expect(reply).toMatchObject({ run: 1, issues: [] });
    const requests: TileRequest[] = [
      { matrix: { quantity: 'delta', layer: 1 }, rowStart: 0, rowEnd: 17, columnStart: 0, columnEnd: 11 },
      { matrix: { quantity: 'input' }, rowStart: 0, rowEnd: 17, columnStart: 0, columnEnd: 8, maxRows: 3 },
    ];
    const here = { ...inspector.overview({}), milliseconds: 0 };
    expect({ ...(await remote.overview({})), milliseconds: 0 }).toEqual(here);
    expect(await remote.tiles(requests)).toEqual(inspector.tiles(requests));
    expect(await remote.statistics({ matrix: { quantity: 'delta', layer: 0 } })).toEqual(
      inspector.statistics({ quantity: 'delta', layer: 0 }),
    );
    for (const selection of [{}, { sample: 2 }]) {
      expect(await remote.explain(weight, selection, true)).toEqual(
        inspector.explain(weight, selection, true),
      );
    }
    expect(await remote.check(weight, {})).toEqual(await inspector.check(weight));
    expect(await remote.sheet({})).toEqual(inspector.sheet());
    const headers = [{ name: 'dW1', shape: [8, 5] }];
    expect(await remote.propose(headers)).toEqual(inspector.propose(headers));
    const cell: CellRef = { quantity: 'input', row: 1, column: 2 };
    expect(await remote.locate(cell)).toEqual(inspector.locate(cell, text));
    expect(await remote.locate({ ...cell, quantity: 'activation', layer: 0 })).toBeUndefined();
  });

  it('sends NaN and infinities as they are', async () => {
    const { remote } = started.channel;
    const model = {
      layers: [{ type: 'dense', weights: [[1, -1]] }],
      batch: {
        inputs: [['NaN'], ['Infinity']],
        targets: [
          [0, 0],
          [0, 0],
        ],
      },
    };
    expect(await run(started, JSON.stringify(model), 'ends')).toMatchObject({ run: 2 });
    const [tile] = await remote.tiles([
      {
        matrix: { quantity: 'preActivation', layer: 0 },
        rowStart: 0,
        rowEnd: 2,
        columnStart: 0,
        columnEnd: 2,
      },
    ]);
    expect(tile!.values).toStrictEqual(Float64Array.of(NaN, NaN, Infinity, -Infinity));
    expect((await remote.overview({})).loss.value).toBeNaN();
    const explanation = await remote.explain(
      { quantity: 'preActivation', layer: 0, row: 1, column: 1 },
      {},
      false,
    );
    expect(explanation.value).toBe(-Infinity);
  });

  it('tells what is wrong with a text', async () => {
    const reply = await run(started, '{\n"a": 1,\n"b": ?\n}\n');
    expect(reply.run).toBeUndefined();
    expect(reply.issues.length).toBeGreaterThan(0);
    expect(reply.excerpt).toEqual({ firstLine: 1, lines: ['"a": 1,', '"b": ?', '}'] });
  });

  it('asks before it takes much of this machine’s memory, and keeps the result that it has', async () => {
    const { remote } = started.channel;
    const { name } = await remote.overview({});
    const reply = await run(started, squareModel(VAST));
    expect(reply).toMatchObject({ kind: 'question', issues: [] });
    expect(reply).toHaveProperty(
      'available',
      expect.toSatisfy((bytes: number) => bytes <= totalmem()),
    );
    expect(reply).toHaveProperty(
      'needed',
      expect.toSatisfy((bytes: number) => bytes > 32 * VAST ** 2),
    );
    expect(await remote.overview({})).toMatchObject({ name });
  });

  it('on a machine that does not give it the memory says so, and runs the next model', async () => {
    const limited = script.replace(/worker\.js$/, 'limited.js');
    await writeFile(limited, `${limitingScript(1e6)}\nrequire(${JSON.stringify(script)});\n`);
    const thread = startInspector(nodeWorker(limited));
    expect(await run(thread, squareModel(1001))).toMatchObject({ kind: 'exhausted' });
    expect(await run(thread, squareModel(1000))).toMatchObject({ kind: 'ran', run: 1 });
    expect(await run(thread, squareModel(1001))).toMatchObject({ kind: 'exhausted' });
    expect(await thread.channel.remote.overview({})).toMatchObject({ run: 1, samples: 1000 });
    await thread.worker.terminate();
  });

  it('with further threads of its own gives the same numbers, which stay when the next run is under way', async () => {
    const thread = startInspector(nodeWorker(script));
    const { remote } = thread.channel;
    const whole: TileRequest = {
      matrix: { quantity: 'parameterGradient', layer: 1, parameter: 'weights' },
      ...{ rowStart: 0, rowEnd: 800, columnStart: 0, columnEnd: 800 },
    };
    await run(thread, heavy);
    const [alone] = await remote.tiles([whole]);
    // The threads take part once they have started.
    for (let i = 0; i < 4; i++) {
      await run(thread, heavy, 'test', { threads: 3 });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const [together] = await remote.tiles([whole]);
    expect(together!.values).toEqual(alone!.values);
    await run(thread, goldenText('case-1-08'), 'test', { threads: 3 });
    expect(together!.values).toEqual(alone!.values);
    await thread.worker.terminate();
  }, 30_000);

  it('is cancelled while it works, and answers before and after', async () => {
    const { remote } = started.channel;
    progress.length = 0;
    const outcome = Promise.allSettled([run(started, heavy)]);
    while (!progress.some(({ stage }) => stage !== 'read'))
      await new Promise((resolve) => setTimeout(resolve, 2));
    // The run before is still there to be looked at.
    expect((await remote.overview({})).name).toBe('ends');
    await remote.cancel();
    expect((await outcome)[0]).toMatchObject({ status: 'rejected', reason: { name: 'CancelledError' } });
    expect(await run(started, goldenText('notes-2-3-1'))).toMatchObject({ run: 3 });
  }, 60_000);

  it('encodes a matrix, tells how far it is, and is cancelled alone', async () => {
    const { remote } = started.channel;
    const text = denseModel([512, 512, 3], 2);
    await run(started, text);
    const inspector = await inspectorOf(text);
    const matrix: MatrixRef = { quantity: 'parameterGradient', layer: 0, parameter: 'weights' };
    shares.length = 0;
    const [kept, cancelled] = [
      remote.encode(1, matrix, 'csv'),
      Promise.allSettled([remote.encode(2, matrix, 'csv')]),
    ];
    while (!shares.some(([id]) => id === 2)) await new Promise((resolve) => setTimeout(resolve, 1));
    await remote.cancelEncode(2);
    expect((await cancelled)[0]).toMatchObject({ status: 'rejected', reason: { name: 'CancelledError' } });
    expect(await kept).toEqual(await inspector.encode(matrix, 'csv'));
    expect(shares.filter(([id, share]) => id === 1 && share > 0 && share <= 1).length).toBeGreaterThan(1);
    expect(Math.max(...shares.filter(([id]) => id === 2).map(([, share]) => share))).toBeLessThan(1);
    await expect(remote.encode(3, matrix, 'latex')).rejects.toMatchObject({ name: 'TooManyNumbersError' });
  }, 60_000);

  it('works on the newest text only', async () => {
    const { remote } = started.channel;
    const outcome = Promise.allSettled([run(started, heavy)]);
    const newest = await run(started, goldenText('xor-2-2-1'));
    expect((await outcome)[0]).toMatchObject({ status: 'rejected', reason: { name: 'CancelledError' } });
    expect(await remote.overview({})).toMatchObject({ run: newest.run, samples: 4 });
  }, 60_000);

  it('computes in the arithmetic that it is told, and says in which', async () => {
    const { remote } = started.channel;
    for (const arithmetic of ['fast', 'strict'] as const) {
      await run(started, goldenText('notes-2-3-1'), 'notes', { arithmetic, threads: 1 });
      expect(await remote.overview({})).toMatchObject({ arithmetic });
    }
  });

  it('has no text before one is set', async () => {
    const { worker, channel } = startInspector(nodeWorker(script));
    await expect(channel.remote.run('none', usual)).rejects.toMatchObject({ name: 'NoTextError' });
    await worker.terminate();
  });

  it('decodes the bytes of a file, which move to it', async () => {
    const bytes = new TextEncoder().encode(goldenText('notes-2-3-1'));
    expect(await run(started, moved(bytes))).toMatchObject({ issues: [] });
    expect(bytes).toHaveLength(0);
    expect(await started.channel.remote.overview({})).toMatchObject({ name: 'notes-2-3-1' });
  });

  it('that ends by itself leaves nothing pending', async () => {
    const thread = startInspector(nodeWorker(script));
    const { worker, channel } = thread;
    const pending = Promise.allSettled([run(thread, heavy), channel.remote.sheet({})]);
    await worker.terminate();
    for (const outcome of await pending) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'ChannelClosedError' } });
    }
    await expect(channel.remote.sheet({})).rejects.toMatchObject({ name: 'ChannelClosedError' });
  }, 60_000);
});
