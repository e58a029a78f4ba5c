/** Runs one after another: results that stay, runs that are cancelled or superseded, progress. */
import { describe, expect, it } from 'vitest';
import { Inspector } from '../../src/inspector/inspector';
import type { CellRef, Progress } from '../../src/inspector/views';
import type { Numbers } from '../../src/engine/tensor';
import { goldenText, inspectorOf } from './inspectorOf';

/** A scheduler whose time goes on by itself and whose pauses end when the test lets them. */
class HandScheduler {
  #time = 0;
  readonly #paused: (() => void)[] = [];

  now(): number {
    return (this.#time += 15);
  }

  pause(): Promise<void> {
    return new Promise((resolve) => this.#paused.push(resolve));
  }

  get pauses(): number {
    return this.#paused.length;
  }

  /** Ends all pauses so far and lets what waited for them run. */
  async next(): Promise<void> {
    for (const resume of this.#paused.splice(0)) resume();
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Ends only the pause that began last. */
  async newest(): Promise<void> {
    this.#paused.pop()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }

  async toEnd(): Promise<void> {
    while (this.pauses > 0) await this.next();
  }
}

const broken = '{"layers": [';
const none = (): void => undefined;

/** Large enough for some slices of work. */
function wide(samples: number): string {
  const row = (n: number): number[] => Array.from({ length: n }, (_, i) => Math.sin(i));
  return JSON.stringify({
    layers: [
      { type: 'dense', weights: Array.from({ length: 200 }, () => row(200)), activation: 'tanh' },
      { type: 'dense', weights: Array.from({ length: 200 }, () => row(20)) },
    ],
    batch: {
      inputs: Array.from({ length: samples }, () => row(200)),
      targets: Array.from({ length: samples }, () => row(20)),
    },
  });
}

const views: readonly (readonly [string, (inspector: Inspector) => unknown])[] = [
  ['overview', (inspector) => inspector.overview({})],
  ['tiles', (inspector) => inspector.tiles([])],
  ['statistics', (inspector) => inspector.statistics({ quantity: 'input' })],
  ['explain', (inspector) => inspector.explain({ quantity: 'loss', row: 0, column: 0 }, {}, false)],
  ['sheet', (inspector) => inspector.sheet()],
  ['locate', (inspector) => inspector.locate({ quantity: 'input', row: 0, column: 0 }, '')],
  ['result', (inspector) => inspector.result()],
];

describe('runs', () => {
  it('of a good model are counted from 1', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    expect(inspector.overview({}).run).toBe(1);
    const second = await inspector.run(goldenText('xor-2-2-1'), 'xor', none);
    expect(second).toMatchObject({ run: 2, issues: [] });
    expect(inspector.overview({})).toMatchObject({ run: 2, samples: 4, name: 'xor-2-2-1' });
    expect(inspector.statistics({ quantity: 'input' })).toMatchObject({ run: 2, rows: 4 });
  });

  it('of a bad text say what is wrong, and the last result stays', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    const before = inspector.overview({});
    const reply = await inspector.run(broken, 'broken', none);
    expect(reply.run).toBeUndefined();
    expect(reply.issues.map(({ severity }) => severity)).toContain('error');
    expect(inspector.overview({})).toBe(before);
    expect(await inspector.run(goldenText('xor-2-2-1'), 'xor', none)).toMatchObject({ run: 2 });
  });

  it('with warnings have a result and the warnings with it', async () => {
    const model = JSON.parse(goldenText('notes-2-3-1')) as object;
    const inspector = await inspectorOf({ ...model, colour: 'red' });
    expect(inspector.overview({}).warnings.map(({ code }) => code)).toStrictEqual(['unknown_key']);
  });

  it.each(views)('before the first good one there is no %s', async (_name, view) => {
    const inspector = new Inspector(new HandScheduler());
    const expected = expect.objectContaining({ name: 'NoRunError' }) as Error;
    expect(() => view(inspector)).toThrow(expected);
    await expect(inspector.check({ quantity: 'loss', row: 0, column: 0 })).rejects.toThrow(expected);
  });
});

describe('arithmetic', () => {
  it('is strict unless it is wanted fast, and said of each result', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    expect(inspector.overview({}).arithmetic).toBe('strict');
    const fast = { agreed: 0, arithmetic: 'fast', threads: 0 } as const;
    await inspector.run(goldenText('notes-2-3-1'), 'notes', none, fast);
    expect(inspector.overview({}).arithmetic).toBe('fast');
  });

  it('takes nothing over from a run in another one', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    const z = (): Numbers => inspector.result().forward.preActivations[0]!.data;
    /** Whether a run takes over the numbers of the one before, which have a mark. */
    const takesOver = async (arithmetic: 'strict' | 'fast'): Promise<boolean> => {
      z()[0] = 4242;
      await inspector.run(goldenText('notes-2-3-1'), 'notes', none, { agreed: 0, arithmetic, threads: 0 });
      return z()[0] === 4242;
    };
    expect(await takesOver('strict')).toBe(true);
    expect(await takesOver('fast')).toBe(false);
    expect(await takesOver('fast')).toBe(true);
    expect(await takesOver('strict')).toBe(false);
  });
});

describe('cancelling', () => {
  const cancelled = { status: 'rejected', reason: { name: 'CancelledError' } };

  it('ends a run under way at its next pause; the last result stays', async () => {
    const scheduler = new HandScheduler();
    const inspector = new Inspector(scheduler);
    const first = inspector.run(goldenText('notes-2-3-1'), 'notes', none);
    await scheduler.toEnd();
    await first;
    for (const pauses of [0, 1, 2, 3]) {
      const run = Promise.allSettled([inspector.run(wide(64), 'wide', none)]);
      for (let i = 0; i < pauses; i++) await scheduler.next();
      expect(scheduler.pauses).toBe(1);
      inspector.cancel();
      await scheduler.next();
      expect(scheduler.pauses).toBe(0);
      expect((await run)[0]).toMatchObject(cancelled);
      expect(inspector.overview({}).name).toBe('notes-2-3-1');
    }
    const last = inspector.run(goldenText('xor-2-2-1'), 'xor', none);
    await scheduler.toEnd();
    expect(await last).toMatchObject({ run: 2 });
  });

  it('is done by a newer run', async () => {
    const scheduler = new HandScheduler();
    const inspector = new Inspector(scheduler);
    const first = Promise.allSettled([inspector.run(wide(64), 'wide', none)]);
    await scheduler.next();
    await scheduler.next();
    const second = inspector.run(goldenText('xor-2-2-1'), 'xor', none);
    await scheduler.toEnd();
    expect((await first)[0]).toMatchObject(cancelled);
    expect(await second).toMatchObject({ run: 1 });
    expect(inspector.overview({}).name).toBe('xor-2-2-1');
  });

  it('is done by a newer run of a bad text, too', async () => {
    const scheduler = new HandScheduler();
    const inspector = new Inspector(scheduler);
    const first = Promise.allSettled([inspector.run(wide(64), 'wide', none)]);
    await scheduler.next();
    const second = inspector.run(broken, 'broken', none);
    await scheduler.toEnd();
    expect((await first)[0]).toMatchObject(cancelled);
    expect(await second).toMatchObject({ run: undefined });
  });

  it('without a run does nothing', async () => {
    const inspector = await inspectorOf(goldenText('xor-2-2-1'));
    inspector.cancel();
    expect(inspector.overview({}).run).toBe(1);
  });

  it('a later check ends the one under way, and so does a newer result', async () => {
    const scheduler = new HandScheduler();
    const inspector = new Inspector(scheduler);
    const run = inspector.run(wide(64), 'wide', none);
    await scheduler.toEnd();
    await run;
    const cell: CellRef = {
      quantity: 'parameterGradient',
      layer: 0,
      parameter: 'weights',
      row: 0,
      column: 0,
    };
    const first = Promise.allSettled([inspector.check(cell)]);
    await scheduler.next();
    const second = inspector.check(cell);
    await scheduler.toEnd();
    expect((await first)[0]).toMatchObject(cancelled);
    expect(await second).toMatchObject({ verdict: 'pass' });

    const third = Promise.allSettled([inspector.check(cell)]);
    const small = inspector.run(goldenText('notes-2-3-1'), 'notes', none);
    while (scheduler.pauses > 1) await scheduler.newest();
    expect(await small).toMatchObject({ run: 2 });
    await scheduler.toEnd();
    expect((await third)[0]).toMatchObject(cancelled);
  });
});

describe('progress', () => {
  it('goes from 0 to 1, forward before backward, never back', async () => {
    const scheduler = new HandScheduler();
    const inspector = new Inspector(scheduler);
    const seen: Progress[] = [];
    const run = inspector.run(wide(256), 'wide', (progress) => seen.push(progress));
    await scheduler.toEnd();
    await run;
    expect(seen[0]).toStrictEqual({ stage: 'read', share: 0 });
    expect([...new Set(seen.map(({ stage }) => stage))]).toStrictEqual(['read', 'forward', 'backward']);
    const order = ['read', 'forward', 'backward'];
    const whole = seen.map(({ stage, share }) => order.indexOf(stage) + share);
    expect(whole).toStrictEqual([...whole].sort((a, b) => a - b));
    expect(seen.every(({ share }) => share >= 0 && share <= 1)).toBe(true);
    expect(seen.at(-1)!.share).toBeGreaterThan(0.5);
    expect(seen.length).toBeGreaterThan(6);
  });
});

describe('numbers that are not there', () => {
  it.each<CellRef>([
    { quantity: 'delta', layer: 0, row: 0, column: 3 },
    { quantity: 'delta', layer: 0, row: 1, column: 0 },
    { quantity: 'delta', layer: 2, row: 0, column: 0 },
    { quantity: 'delta', row: 5, column: 0 },
    { quantity: 'parameter', layer: 0, parameter: 'gamma', row: 0, column: 0 },
    { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 0, column: 3 },
    { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 0, column: 0, sample: 1 },
    { quantity: 'parameterGradient', layer: 0, parameter: 'biases', row: 1, column: 0 },
    { quantity: 'sampleLoss', row: 1, column: 0 },
    { quantity: 'loss', row: 1, column: 0 },
  ])('%j has no proof and no check', async (cell) => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    expect(() => inspector.explain(cell, {}, false)).toThrow(RangeError);
    await expect(inspector.check(cell)).rejects.toThrow(RangeError);
  });

  it('a sample that is not there has no overview', async () => {
    const inspector = await inspectorOf(goldenText('xor-2-2-1'));
    expect(inspector.overview({ sample: 3 }).sample).toBe(3);
    expect(() => inspector.overview({ sample: 4 })).toThrow('there is no sample 5 in a batch of 4');
  });

  it('a matrix that is not there has empty tiles and statistics', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    const window = { rowStart: 0, rowEnd: 9, columnStart: 0, columnEnd: 9 };
    const refs = [
      { quantity: 'delta', layer: 9 },
      { quantity: 'parameterGradient', layer: 0, parameter: 'gamma' },
      { quantity: 'parameterGradient', layer: 0, parameter: 'weights', sample: 9 },
    ] as const;
    for (const matrix of refs) {
      expect(inspector.tiles([{ matrix, ...window }])[0]).toMatchObject({ rows: 0, columns: 0 });
      expect(inspector.statistics(matrix)).toMatchObject({ rows: 0, columns: 0, maxAbs: 0 });
    }
  });
});

describe('places in the text', () => {
  it('of a number that the file gives is exactly that number, in a newer text too', async () => {
    const text =
      '{"layers":[{"type":"dense","weights":[[0.5],[1.25]],"biases":[3]}],"batch":{"inputs":[[1,2]],"targets":[[-4]]}}';
    const inspector = await inspectorOf(text);
    const at = (cell: CellRef, where: string): string | undefined => {
      const range = inspector.locate(cell, where)?.range;
      return range === undefined ? undefined : where.slice(range.start.offset, range.end.offset);
    };
    const newer = `// a comment\n${text.replace('1.25', '-1e3')}`;
    const weight: CellRef = { quantity: 'parameter', layer: 0, parameter: 'weights', row: 1, column: 0 };
    expect(at(weight, text)).toBe('1.25');
    expect(at(weight, newer)).toBe('-1e3');
    expect(at({ quantity: 'parameter', layer: 0, parameter: 'biases', row: 0, column: 0 }, newer)).toBe('3');
    expect(at({ quantity: 'input', row: 0, column: 1 }, newer)).toBe('2');
    expect(at({ quantity: 'target', row: 0, column: 0 }, newer)).toBe('-4');
    expect(at({ quantity: 'delta', layer: 0, row: 0, column: 0 }, text)).toBeUndefined();
    expect(at(weight, '{}')).toBeUndefined();
  });
});
