/** The operations of a pass. They are planned one after another; the loops that carry them out stand behind this interface. */
import type { DType, Tensor } from '../tensor';

/**
 * Each method checks the shapes it is given (ShapeError) and returns the tensor that will hold the result, of its first
 * input's dtype, once the plan has been carried out. Elements are computed in float64 and rounded once when they are
 * stored, also in float32; in `fast` arithmetic sums of float32 products may be float32.
 */
export interface Kernels {
  /** Numbers that are there before the plan is carried out. Of what is planned, only these are read from outside. */
  given(t: Tensor): Tensor;
  /** Zeros that no step changes. */
  zeros(shape: readonly number[], dtype: DType): Tensor;
  /** A · B, of shapes (m × k) and (k × n), plus the vector `bias` (n) on each row. */
  multiply(a: Tensor, b: Tensor, bias?: Tensor): Tensor;
  /** Aᵀ · B, of shapes (k × m) and (k × n). */
  multiplyTransposedA(a: Tensor, b: Tensor): Tensor;
  /** A · Bᵀ, of shapes (m × k) and (n × k). */
  multiplyTransposedB(a: Tensor, b: Tensor): Tensor;
  /** x ⊙ y. */
  times(x: Tensor, y: Tensor): Tensor;
  /** x + y. */
  plus(x: Tensor, y: Tensor): Tensor;
  /** Column sums of x (m × n), as a vector (n). */
  sumOfRows(x: Tensor): Tensor;
  /** Row sums of x (m × n) as (m × 1), times `factor`. */
  sumOfColumns(x: Tensor, factor: number): Tensor;
  /** The column x (m × 1) beside itself n times (m × n). */
  repeatColumn(x: Tensor, n: number): Tensor;
  /** Sum of all elements times `factor`, as the one element of a tensor. */
  total(x: Tensor, factor: number): Tensor;
  /** The largest element as that of a tensor; NaN where one is NaN, −Infinity of nothing. */
  largest(x: Tensor): Tensor;
  /** A function with a name of each element. */
  apply(f: NamedFunction, x: Tensor): Tensor;
  /** f of each element. */
  map(x: Tensor, f: (x: number) => number): Tensor;
  /** f of elements at the same place. */
  map2(x: Tensor, y: Tensor, f: (x: number, y: number) => number, identity?: Identity): Tensor;
  /** f of elements at the same place. */
  map3(
    x: Tensor,
    y: Tensor,
    w: Tensor,
    f: (x: number, y: number, w: number) => number,
    identity?: Identity,
  ): Tensor;
  /** Each row's softmax, shifted by the row's maximum. */
  softmax(z: Tensor): Tensor;
  /** Each row's log softmax, shifted by the row's maximum. */
  logSoftmax(z: Tensor): Tensor;
  /** Softmax's vjp: uᵢ = aᵢ (gᵢ − Σⱼ gⱼ aⱼ), row by row, from its output a and the upstream gradient g. */
  softmaxVjp(a: Tensor, upstream: Tensor): Tensor;
  /** Log softmax's vjp: uᵢ = gᵢ − e^{aᵢ} Σⱼ gⱼ, row by row, from its output a and the upstream gradient g. */
  logSoftmaxVjp(a: Tensor, upstream: Tensor): Tensor;
}

/** What a function is made of: where all parts of two are the same (Object.is), the functions are. */
export type Identity = readonly unknown[];

/** A function of one number that kernels may know by its name. */
export interface NamedFunction {
  /** Such as `sigmoid_value`. */
  readonly name: string;
  /** Numbers that the function depends on beside its argument, in the order that its kernel expects. */
  readonly parameters: readonly number[];
  readonly of: (x: number) => number;
}
