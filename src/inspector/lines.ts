/** One row or column of a matrix as a list in some order, page by page. */
import { columnsOf, rowsOf, type Tensor } from '../engine/tensor';
import type { Line, LineRequest } from './views';

/** A whole list, kept between its pages. */
export interface SortedLine {
  readonly indices: Uint32Array;
  readonly values: Float64Array;
}

/** NaN is last in every order, whichever way: it is no larger and no smaller than anything. Empty where there is no such line. */
export function sortLine(matrix: Tensor, { axis, index, order, descending }: LineRequest): SortedLine {
  const values = numbersOf(matrix, axis, index);
  const indices = Uint32Array.from(values, (_, i) => i);
  const sign = descending ? -1 : 1;
  if (order === 'index') {
    if (descending) indices.reverse();
  } else {
    const keys = order === 'magnitude' ? values.map(Math.abs) : values;
    indices.sort((a, b) => compare(keys[a]!, keys[b]!, sign) || a - b);
  }
  return { indices, values: Float64Array.from(indices, (i) => values[i]!) };
}

export function pageOf({ indices, values }: SortedLine, request: LineRequest, run: number): Line {
  const { from, to } = request;
  return {
    run,
    request,
    length: indices.length,
    indices: indices.slice(from, to),
    values: values.slice(from, to),
  };
}

function numbersOf(matrix: Tensor, axis: 'row' | 'column', index: number): Float64Array {
  const [rows, columns] = [rowsOf(matrix), columnsOf(matrix)];
  if (index >= (axis === 'row' ? rows : columns)) return new Float64Array(0);
  if (axis === 'row') return Float64Array.from(matrix.data.subarray(index * columns, (index + 1) * columns));
  return Float64Array.from({ length: rows }, (_, row) => matrix.data[row * columns + index]!);
}

function compare(a: number, b: number, sign: 1 | -1): number {
  const strange = Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  if (strange !== 0 || Number.isNaN(a)) return strange;
  return a === b ? 0 : sign * (a < b ? -1 : 1);
}
