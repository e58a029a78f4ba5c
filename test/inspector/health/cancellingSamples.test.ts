// cancelling_samples: samples whose gradients are formed here one by one, as the rule never does.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixOf } from '../../../src/engine/cells';
import { Random } from '../../engine/support/randomNetwork';
import { inspectorOf } from '../inspectorOf';
import { dense, findingsOf } from './findingsOf';

/** A linear unit without bias: sample k's gradient is its δ times its inputs. */
const one = (inputs: readonly (readonly number[])[], targets: readonly number[]): object =>
  dense(
    [{ weights: inputs[0]!.map(() => [0]) }],
    inputs,
    targets.map((y) => [y]),
  );
const find = (inputs: readonly (readonly number[])[], targets: readonly number[]) =>
  findingsOf(one(inputs, targets), 'cancelling_samples');
const at = (degrees: number): readonly number[] => [
  Math.cos((degrees * Math.PI) / 180),
  Math.sin((degrees * Math.PI) / 180),
];

describe('cancelling samples', () => {
  it('are told with the worst pair, how many point against the mean, and what is left of the sum', async () => {
    const [found, ...others] = await find([at(0), at(180), at(90)], [2, 1, 1]);
    expect(others).toEqual([]);
    expect(found!.sentence).toBe(
      'The gradients of samples 1 and 2 cancel: their cosine is −1.00. Of 3 samples 1 points against their mean, sample 2 most (cosine −0.707); their sum is 35 % as long as all of them together.',
    );
    const cell = { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 0, column: 0 };
    expect(found!.cells).toEqual([
      { ...cell, sample: 0 },
      { ...cell, sample: 1 },
    ]);
  });

  it('begin beyond 120°', async () => {
    expect(await find([at(0), at(121)], [1, 1])).toHaveLength(1);
    expect(await find([at(0), at(119)], [1, 1])).toEqual([]);
  });

  it('are none where the others outweigh them', async () => {
    const opposed = [at(0), at(121)];
    const agreeing = Array<readonly number[]>(8).fill(at(60));
    expect(await find([...opposed, ...agreeing], Array<number>(10).fill(1))).toEqual([]);
  });

  it('are none where one of the two hardly has a gradient', async () => {
    expect(await find([at(0), at(180)], [1, 0.0099])).toEqual([]);
    expect(await find([at(0), at(180)], [1, 0.0101])).toHaveLength(1);
  });

  it('are none of one sample', async () => {
    expect(await find([at(0)], [1])).toEqual([]);
  });

  it('of a large batch are looked for among the first, and that is said', async () => {
    const inputs = Array.from({ length: 200 }, (_, k) => at(k % 2 === 0 ? 0 : 180));
    const [found] = await find(inputs, Array<number>(200).fill(1));
    expect(found!.sentence).toContain('Of the first 128 of 200 samples');
  });

  it('of huge and of tiny gradients are the same', async () => {
    for (const scale of [1e-150, 1e150]) {
      expect(await find([at(0), at(150)], [scale, scale])).toHaveLength(1);
    }
  });

  it('have the cosine of the gradients themselves, weights and biases of all layers together', async () => {
    const seeds = fc.integer({ min: 1, max: 1e6 });
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const random = new Random(seed);
        const matrix = (rows: number, columns: number): number[][] =>
          Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()));
        const model = dense(
          [
            { weights: matrix(3, 4), biases: matrix(1, 4)[0]!, activation: 'tanh' },
            { weights: matrix(4, 2), biases: matrix(1, 2)[0]! },
          ],
          matrix(5, 3),
          matrix(5, 2),
        );
        const inspector = await inspectorOf(model);
        const run = inspector.result();
        const gradients = Array.from({ length: 5 }, (_, sample) =>
          [0, 1].flatMap((layer) =>
            ['weights', 'biases'].flatMap((parameter) =>
              Array.from(matrixOf(run, { quantity: 'parameterGradient', layer, parameter, sample })!.data),
            ),
          ),
        );
        const product = (a: readonly number[], b: readonly number[]): number =>
          a.reduce((sum, x, i) => sum + x * b[i]!, 0);
        const cosine = (a: readonly number[], b: readonly number[]): number =>
          product(a, b) / Math.sqrt(product(a, a) * product(b, b));
        const least = Math.min(
          ...gradients.flatMap((g, k) => gradients.slice(0, k).map((h) => cosine(g, h))),
        );
        const { findings } = await inspector.findings();
        const found = findings.find(({ id }) => id === 'cancelling_samples');
        if (found === undefined) return;
        const said = Number(/cosine is −(\S+)\. /.exec(found.sentence)![1]);
        expect(said).toBeCloseTo(-least, 2);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
