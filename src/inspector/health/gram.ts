/** Inner products of the rows of a matrix with each other. */
import type { Computation } from '../../engine/computation';
import type { Tensor } from '../../engine/tensor';
import { largestMagnitude } from '../statistics';

/** X Xᵀ / scale² of the first rows of X, so that no product leaves the range of numbers. */
export interface Gram {
  /** rows × rows, symmetric. */
  readonly products: Float64Array;
  readonly rows: number;
  /** The largest magnitude in X; 1 where all is 0. */
  readonly scale: number;
}

/** @param rows how many, from the first. */
export function* gramOf(matrix: Tensor, rows: number, columns: number): Computation<Gram> {
  const scale = largestMagnitude(matrix) || 1;
  const scaled = new Float64Array(rows * columns);
  for (let i = 0; i < scaled.length; i++) scaled[i] = matrix.data[i]! / scale;
  yield matrix.data.length;
  const products = new Float64Array(rows * rows);
  for (let k = 0; k < rows; k++) {
    for (let j = 0; j <= k; j++) {
      let sum = 0;
      for (let i = 0; i < columns; i++) sum += scaled[k * columns + i]! * scaled[j * columns + i]!;
      products[k * rows + j] = sum;
      products[j * rows + k] = sum;
    }
    yield (k + 1) * columns;
  }
  return { products, rows, scale };
}

/**
 * (tr G)² / ‖G‖_F² of a Gram matrix G: (Σσ²)² / Σσ⁴ over the singular values σ of X. It is 1 where all rows are multiples of
 * one, r where r directions carry X alike, and by Cauchy and Schwarz never more than the rank. NaN for zeros.
 */
export function effectiveRank({ products, rows }: Gram): number {
  let [trace, squares] = [0, 0];
  for (let k = 0; k < rows; k++) trace += products[k * rows + k]!;
  for (const product of products) squares += product * product;
  return (trace * trace) / squares;
}
