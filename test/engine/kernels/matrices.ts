// Matrices for the tests of products, and how two results are the same.
import fc from 'fast-check';
import { expect } from 'vitest';
import { type DType, type Numbers, tensor, type Tensor } from '../../../src/engine/tensor';

export const operations = ['multiply', 'multiplyTransposedA', 'multiplyTransposedB'] as const;
export type Operation = (typeof operations)[number];

/** A (m × k) · B (k × n). */
export interface Shape {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

const length = fc.integer({ min: 1, max: 40 });
/** Shapes with every edge that tiles and vectors can have. */
export const shapes = fc.record<Shape>({ m: length, n: length, k: length });

/** Shapes that cross every block of rows, columns and steps of k, and slices. */
export const largeShapes: readonly Shape[] = [
  { m: 130, k: 300, n: 250 },
  { m: 1, k: 700, n: 3001 },
  { m: 4, k: 1800, n: 333 },
  { m: 700, k: 3, n: 501 },
  { m: 64, k: 700, n: 1 },
];

const MAGNITUDES = Array.from({ length: 21 }, (_, i) => 2 ** (i - 10));
const SPECIAL = [NaN, Infinity, -Infinity, 0, -0];

/**
 * Numbers of many magnitudes from a seed. With `wild`, about one in thirty is NaN, an infinity or a zero of either sign.
 */
export function numbersFrom(seed: number, size: number, type: DType, wild = false): Numbers {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const numbers = type === 'float64' ? new Float64Array(size) : new Float32Array(size);
  for (let i = 0; i < size; i++) {
    numbers[i] = (next() - 0.5) * MAGNITUDES[Math.floor(next() * MAGNITUDES.length)]!;
    if (wild && next() < 1 / 30) numbers[i] = SPECIAL[Math.floor(next() * SPECIAL.length)]!;
  }
  return numbers;
}

/** What an operation multiplies to the product of this shape. */
export function operandsOf(
  operation: Operation,
  { m, n, k }: Shape,
  type: DType,
  seed: number,
  wild = false,
): [a: Tensor, b: Tensor] {
  const matrix = (rows: number, columns: number, at: number): Tensor =>
    tensor([rows, columns], numbersFrom(seed + at, rows * columns, type, wild));
  return [
    operation === 'multiplyTransposedA' ? matrix(k, m, 0) : matrix(m, k, 0),
    operation === 'multiplyTransposedB' ? matrix(n, k, 1) : matrix(k, n, 1),
  ];
}

/** Every number is the same to the sign of its zero; all NaN are the same. */
export function expectSame(found: Numbers, expected: Numbers): void {
  expect(found.constructor).toBe(expected.constructor);
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < found.length; i++) {
    if (!Object.is(found[i], expected[i])) expect([i, found[i]]).toEqual([i, expected[i]]);
  }
}
