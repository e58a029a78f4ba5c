/** A user's matrix beside ours: what of it is wrong, how it is spread, and how it is drawn where it is large. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedMatrix } from '../../../src/inspector/comparison/comparedMatrix';
import type { Estimate } from '../../../src/inspector/comparison/estimate';

const WHOLE = { quantity: 0, maxRows: 1000, maxColumns: 1000 };

function estimate(rows: number, values: readonly number[], tolerance = 0): Estimate {
  return {
    rows,
    columns: values.length / rows,
    values: Float64Array.from(values),
    tolerance: new Float64Array(values.length).fill(tolerance),
  };
}

describe('a small matrix', () => {
  it('is shown number by number', () => {
    const found = comparedMatrix(estimate(2, [2, 4, 6, 8]), estimate(2, [1, 2, 3, 8], 0.1), WHOLE)!;
    expect(found).toMatchObject({ rows: 2, columns: 2, shownRows: 2, shownColumns: 2, wrongs: 3 });
    expect([...found.ratio]).toEqual([2, 2, 2, 1]);
    expect([...found.difference]).toEqual([1, 2, 3, 0]);
    expect([...found.wrong]).toEqual([1, 1, 1, 0]);
    expect(found.worst).toEqual({ row: 1, column: 0, yours: 6, reference: 3 });
    expect(found.ratios).toEqual({ least: 1, median: 2, most: 2 });
    expect([...found.points]).toEqual([1, 2, 2, 4, 3, 6, 8, 8]);
  });

  it('of another shape is not', () => {
    expect(comparedMatrix(estimate(1, [1, 2]), estimate(2, [1, 2]), WHOLE)).toBeUndefined();
  });

  it('with what is not finite on one side has its worst number there', () => {
    const found = comparedMatrix(
      estimate(1, [1, NaN, 9, Infinity]),
      estimate(1, [1, 2, 3, Infinity]),
      WHOLE,
    )!;
    expect(found.worst).toMatchObject({ column: 1, reference: 2 });
    expect([...found.wrong]).toEqual([0, 1, 1, 0]);
    expect(found.ratios).toEqual({ least: 1, median: 3, most: 3 });
  });

  it('of zeros has no ratio and no worst number', () => {
    const found = comparedMatrix(estimate(1, [0, 0]), estimate(1, [0, 0]), WHOLE)!;
    expect([found.ratios, found.worst, found.wrongs]).toEqual([undefined, undefined, 0]);
    expect(found.correlation).toBeNaN();
  });
});

describe('a large matrix', () => {
  it('shows a single wrong number at every size', () => {
    const size = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(size, size, size, size, fc.nat(), (rows, columns, maxRows, maxColumns, nat) => {
        const reference = estimate(rows, new Array<number>(rows * columns).fill(1));
        const at = nat % (rows * columns);
        const mine = { ...reference, values: reference.values.map((x, i) => (i === at ? -5 : x)) };
        const found = comparedMatrix(mine, reference, { quantity: 0, maxRows, maxColumns })!;
        expect(found.shownRows).toBeLessThanOrEqual(maxRows);
        expect(found.wrong.reduce((sum, one) => sum + one)).toBe(1);
        expect(found.yours[found.wrong.indexOf(1)]).toBe(-5);
        expect(found.worst).toMatchObject({ row: Math.floor(at / columns), column: at % columns });
      }),
    );
  });

  it('has a plot of some of its numbers', () => {
    const values = Array.from({ length: 5000 }, (_, i) => i);
    const { points, correlation } = comparedMatrix(
      estimate(
        50,
        values.map((x) => 3 - 2 * x),
      ),
      estimate(50, values),
      WHOLE,
    )!;
    expect(points).toHaveLength(2000);
    expect(correlation).toBeCloseTo(-1, 12);
  });
});

it('correlates as Pearson says, whatever the size of the numbers', () => {
  const numbers = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 20 });
  fc.assert(
    fc.property(numbers, fc.constantFrom(1, 1e200, 1e-200), (xs, size) => {
      fc.pre(Math.max(...xs) - Math.min(...xs) > 1e-3);
      const line = xs.map((x) => 2 * x * size);
      const found = comparedMatrix(
        estimate(1, line),
        estimate(
          1,
          xs.map((x) => x * size),
        ),
        WHOLE,
      )!;
      expect(found.correlation).toBeCloseTo(1, 9);
    }),
  );
});
