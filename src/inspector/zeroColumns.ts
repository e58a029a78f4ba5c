/** Columns of nothing but zeros: of δ its dead units, of a layer's input what was never lit. */
import { columnsOf, rowsOf, type Tensor } from '../engine/tensor';

/** Columns whose numbers are exactly 0 in every row. */
export function zeroColumns(matrix: Tensor): Uint32Array {
  const [m, n] = [rowsOf(matrix), columnsOf(matrix)];
  const zero: number[] = [];
  for (let j = 0; j < n; j++) {
    let isZero = true;
    for (let k = 0; k < m && isZero; k++) isZero = matrix.data[k * n + j] === 0;
    if (isZero) zero.push(j);
  }
  return Uint32Array.from(zero);
}
