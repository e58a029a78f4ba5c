/** The order of samples, from their rows and from sums over them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Estimate, rowsAt, transposed } from '../../../src/inspector/comparison/estimate';
import { orderOfRows, orderOfSum, shifted } from '../../../src/inspector/comparison/orders';
import { RoundedArithmetic } from '../../../src/inspector/comparison/roundedArithmetic';
import { Random } from '../../engine/support/randomNetwork';

const arithmetic = new RoundedArithmetic(1e-10);

function randomRows(random: Random, rows: number, columns: number): Estimate {
  const values = Float64Array.from({ length: rows * columns }, () => random.normal());
  return { rows, columns, values, tolerance: values.map((value) => 1e-12 * Math.abs(value)) };
}

/** A seed, and an order of at least two samples that is not their own. */
const cases = fc.record({ seed: fc.nat(), m: fc.integer({ min: 2, max: 7 }) }).chain(({ seed, m }) =>
  fc.record({
    seed: fc.constant(seed),
    order: fc
      .shuffledSubarray(
        Array.from({ length: m }, (_, k) => k),
        { minLength: m },
      )
      .filter((order) => order.some((sample, row) => sample !== row)),
  }),
);

describe('of rows', () => {
  it('is found', () => {
    fc.assert(
      fc.property(cases, ({ seed, order }) => {
        const x = randomRows(new Random(seed), order.length, 3);
        const found = orderOfRows(rowsAt(x, order), (shift) => shifted(x, shift));
        expect(found).toStrictEqual({ samples: order, isOnly: true });
      }),
    );
  });

  it('is not the only one where two samples are the same; those stay where they are if they can', () => {
    const x = randomRows(new Random(1), 4, 3);
    const twice = rowsAt(x, [0, 0, 2, 3]);
    const found = orderOfRows(rowsAt(twice, [0, 1, 3, 2]), (shift) => shifted(twice, shift));
    expect(found).toStrictEqual({ samples: [0, 1, 3, 2], isOnly: false });
  });

  it('is none of other numbers, of one sample twice, nor of rows in their own order', () => {
    const x = randomRows(new Random(1), 4, 3);
    const of = (claim: Estimate): unknown => orderOfRows(claim, (shift) => shifted(x, shift));
    expect(of(randomRows(new Random(2), 4, 3))).toBeUndefined();
    expect(of(rowsAt(x, [0, 0, 2, 3]))).toBeUndefined();
    expect(of(x)).toBeUndefined();
    expect(of(transposed(x))).toBeUndefined();
  });
});

describe('of a sum', () => {
  const sumOf = (a: Estimate, delta: Estimate): Estimate => arithmetic.product(transposed(a), delta);
  const find = (claim: Estimate, a: Estimate, delta: Estimate): ReturnType<typeof orderOfSum> =>
    orderOfSum(claim, a, (shift) => shifted(delta, shift), sumOf(a, delta).tolerance);

  it('is found', () => {
    fc.assert(
      fc.property(cases, ({ seed, order }) => {
        const random = new Random(seed);
        const [a, delta] = [randomRows(random, order.length, 3), randomRows(random, order.length, 2)];
        const claim = sumOf(a, rowsAt(delta, order));
        expect(find(claim, a, delta)).toStrictEqual({ samples: order, isOnly: true });
      }),
      { numRuns: 50 },
    );
  });

  it('is none of other numbers, nor of the samples in their own order', () => {
    const random = new Random(3);
    const [a, delta] = [randomRows(random, 5, 3), randomRows(random, 5, 2)];
    expect(find(randomRows(random, 3, 2), a, delta)).toBeUndefined();
    expect(find(sumOf(a, delta), a, delta)).toBeUndefined();
  });

  it('is none where one number is all there is, or many orders come near', () => {
    const random = new Random(4);
    const [a, delta] = [randomRows(random, 7, 1), randomRows(random, 7, 1)];
    const order = [1, 0, 2, 3, 4, 5, 6];
    expect(find(sumOf(a, rowsAt(delta, order)), a, delta)).toBeUndefined();
    const [b, epsilon] = [randomRows(random, 7, 2), randomRows(random, 7, 1)];
    const claim = sumOf(b, rowsAt(epsilon, order));
    const coarse = { ...claim, tolerance: claim.values.map(() => 1e-3) };
    expect(find(coarse, b, epsilon)).toBeUndefined();
  });
});
