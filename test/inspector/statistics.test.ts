/** Statistics of matrices, against naive formulas. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../src/engine/computation';
import { type Tensor, tensor } from '../../src/engine/tensor';
import { digestOf, largestMagnitude, norm } from '../../src/inspector/statistics';

const statisticsOf = (matrix: Tensor) => complete(digestOf(matrix)).statistics;

const of = (rows: readonly (readonly number[])[]) =>
  statisticsOf(tensor([rows.length, rows[0]?.length ?? 0], Float64Array.from(rows.flat())));

/** The quantile's definition: the number at a share of the finite non-zero magnitudes, by nearest rank. */
function naiveQuantile(numbers: readonly number[], share: number): { magnitude: number; beyond: number } {
  const sorted = numbers
    .map(Math.abs)
    .filter((x) => x > 0 && x < Infinity)
    .sort((a, b) => a - b);
  const magnitude = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { magnitude, beyond: sorted.filter((x) => x > magnitude).length };
}

function naiveHistogram(numbers: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const x of numbers) {
    const magnitude = Math.abs(x);
    if (!(magnitude > 0 && magnitude < Infinity)) continue;
    // Exact, where log2 would round at the borders: by doubling and halving, which are.
    let exponent = 0;
    for (let y = magnitude; y >= 2; y /= 2) exponent++;
    for (let y = magnitude; y < 1 && exponent > -1023; y *= 2) exponent--;
    counts.set(exponent, (counts.get(exponent) ?? 0) + 1);
  }
  return counts;
}

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

  it('quantiles are those of the finite non-zero magnitudes, to the bit; each number is in its histogram', () => {
    const any = fc.oneof(number, fc.constantFrom(NaN, Infinity, -Infinity, 1, 2, 4, -1));
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 300 }), (numbers) => {
        const { p95, p995, beyond, histogram, maxAbs } = of([numbers]);
        expect({ magnitude: p95, beyond: beyond.p95 }).toEqual(naiveQuantile(numbers, 0.95));
        expect({ magnitude: p995, beyond: beyond.p995 }).toEqual(naiveQuantile(numbers, 0.995));
        expect(maxAbs).toBe(Math.max(0, ...numbers.map(Math.abs).filter((x) => x < Infinity)));
        const counts = new Map(
          [...histogram.counts]
            .map((count, k): [number, number] => [histogram.firstExponent + k, count])
            .filter(([, count]) => count > 0),
        );
        expect(counts).toEqual(naiveHistogram(numbers));
      }),
      { numRuns: 500 },
    );
  });

  it('of float32 numbers is the same as of the same numbers in float64', () => {
    const floats = fc.array(fc.float({ noNaN: false }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(floats, (numbers) => {
        const one = statisticsOf(tensor([1, numbers.length], Float32Array.from(numbers)));
        const { histogram, ...other } = statisticsOf(tensor([1, numbers.length], Float64Array.from(numbers)));
        const { histogram: ownHistogram, ...own } = one;
        expect(own).toEqual(other);
        const total = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count, 0);
        expect(total(ownHistogram.counts)).toBe(total(histogram.counts));
      }),
    );
  });

  it('quantiles of one number are that number, of none 0', () => {
    expect(of([[-3]])).toMatchObject({ p95: 3, p995: 3 });
    expect(of([[0, NaN]])).toMatchObject({ p95: 0, p995: 0, maxAbs: 0 });
    expect(of([])).toMatchObject({ rows: 0, columns: 0, p95: 0, maxAbs: 0 });
  });

  it('quantiles of very many numbers are there, and at most 1/64 too large', () => {
    const side = 1500;
    const data = Float64Array.from({ length: side * side }, (_, i) => ((i * 7919) % 10_007) / 10_007);
    const { p95, p995, beyond, rowNorms } = statisticsOf(tensor([side, side], data));
    for (const [found, share, above] of [
      [p95, 0.95, beyond.p95],
      [p995, 0.995, beyond.p995],
    ] as const) {
      expect(found).toBeGreaterThanOrEqual(share - 1e-3);
      expect(found).toBeLessThanOrEqual(share * (1 + 1 / 64));
      expect(data.includes(found)).toBe(true);
      expect(data.filter((x) => x > found)).toHaveLength(above);
    }
    expect(rowNorms).toHaveLength(side);
  });

  it('of float32 numbers do not overflow as float32 would', () => {
    const { rowNorms } = statisticsOf(tensor([1, 2], Float32Array.of(3e30, 4e30)));
    expect(rowNorms[0]! / 5e30).toBeCloseTo(1, 6);
  });
});
