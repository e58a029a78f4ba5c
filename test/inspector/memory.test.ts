/** Memory: a run that needs much of it is asked about first, and one that does not get it ends in words. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Inspector } from '../../src/inspector/inspector';
import { bytesOf, memoryThereIs } from '../../src/inspector/memory';
import { bytesText } from '../../src/inspector/naming';
import type { RunReply } from '../../src/inspector/views';
import { squareModel, VAST } from '../denseModel';
import { goldenText } from './inspectorOf';
import { limitArrays } from './limitArrays';

const atOnce = { now: () => 0, pause: () => Promise.resolve() };

/**
 * What a square model of that side needs. Squares: z, a, δ, log softmax, each output's loss, one-hot targets twice, their
 * sums beside each output. Rows: inputs twice, classes, W three times, each sample's loss and sum of targets. The loss.
 */
const square = (side: number): number => 8 * (8 * side ** 2 + 8 * side + 1);

function run(inspector: Inspector, text: string, agreed = 0): Promise<RunReply> {
  return inspector.run(text, 'model', () => undefined, { agreed, arithmetic: 'strict', threads: 0 });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a run that needs more than a quarter of the memory', () => {
  it('is asked about, and the last result stays', async () => {
    const inspector = new Inspector(atOnce, { memory: 1e6 });
    expect(await run(inspector, goldenText('notes-2-3-1'))).toMatchObject({ kind: 'ran', run: 1 });
    const before = inspector.overview({});
    const reply = await run(inspector, squareModel(100));
    expect(reply).toMatchObject({ kind: 'question', run: undefined, available: 1e6 });
    expect(inspector.overview({})).toBe(before);
    expect(await run(inspector, goldenText('xor-2-2-1'))).toMatchObject({ kind: 'ran', run: 2 });
  });

  it('is told with what it needs, to the byte; a quarter itself is taken unasked', async () => {
    const needed = square(100);
    expect(await run(new Inspector(atOnce, { memory: 4 * needed - 1 }), squareModel(100))).toMatchObject({
      kind: 'question',
      needed,
      available: 4 * needed - 1,
    });
    expect(await run(new Inspector(atOnce, { memory: 4 * needed }), squareModel(100))).toMatchObject({
      kind: 'ran',
    });
  });

  it('runs when the user has agreed to as much, and not when to less', async () => {
    const inspector = new Inspector(atOnce, { memory: 1e6 });
    const needed = square(100);
    expect(await run(inspector, squareModel(100), needed - 1)).toMatchObject({ kind: 'question' });
    expect(await run(inspector, squareModel(100), needed)).toMatchObject({ kind: 'ran', run: 1 });
  });

  it('counts the last good result, which stays beside the next', async () => {
    const inspector = new Inspector(atOnce, { memory: 1e6 });
    await run(inspector, squareModel(100), square(100));
    const needed = square(100) + square(90);
    expect(await run(inspector, squareModel(90), square(100))).toMatchObject({ kind: 'question', needed });
    expect(await run(inspector, squareModel(90), needed)).toMatchObject({ kind: 'ran', run: 2 });
  });

  it('is told with the warnings of its file', async () => {
    const text = squareModel(100).replace('{', '{"colour":1,');
    const reply = await run(new Inspector(atOnce, { memory: 1e6 }), text);
    expect(reply.kind).toBe('question');
    expect(reply.issues.map(({ code }) => code)).toStrictEqual(['unknown_key']);
  });

  it('allocates nothing larger than its file before it asks', async () => {
    const inspector = new Inspector(atOnce, { memory: 16e9 });
    const text = squareModel(VAST);
    const arrays = limitArrays(text.length);
    expect(await run(inspector, text)).toMatchObject({ kind: 'question', needed: square(VAST) });
    expect(arrays.largest()).toBeGreaterThanOrEqual(VAST);
  });
});

describe('a run whose memory the machine does not give', () => {
  it('ends with what it needed, the last result stays, and the next run works', async () => {
    const inspector = new Inspector(atOnce);
    expect(await run(inspector, goldenText('notes-2-3-1'))).toMatchObject({ kind: 'ran', run: 1 });
    const before = inspector.overview({});
    const arrays = limitArrays(8000);
    const reply = await run(inspector, squareModel(100));
    expect(reply).toMatchObject({ kind: 'exhausted', run: undefined, issues: [] });
    expect(reply).toHaveProperty('needed', expect.closeTo(square(100), -4));
    expect(arrays.largest()).toBe(10_000);
    expect(inspector.overview({})).toBe(before);
    expect(await run(inspector, squareModel(80))).toMatchObject({ kind: 'ran', run: 2 });
  });

  it('does not hide an error of ours', async () => {
    const inspector = new Inspector(atOnce);
    vi.stubGlobal(
      'Float64Array',
      new Proxy(Float64Array, {
        construct: (target, args: [unknown]) => {
          if (args[0] === 10_000) throw new RangeError('an index of ours is wrong');
          return Reflect.construct(target, args) as Float64Array;
        },
      }),
    );
    await expect(run(inspector, squareModel(100))).rejects.toThrow('an index of ours is wrong');
  });
});

describe('the memory there is', () => {
  it('is the machine’s, or what a container leaves of it', () => {
    expect(memoryThereIs(16e9, undefined)).toBe(16e9);
    expect(memoryThereIs(16e9, 0)).toBe(16e9);
    expect(memoryThereIs(16e9, 2 ** 64)).toBe(16e9);
    expect(memoryThereIs(16e9, 2e9)).toBe(2e9);
  });
});

describe('a size that people write', () => {
  it.each<[string, number | undefined]>([
    ['512MB', 512e6],
    ['8GB', 8e9],
    ['6.2 GB', 6.2e9],
    ['1.5tb', 1.5e12],
    ['100 kB', 1e5],
    ['7B', 7],
    ['8', undefined],
    ['GB', undefined],
    ['-8GB', undefined],
    ['8GiB', undefined],
    ['8 G', undefined],
    ['1e9B', undefined],
    ['8GB8GB', undefined],
    ['', undefined],
  ])('%j is %j bytes', (text, bytes) => {
    expect(bytesOf(text)).toBe(bytes);
  });

  it('and that is told to be enough is enough', () => {
    for (let bytes = 1; bytes < 1e15; bytes *= 1.37) {
      expect(bytesOf(bytesText(bytes, Math.ceil))).toBeGreaterThanOrEqual(bytes);
    }
  });
});
