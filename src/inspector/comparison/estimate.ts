/** Matrices whose numbers carry how far rounding may have moved them: what tolerances of a comparison are made of. */
import type { Tensor } from '../../engine/tensor';
import { columnsOf, rowsOf } from '../../engine/tensor';

/** A matrix, row-major, with an absolute tolerance for each number. A vector is one row. */
export interface Estimate {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
  /** Never negative; Infinity where nothing can be said. */
  readonly tolerance: Float64Array;
}

/** A number with an absolute tolerance. */
export interface EstimatedNumber {
  readonly value: number;
  readonly tolerance: number;
}

/** A tensor's numbers as they are; without tolerance. */
export function exactly(t: Tensor): Estimate {
  return {
    rows: rowsOf(t),
    columns: columnsOf(t),
    values: Float64Array.from(t.data),
    tolerance: new Float64Array(t.data.length),
  };
}

/** The matrix that changes nothing: n × n, without tolerance. */
export function identity(n: number): Estimate {
  const values = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  return { rows: n, columns: n, values, tolerance: new Float64Array(n * n) };
}

/** Whether both have the same shape. */
export function sameShape(x: Estimate, y: Estimate): boolean {
  return x.rows === y.rows && x.columns === y.columns;
}

/** Whether every number of both could be the same one. NaN is NaN's, and an infinity is its own. */
export function agree(x: Estimate, y: Estimate): boolean {
  return sameShape(x, y) && x.values.every((_, i) => agreesAt(x, y, i));
}

/** The same of the numbers at one index. */
export function agreesAt(x: Estimate, y: Estimate, i: number): boolean {
  const [value, other] = [x.values[i]!, y.values[i]!];
  if (Object.is(value, other) || value === other) return true;
  const gap = Math.abs(value - other);
  // A tolerance that is no number itself, of infinities, says nothing against them.
  return !Number.isNaN(gap) && !(gap > x.tolerance[i]! + y.tolerance[i]!);
}

/** The largest tolerance of both together, as a part of the largest |y|; 0 where y has no finite number but 0. */
export function relativeTolerance(x: Estimate, y: Estimate): number {
  let [tolerance, largest] = [0, 0];
  y.values.forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    largest = Math.max(largest, Math.abs(value));
    const both = y.tolerance[i]! + (x.tolerance[i] ?? 0);
    if (both < Infinity) tolerance = Math.max(tolerance, both);
  });
  return largest === 0 ? 0 : tolerance / largest;
}

/** The largest |x − y| as a part of the largest |y|; Infinity where shapes differ or one is not finite and the other is. */
export function relativeDifference(x: Estimate, y: Estimate): number {
  if (!sameShape(x, y)) return Infinity;
  let [difference, largest] = [0, 0];
  x.values.forEach((value, i) => {
    const other = y.values[i]!;
    if (Object.is(value, other) || value === other) {
      if (Number.isFinite(other)) largest = Math.max(largest, Math.abs(other));
      return;
    }
    const gap = Math.abs(value - other);
    difference = Number.isFinite(gap) ? Math.max(difference, gap) : Infinity;
    if (Number.isFinite(other)) largest = Math.max(largest, Math.abs(other));
  });
  return difference === 0 ? 0 : difference / largest;
}

/** Rows and columns exchanged. */
export function transposed({ rows, columns, values, tolerance }: Estimate): Estimate {
  const turn = (from: Float64Array): Float64Array =>
    from.map((_, i) => from[(i % rows) * columns + Math.floor(i / rows)]!);
  return { rows: columns, columns: rows, values: turn(values), tolerance: turn(tolerance) };
}

/** Some of the rows, in the given order. */
export function rowsAt({ columns, values, tolerance }: Estimate, order: readonly number[]): Estimate {
  const take = (from: Float64Array): Float64Array =>
    Float64Array.from({ length: order.length * columns }, (_, i) => {
      return from[order[Math.floor(i / columns)]! * columns + (i % columns)]!;
    });
  return { rows: order.length, columns, values: take(values), tolerance: take(tolerance) };
}

/** factor · x, for a change of units: no rounding of its own. */
export function scaledExactly(x: Estimate, factor: number): Estimate {
  return {
    ...x,
    values: x.values.map((value) => factor * value),
    tolerance: x.tolerance.map((t) => Math.abs(factor) * t),
  };
}
