/** Statistics of matrices, against naive formulas. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tensor } from '../../src/engine/tensor';
import { largestMagnitude, norm, statisticsOf } from '../../src/inspector/statistics';

const of = (rows: readonly (readonly number[])[]) =>
  statisticsOf(tensor([rows.length, rows[0]?.length ?? 0], Float64Array.from(rows.flat())), 3);

/** √Σx² without leaving the range of numbers. */
function naiveNorm(numbers: readonly number[]): number {
  return Math.hypot(...numbers);
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((y, i) => {
    const x = actual[i]!;
    const close = Object.is(x, y) || Math.abs(x - y) <= 1e-14 * y;
    if (!close) throw new Error(`${i}: ${y} expected, ${x} found`);
  });
}

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.constantFrom(0, -0, 1e300, -1e-300, 5e-324),
);
const matrix = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(number, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

describe('statistics', () => {
  it('norms of rows, columns and all are those of the numbers, at every size of theirs', () => {
    fc.assert(
      fc.property(matrix, (rows) => {
        const { rowNorms, columnNorms } = of(rows);
        expectClose(rowNorms, rows.map(naiveNorm));
        expectClose(
          columnNorms,
          rows[0]!.map((_, j) => naiveNorm(rows.map((row) => row[j]!))),
        );
        const whole = tensor([rows.length, rows[0]!.length], Float64Array.from(rows.flat()));
        expectClose([norm(whole, undefined)], [naiveNorm(rows.flat())]);
        expectClose([norm(whole, 0)], [naiveNorm(rows[0]!)]);
        expect(largestMagnitude(whole)).toBe(Math.max(...rows.flat().map(Math.abs)));
      }),
      { numRuns: 500 },
    );
  });

  it('a norm is infinite only where a number is, or where it is itself too large', () => {
    const { rowNorms } = of([
      [3e200, 4e200],
      [3e-200, 4e-200],
      [1e308, 1e308],
      [1.7e308, 1.7e308],
      [Infinity, 1],
      [NaN, Infinity],
    ]);
    expectClose(rowNorms, [5e200, 5e-200, Math.SQRT2 * 1e308, Infinity, Infinity, NaN]);
  });

  it('counts what is no plain number', () => {
    const statistics = of([
      [0, -0, NaN, 7],
      [Infinity, -Infinity, NaN, -8],
    ]);
    expect(statistics).toMatchObject({
      run: 3,
      rows: 2,
      columns: 4,
      zeros: 2,
      nans: 2,
      infinities: 2,
      maxAbs: 8,
      peak: { row: 1, column: 3 },
    });
    expect(of([[0, -0]]).peak).toEqual({ row: 0, column: 0 });
  });

  it('quantiles are of finite non-zero magnitudes', () => {
    const numbers = Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (i + 1));
    const statistics = of([[...numbers, 0, 0, 0, NaN, Infinity, -Infinity]]);
    const share = (limit: number): number => numbers.filter((x) => Math.abs(x) < limit).length / 1000;
    expect(share(statistics.p95)).toBeCloseTo(0.95, 2);
    expect(share(statistics.p995)).toBeCloseTo(0.995, 2);
    expect(numbers.map(Math.abs)).toContain(statistics.p95);
  });

  it('quantiles of one number are that number, of none 0', () => {
    expect(of([[-3]])).toMatchObject({ p95: 3, p995: 3 });
    expect(of([[0, NaN]])).toMatchObject({ p95: 0, p995: 0, maxAbs: 0 });
    expect(of([])).toMatchObject({ rows: 0, columns: 0, p95: 0, maxAbs: 0 });
  });

  it('quantiles of very many numbers are near the true ones', () => {
    const side = 1500;
    const data = Float64Array.from({ length: side * side }, (_, i) => ((i * 7919) % 10_007) / 10_007);
    const { p95, p995, rowNorms } = statisticsOf(tensor([side, side], data), 1);
    expect(p95).toBeCloseTo(0.95, 2);
    expect(p995).toBeCloseTo(0.995, 2);
    expect(rowNorms).toHaveLength(side);
  });

  it('of float32 numbers do not overflow as float32 would', () => {
    const { rowNorms } = statisticsOf(tensor([1, 2], Float32Array.of(3e30, 4e30)), 1);
    expect(rowNorms[0]! / 5e30).toBeCloseTo(1, 6);
  });
});
