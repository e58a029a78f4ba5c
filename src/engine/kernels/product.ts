/** A product of matrices, as whoever carries it out needs it. */
import type { Tensor } from '../tensor';

/** C (m × n) = A (m × k) · B (k × n), plus the row `bias` (n) on each row if there is one. */
export interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly a: Operand;
  readonly b: Operand;
  readonly bias: Tensor | undefined;
  readonly out: Tensor;
}

/** A matrix read as it stands, row by row, or as the transposed of what stands there. */
export interface Operand {
  readonly tensor: Tensor;
  readonly transposed: boolean;
}
