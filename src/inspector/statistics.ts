/** What a whole matrix looks like, in one pass and one sort. */
import { columnsOf, type Numbers, rowsOf, type Tensor } from '../engine/tensor';
import type { Statistics } from './views';

/** Above this many numbers, quantiles are those of every n-th one. */
const SORTED = 1_000_000;

export function statisticsOf(matrix: Tensor, run: number): Statistics {
  const [rows, columns] = [rowsOf(matrix), columnsOf(matrix)];
  const rowSquares = new Float64Array(rows);
  const columnSquares = new Float64Array(columns);
  let maxAbs = 0;
  let peak = { row: 0, column: 0 };
  let zeros = 0;
  let nans = 0;
  let infinities = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = matrix.data[i * columns + j]!;
      rowSquares[i]! += value * value;
      columnSquares[j]! += value * value;
      if (value === 0) zeros++;
      else if (Number.isNaN(value)) nans++;
      else if (!Number.isFinite(value)) infinities++;
      else if (Math.abs(value) > maxAbs) {
        maxAbs = Math.abs(value);
        peak = { row: i, column: j };
      }
    }
  }
  const sorted = sortedMagnitudes(matrix);
  return {
    run,
    rows,
    columns,
    maxAbs,
    peak,
    p995: quantile(sorted, 0.995),
    p95: quantile(sorted, 0.95),
    zeros,
    nans,
    infinities,
    rowNorms: rowSquares.map((squares, i) => root(squares, matrix.data, i * columns, 1, columns)),
    columnNorms: columnSquares.map((squares, j) => root(squares, matrix.data, j, columns, rows)),
  };
}

/** Sums of squares outside of this have lost digits to overflow or underflow. */
const SMALLEST_SQUARES = 2 ** -960;

/**
 * √Σx² from Σx², or anew where the squares left the range of numbers though their root is within it: by x / max |x|, as
 * BLAS's nrm2 does it. Infinite only where an x is, or the norm itself is too large.
 * @param start @param step @param count which numbers of the data.
 */
function root(squares: number, data: Numbers, start: number, step: number, count: number): number {
  if (Number.isNaN(squares) || (squares < Infinity && squares > SMALLEST_SQUARES)) return Math.sqrt(squares);
  let largest = 0;
  for (let k = 0; k < count; k++) largest = Math.max(largest, Math.abs(data[start + k * step]!));
  if (largest === 0 || largest === Infinity) return largest;
  let scaled = 0;
  for (let k = 0; k < count; k++) {
    const part = data[start + k * step]! / largest;
    scaled += part * part;
  }
  return largest * Math.sqrt(scaled);
}

/** Finite non-zero magnitudes in ascending order. */
function sortedMagnitudes(matrix: Tensor): Float64Array {
  const step = Math.max(1, Math.ceil(matrix.data.length / SORTED));
  const magnitudes: number[] = [];
  for (let i = 0; i < matrix.data.length; i += step) {
    const magnitude = Math.abs(matrix.data[i]!);
    if (magnitude > 0 && magnitude < Infinity) magnitudes.push(magnitude);
  }
  return Float64Array.from(magnitudes).sort();
}

/** By nearest rank: a number that is there. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** √Σx² of one row; of all where none is named. */
export function norm(matrix: Tensor, row: number | undefined): number {
  const n = columnsOf(matrix);
  const from = row === undefined ? 0 : row * n;
  const to = row === undefined ? matrix.data.length : from + n;
  let squares = 0;
  for (let i = from; i < to; i++) squares += matrix.data[i]! * matrix.data[i]!;
  return root(squares, matrix.data, from, 1, to - from);
}

/** The largest magnitude; NaN where one is NaN. */
export function largestMagnitude(matrix: Tensor): number {
  let largest = 0;
  for (const value of matrix.data) largest = Math.max(largest, Math.abs(value));
  return largest;
}
