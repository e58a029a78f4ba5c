/** Who carries out the operations of a plan, and where its tensors lie. */
import type { DType, Tensor } from '../tensor';
import { zeros } from '../tensor';
import type { NamedFunction } from './kernels';
import * as plain from './plain';
import type { Body, Storage } from './plan';
import type { Product } from './product';

/** The operations that have more than one implementation; all tensors are of this backend, and their shapes fit. */
export interface Backend extends Storage {
  /** A tensor for the result of a step. */
  tensor(shape: readonly number[], dtype: DType): Tensor;
  /** A tensor with the numbers of t. */
  given(t: Tensor): Tensor;
  product(product: Product): Body;
  times(x: Tensor, y: Tensor, out: Tensor): Body;
  plus(x: Tensor, y: Tensor, out: Tensor): Body;
  sumOfRows(x: Tensor, out: Tensor): Body;
  apply(f: NamedFunction, x: Tensor, out: Tensor): Body;
}

/** Plain JavaScript over arrays of its own: for small networks, which are done before a call of anything else is. */
export class PlainBackend implements Backend {
  bytes = 0;

  tensor(shape: readonly number[], dtype: DType): Tensor {
    const t = zeros(shape, dtype);
    this.bytes += t.data.byteLength;
    return t;
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
  times = plain.times;
  plus = plain.plus;
  sumOfRows = plain.sumOfRows;

  apply({ of }: NamedFunction, x: Tensor, out: Tensor): Body {
    return plain.map(x, of, out);
  }
}
