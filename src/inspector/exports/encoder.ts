/** What every file format of a matrix is. */
import type { Computation } from '../../engine/computation';
import type { Tensor } from '../../engine/tensor';
import type { Quantity } from '../../engine/cell';

/** Which matrix it is, for formats that say so. */
export interface MatrixAbout {
  /** The network's name. */
  readonly name: string;
  readonly quantity: Quantity;
  /** The layer's name. */
  readonly layer?: string;
  readonly parameter?: string;
  /** The sample whose part of a gradient it is, from 1. */
  readonly sample?: number;
}

/** Yields how many numbers were written since the last yield; returns the file's bytes, alone on their buffer. */
export type Encoder = (matrix: Tensor, about: MatrixAbout) => Computation<Uint8Array<ArrayBuffer>>;

/** (rows, columns), or (n) of a vector. */
export function fileShape({ shape, data }: Tensor): readonly number[] {
  return shape.length === 1 ? shape : [shape[0] ?? 1, data.length / (shape[0] ?? 1)];
}
