/** The inspector in its thread: it answers by the contract, can be cancelled while it works, and dies loudly. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CellRef, Progress, TileRequest } from '../../src/inspector/views';
import { goldenText, inspectorOf } from '../inspector/inspectorOf';
import { buildWorker, denseModel, startWorker, type Started } from './startWorker';

let script = '';
let remove: (() => Promise<void>) | undefined;
let started: Started;
const progress: Progress[] = [];

beforeAll(async () => {
  ({ script, remove } = await buildWorker());
  started = startWorker(script, (news) => progress.push(news));
}, 60_000);

afterAll(async () => {
  await started.worker.terminate();
  await remove?.();
});

const heavy = denseModel([600, 800, 800, 10], 256);
const weight: CellRef = { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 0, column: 1 };

describe('a worker', () => {
  it('before a run says that there was none', async () => {
    await expect(started.channel.remote.overview({})).rejects.toMatchObject({ name: 'NoRunError' });
  });

  it('gives the same views as an inspector in this thread', async () => {
    const { remote } = started.channel;
    const text = goldenText('case-1-08');
    const inspector = await inspectorOf(text);
    const reply = await remote.run(text, 'test');
    expect(reply).toMatchObject({ run: 1, issues: [] });
    const requests: TileRequest[] = [
      { matrix: { quantity: 'delta', layer: 1 }, rowStart: 0, rowEnd: 17, columnStart: 0, columnEnd: 11 },
      { matrix: { quantity: 'input' }, rowStart: 0, rowEnd: 17, columnStart: 0, columnEnd: 8, maxRows: 3 },
    ];
    const here = { ...inspector.overview({}), milliseconds: 0 };
    expect({ ...(await remote.overview({})), milliseconds: 0 }).toEqual(here);
    expect(await remote.tiles(requests)).toEqual(inspector.tiles(requests));
    expect(await remote.statistics({ quantity: 'delta', layer: 0 })).toEqual(
      inspector.statistics({ quantity: 'delta', layer: 0 }),
    );
    for (const selection of [{}, { sample: 2 }]) {
      expect(await remote.explain(weight, selection, true)).toEqual(
        inspector.explain(weight, selection, true),
      );
    }
    expect(await remote.check(weight, {})).toEqual(await inspector.check(weight));
    expect(await remote.sheet({})).toEqual(inspector.sheet());
    const cell: CellRef = { quantity: 'input', row: 1, column: 2 };
    expect(await remote.locate(cell, text)).toEqual(inspector.locate(cell, text));
    expect(await remote.locate({ ...cell, quantity: 'activation', layer: 0 }, text)).toBeUndefined();
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
    expect(await remote.run(JSON.stringify(model), 'ends')).toMatchObject({ run: 2 });
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
    const reply = await started.channel.remote.run('{"layers": 5}', 'bad');
    expect(reply.run).toBeUndefined();
    expect(reply.issues.length).toBeGreaterThan(0);
  });

  it('is cancelled while it works, and answers before and after', async () => {
    const { remote } = started.channel;
    progress.length = 0;
    const outcome = Promise.allSettled([remote.run(heavy, 'heavy')]);
    while (!progress.some(({ stage }) => stage !== 'read'))
      await new Promise((resolve) => setTimeout(resolve, 2));
    // The run before is still there to be looked at.
    expect((await remote.overview({})).name).toBe('ends');
    await remote.cancel();
    expect((await outcome)[0]).toMatchObject({ status: 'rejected', reason: { name: 'CancelledError' } });
    expect(await remote.run(goldenText('notes-2-3-1'), 'notes')).toMatchObject({ run: 3 });
  }, 60_000);

  it('works on the newest text only', async () => {
    const { remote } = started.channel;
    const outcome = Promise.allSettled([remote.run(heavy, 'heavy')]);
    const newest = await remote.run(goldenText('xor-2-2-1'), 'xor');
    expect((await outcome)[0]).toMatchObject({ status: 'rejected', reason: { name: 'CancelledError' } });
    expect(await remote.overview({})).toMatchObject({ run: newest.run, samples: 4 });
  }, 60_000);

  it('that ends by itself leaves nothing pending', async () => {
    const { worker, channel } = startWorker(script);
    const pending = Promise.allSettled([channel.remote.run(heavy, 'heavy'), channel.remote.sheet({})]);
    await worker.terminate();
    for (const outcome of await pending) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'ChannelClosedError' } });
    }
    await expect(channel.remote.sheet({})).rejects.toMatchObject({ name: 'ChannelClosedError' });
  }, 60_000);
});
