/** Who carries out the operations of a plan, and where its tensors lie. */
import type { DType, Tensor } from '../tensor';
import { zeros } from '../tensor';
import type { NamedFunction } from './kernels';
import * as plain from './plain';
import type { Body, Storage } from './plan';
import type { Product } from './product';

/** How an element-wise operation is done: by a body of its own, unless that of an earlier step has done it already. */
export interface Elementwise {
  readonly body: Body;
  readonly within?: Tensor;
}

/** The operations that have more than one implementation; all tensors are of this backend, and their shapes fit. */
export interface Backend extends Storage {
  /** A tensor for the result of a step. */
  tensor(shape: readonly number[], dtype: DType): Tensor;
  /** A tensor with the numbers of t. */
  given(t: Tensor): Tensor;
  product(product: Product): Body;
  sumOfRows(x: Tensor, out: Tensor): Body;
  times(x: Tensor, y: Tensor, out: Tensor): Elementwise;
  plus(x: Tensor, y: Tensor, out: Tensor): Elementwise;
  apply(f: NamedFunction, x: Tensor, out: Tensor): Elementwise;
}

/** Plain JavaScript over arrays of its own: for small networks, which are done before a call of anything else is. */
export class PlainBackend implements Backend {
  tensor(shape: readonly number[], dtype: DType): Tensor {
    return zeros(shape, dtype);
  }

  given(t: Tensor): Tensor {
    return t;
  }

  place(): void {
    // Each tensor has its place since it was made.
  }

  release(): void {
    // Arrays go when nobody holds them any more.
  }

  product = plain.product;
  sumOfRows = plain.sumOfRows;

  times(x: Tensor, y: Tensor, out: Tensor): Elementwise {
    return { body: plain.times(x, y, out) };
  }

  plus(x: Tensor, y: Tensor, out: Tensor): Elementwise {
    return { body: plain.plus(x, y, out) };
  }

  apply({ of }: NamedFunction, x: Tensor, out: Tensor): Elementwise {
    return { body: plain.map(x, of, out) };
  }
}
