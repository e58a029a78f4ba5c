/** The only loops over numbers in the engine stand behind this interface. */
import type { Computation } from '../computation';
import type { Tensor } from '../tensor';

/**
 * Every kernel validates the shapes it is given (ShapeError) and returns a new tensor of its inputs' dtype. Sums are
 * accumulated in float64 and rounded once when they are stored, also in float32.
 */
export interface Kernels {
  /** A · B, of shapes (m × k) and (k × n). */
  multiply(a: Tensor, b: Tensor): Computation<Tensor>;
  /** Aᵀ · B, of shapes (k × m) and (k × n). */
  multiplyTransposedA(a: Tensor, b: Tensor): Computation<Tensor>;
  /** A · Bᵀ, of shapes (m × k) and (n × k). */
  multiplyTransposedB(a: Tensor, b: Tensor): Computation<Tensor>;
  /** x with the vector b (n) added to each row of x (m × n). */
  addToRows(x: Tensor, b: Tensor): Tensor;
  /** Column sums of x (m × n), as a vector (n). */
  sumOfRows(x: Tensor): Tensor;
  /** Row sums of x (m × n) as (m × 1), times `factor`. */
  sumOfColumns(x: Tensor, factor: number): Tensor;
  /** The column x (m × 1) beside itself n times (m × n). */
  repeatColumn(x: Tensor, n: number): Tensor;
  /** Sum of all elements times `factor`. */
  total(x: Tensor, factor: number): number;
  /** The largest element; NaN where one is NaN, −Infinity of nothing. */
  largest(x: Tensor): number;
  /** f of each element. */
  map(x: Tensor, f: (x: number) => number): Tensor;
  /** f of elements at the same place. */
  map2(x: Tensor, y: Tensor, f: (x: number, y: number) => number): Tensor;
  /** f of elements at the same place. */
  map3(x: Tensor, y: Tensor, w: Tensor, f: (x: number, y: number, w: number) => number): Tensor;
  /** Each row's softmax, shifted by the row's maximum. */
  softmax(z: Tensor): Tensor;
  /** Each row's log softmax, shifted by the row's maximum. */
  logSoftmax(z: Tensor): Tensor;
  /** Softmax's vjp: uᵢ = aᵢ (gᵢ − Σⱼ gⱼ aⱼ), row by row, from its output a and the upstream gradient g. */
  softmaxVjp(a: Tensor, upstream: Tensor): Tensor;
  /** Log softmax's vjp: uᵢ = gᵢ − e^{aᵢ} Σⱼ gⱼ, row by row, from its output a and the upstream gradient g. */
  logSoftmaxVjp(a: Tensor, upstream: Tensor): Tensor;
}
