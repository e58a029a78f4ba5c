/** The kernels against formulas written out naively, with NaN, infinities and wrong shapes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Machine } from '../../src/engine/kernels';
import type { Kernels } from '../../src/engine/kernels/kernels';
import {
  at,
  columnsOf,
  type DType,
  rowsOf,
  ShapeError,
  tensor,
  type Tensor,
  zeros,
} from '../../src/engine/tensor';
import { plainKernels, wasmKernels } from './support/atOnce';
import { WorstError } from './support/closeness';

const size = fc.integer({ min: 1, max: 9 });
const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const anyValue = fc.oneof(
  { weight: 6, arbitrary: value },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, -0) },
);
const dtype = fc.constantFrom<DType>('float64', 'float32');

function matrixOf(rows: number, columns: number, type: DType, values = value): fc.Arbitrary<Tensor> {
  return fc
    .array(values, { minLength: rows * columns, maxLength: rows * columns })
    .map((data) =>
      tensor([rows, columns], type === 'float64' ? Float64Array.from(data) : Float32Array.from(data)),
    );
}

/** A and B with A · B defined, in one dtype. */
const product = fc
  .tuple(size, size, size, dtype)
  .chain(([m, k, n, type]) => fc.tuple(matrixOf(m, k, type, anyValue), matrixOf(k, n, type, anyValue)));
const matrix = fc.tuple(size, size, dtype).chain(([m, n, type]) => matrixOf(m, n, type, anyValue));

function transpose(t: Tensor): Tensor {
  const out = zeros([columnsOf(t), rowsOf(t)], t.data instanceof Float64Array ? 'float64' : 'float32');
  for (let i = 0; i < rowsOf(t); i++) {
    for (let j = 0; j < columnsOf(t); j++) out.data[j * rowsOf(t) + i] = at(t, i, j);
  }
  return out;
}

/** Σ_p a_ip b_pj and Σ_p |a_ip b_pj|, its scale. */
function dot(a: Tensor, b: Tensor, i: number, j: number): { sum: number; scale: number } {
  let [sum, scale] = [0, 0];
  for (let p = 0; p < columnsOf(a); p++) {
    sum += at(a, i, p) * at(b, p, j);
    scale += Math.abs(at(a, i, p) * at(b, p, j));
  }
  return { sum, scale };
}

function expectProduct(out: Tensor, a: Tensor, b: Tensor): void {
  expect(out.shape).toEqual([rowsOf(a), columnsOf(b)]);
  expect(out.data.constructor).toBe(a.data.constructor);
  for (let i = 0; i < rowsOf(a); i++) {
    for (let j = 0; j < columnsOf(b); j++) {
      const { sum, scale } = dot(a, b, i, j);
      const expected = a.data instanceof Float64Array ? sum : Math.fround(sum);
      const found = at(out, i, j);
      if (!Number.isFinite(expected)) {
        expect(found).toBe(expected);
      } else {
        const epsilon = a.data instanceof Float64Array ? 2 ** -52 : 2 ** -23;
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(epsilon * Math.max(scale, 1e-30));
      }
    }
  }
}

describe.each([
  ['plain', plainKernels],
  ['wasm', wasmKernels],
] as const)('%s products', (kind, kernels) => {
  it('A · B', () => {
    fc.assert(
      fc.property(product, ([a, b]) => {
        expectProduct(kernels.multiply(a, b), a, b);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('Aᵀ · B and A · Bᵀ are A · B of the transposed', () => {
    fc.assert(
      fc.property(product, ([a, b]) => {
        expectProduct(kernels.multiplyTransposedA(transpose(a), b), a, b);
        expectProduct(kernels.multiplyTransposedB(a, transpose(b)), a, b);
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it('report all their multiply-adds, in slices where there are many', () => {
    const a = zeros([900, 200], 'float64');
    const b = zeros([200, 100], 'float64');
    for (const multiply of [
      (k: Kernels) => k.multiply(k.given(a), k.given(b)),
      (k: Kernels) => k.multiplyTransposedA(k.given(transpose(a)), k.given(b)),
      (k: Kernels) => k.multiplyTransposedB(k.given(a), k.given(transpose(b))),
    ]) {
      const planner = new Machine().planner(kind === 'plain' ? 0 : Infinity);
      multiply(planner);
      const work = [...planner.plan().carryOut()];
      expect(work.reduce((p, q) => p + q, 0)).toBe(900 * 200 * 100);
      expect(work.length).toBeGreaterThan(2);
    }
  });

  it('sum float32 in float64 and round once', () => {
    const a = tensor([1, 3], Float32Array.from([1e8, 1, -1e8]));
    const b = tensor([3, 1], Float32Array.from([1, 1, 1]));
    for (const out of [
      kernels.multiply(a, b),
      kernels.multiplyTransposedA(transpose(a), b),
      kernels.multiplyTransposedB(a, transpose(b)),
    ]) {
      expect(Array.from(out.data)).toEqual([1]);
    }
  });
});

describe.each([
  ['plain', plainKernels],
  ['wasm', wasmKernels],
] as const)('%s sums and maps', (_kind, kernels) => {
  it('over rows, over columns, over all; the largest; of two tensors, and their products', () => {
    fc.assert(
      fc.property(matrix, (x) => {
        const [m, n] = [rowsOf(x), columnsOf(x)];
        const store = (v: number): number => (x.data instanceof Float64Array ? v : Math.fround(v));
        const rows = Array.from({ length: m }, (_, i) =>
          Array.from({ length: n }, (_unused, j) => at(x, i, j)),
        );
        const add = (values: number[]): number => values.reduce((p, q) => p + q, 0);
        const columns = Array.from({ length: n }, (_, j) => store(add(rows.map((row) => row[j]!))));
        expect(kernels.sumOfRows(x).shape).toEqual([n]);
        expect(Array.from(kernels.sumOfRows(x).data)).toEqual(columns);
        const column = kernels.sumOfColumns(x, 1);
        expect(kernels.repeatColumn(column, 3).shape).toEqual([m, 3]);
        expect(Array.from(kernels.repeatColumn(column, 3).data)).toEqual(
          Array.from(column.data).flatMap((value) => [value, value, value]),
        );
        expect(kernels.sumOfColumns(x, 0.5).shape).toEqual([m, 1]);
        expect(Array.from(kernels.sumOfColumns(x, 0.5).data)).toEqual(
          rows.map((row) => store(0.5 * add(row))),
        );
        expect(kernels.total(x, 0.25).data[0]).toBe(store(0.25 * add(rows.flat())));
        expect(kernels.largest(x).data[0]).toBe(Math.max(...rows.flat()));
        const y = kernels.map(x, (v) => v / 3);
        expect(Array.from(kernels.times(x, y).data)).toEqual(
          Array.from(x.data, (v, i) => store(v * y.data[i]!)),
        );
        expect(Array.from(kernels.plus(x, y).data)).toEqual(
          Array.from(x.data, (v, i) => store(v + y.data[i]!)),
        );
        const tripled = { name: 'tripled', parameters: [], of: (v: number) => 3 * v };
        expect(Array.from(kernels.apply(tripled, x).data)).toEqual(Array.from(x.data, (v) => store(3 * v)));
      }),
      { seed: 13, numRuns: 200 },
    );
  });

  it('map, map2 and map3 store what the function says, in the dtype of the first', () => {
    fc.assert(
      fc.property(matrix, (x) => {
        const store = (v: number): number => (x.data instanceof Float64Array ? v : Math.fround(v));
        const y = kernels.map(x, (v) => v / 3);
        const expected = Array.from(x.data);
        expect(Array.from(y.data)).toEqual(expected.map((v) => store(v / 3)));
        expect(Array.from(kernels.map2(x, y, (p, q) => p - 2 * q).data)).toEqual(
          expected.map((v, i) => store(v - 2 * y.data[i]!)),
        );
        expect(Array.from(kernels.map3(x, y, x, (p, q, r) => p * q + r).data)).toEqual(
          expected.map((v, i) => store(v * y.data[i]! + v)),
        );
      }),
      { seed: 14, numRuns: 200 },
    );
  });

  it('inputs stay as they were', () => {
    const x = tensor([2, 2], Float64Array.from([1, 2, 3, 4]));
    kernels.map(x, () => 0);
    kernels.softmax(x);
    kernels.times(x, x);
    kernels.multiply(x, x, tensor([2], Float64Array.from([5, 5])));
    expect(Array.from(x.data)).toEqual([1, 2, 3, 4]);
  });
});

const kernels = plainKernels;

describe('softmax', () => {
  const logits = fc
    .tuple(size, size)
    .chain(([m, n]) => matrixOf(m, n, 'float64', fc.double({ min: -20, max: 20, noNaN: true })));
  const worst = new WorstError();
  const near = { relative: 1e-13, absolute: 1e-13 };

  it('and its logarithm are the naive formulas where those do not overflow', () => {
    fc.assert(
      fc.property(logits, (z) => {
        const n = columnsOf(z);
        const a = kernels.softmax(z);
        const log = kernels.logSoftmax(z);
        for (let i = 0; i < rowsOf(z); i++) {
          const row = Array.from(z.data.slice(i * n, (i + 1) * n));
          const total = row.reduce((sum, x) => sum + Math.exp(x), 0);
          const expected = row.map((x) => Math.exp(x) / total);
          worst.compare('softmax', a.data.slice(i * n, (i + 1) * n), expected, near);
          worst.compare('log softmax', log.data.slice(i * n, (i + 1) * n), expected.map(Math.log), near);
        }
      }),
      { seed: 15, numRuns: 200 },
    );
  });

  it('vjps are the full Jacobian times the upstream gradient', () => {
    const pair = logits.chain((z) => fc.tuple(fc.constant(z), matrixOf(rowsOf(z), columnsOf(z), 'float64')));
    fc.assert(
      fc.property(pair, ([z, g]) => {
        const [m, n] = [rowsOf(z), columnsOf(z)];
        const a = kernels.softmax(z);
        const log = kernels.logSoftmax(z);
        const jacobian = (rule: (i: number, r: number, c: number) => number): number[] =>
          Array.from({ length: m * n }, (_, at_) => {
            const [i, j] = [Math.floor(at_ / n), at_ % n];
            let sum = 0;
            for (let p = 0; p < n; p++) sum += at(g, i, p) * rule(i, p, j);
            return sum;
          });
        const same = (p: number, j: number): number => (p === j ? 1 : 0);
        worst.compare(
          'softmax vjp',
          kernels.softmaxVjp(a, g).data,
          jacobian((i, p, j) => at(a, i, p) * (same(p, j) - at(a, i, j))),
          { relative: 1e-12, absolute: 1e-10 },
        );
        worst.compare(
          'log softmax vjp',
          kernels.logSoftmaxVjp(log, g).data,
          jacobian((i, p, j) => same(p, j) - Math.exp(at(log, i, j))),
          { relative: 1e-12, absolute: 1e-10 },
        );
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  it.each([
    [
      [1000, 0, -1000],
      [1, 0, 0],
      [0, -1000, -2000],
    ],
    [
      [-1000, -1000],
      [0.5, 0.5],
      [-Math.LN2, -Math.LN2],
    ],
    [
      [-Infinity, 0, 0],
      [0, 0.5, 0.5],
      [-Infinity, -Math.LN2, -Math.LN2],
    ],
    [
      [NaN, 0],
      [NaN, NaN],
      [NaN, NaN],
    ],
    // As in other frameworks: ∞ − ∞ has no value, and a whole row of −∞ has no largest.
    [
      [Infinity, 0],
      [NaN, NaN],
      [NaN, NaN],
    ],
    [
      [-Infinity, -Infinity],
      [NaN, NaN],
      [NaN, NaN],
    ],
  ])('of %o is %o', (z, softmax, logSoftmax) => {
    const row = tensor([1, z.length], Float64Array.from(z));
    expect(Array.from(kernels.softmax(row).data)).toEqual(softmax);
    expect(Array.from(kernels.logSoftmax(row).data)).toEqual(logSoftmax);
  });

  it('a NaN stays in its row', () => {
    const z = tensor([2, 2], Float64Array.from([NaN, 0, 0, 0]));
    expect(Array.from(kernels.softmax(z).data)).toEqual([NaN, NaN, 0.5, 0.5]);
  });
});

describe('wrong shapes', () => {
  const m = (rows: number, columns: number): Tensor => zeros([rows, columns], 'float64');
  it.each<readonly [string, () => unknown]>([
    ['multiply', () => kernels.multiply(m(2, 3), m(2, 3))],
    ['multiplyTransposedA', () => kernels.multiplyTransposedA(m(2, 3), m(3, 2))],
    ['multiplyTransposedB', () => kernels.multiplyTransposedB(m(2, 3), m(3, 2))],
    ['multiply', () => kernels.multiply(m(2, 3), m(3, 2), zeros([3], 'float64'))],
    ['times', () => kernels.times(m(2, 3), m(3, 2))],
    ['plus', () => kernels.plus(m(2, 3), m(3, 2))],
    ['given', () => kernels.given({ shape: [2, 2], data: new Float64Array(3) })],
    ['map2', () => kernels.map2(m(2, 3), m(3, 2), (x) => x)],
    ['map3', () => kernels.map3(m(2, 3), m(2, 3), m(3, 2), (x) => x)],
    ['softmaxVjp', () => kernels.softmaxVjp(m(2, 3), m(3, 2))],
    ['logSoftmaxVjp', () => kernels.logSoftmaxVjp(m(2, 3), m(3, 2))],
    ['tensor', () => tensor([2, 2], new Float64Array(3))],
  ])('%s throws a ShapeError that names operation, input and both shapes', (operation, act) => {
    expect(act).toThrow(ShapeError);
    expect(act).toThrow(new RegExp(`^${operation}: \\w+ must have shape \\[.+\\] but has \\[.+\\]$`));
  });
});
