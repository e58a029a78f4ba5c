/** What a whole matrix looks like. */
import type { Computation } from '../engine/computation';
import { columnsOf, type Numbers, rowsOf, type Tensor } from '../engine/tensor';
import { Magnitudes } from './magnitudes';
import { PooledBlocks } from './pooling';
import type { Statistics } from './views';

/** Rows are taken in groups of about this many numbers: what one loop reads is near for the next. */
const GROUP = 2 ** 15;

/** Multiply-adds that looking at one number is like. */
const WORK = 8;

/** A matrix as a whole. */
export interface Digest {
  readonly statistics: Omit<Statistics, 'run'>;
  /** Undefined where the matrix is small. */
  readonly blocks: PooledBlocks | undefined;
}

/** Looks at every number of a matrix once, and at a few once more. */
export function* digestOf(matrix: Tensor): Computation<Digest> {
  const [rows, columns] = [rowsOf(matrix), columnsOf(matrix)];
  const { data } = matrix;
  const rowSquares = new Float64Array(rows);
  const columnSquares = new Float64Array(columns);
  const magnitudes = new Magnitudes(data);
  const blocks = PooledBlocks.of(matrix);
  const group = Math.max(1, Math.floor(GROUP / Math.max(1, columns)));
  for (let row = 0; row < rows; row += group) {
    const end = Math.min(rows, row + group);
    magnitudes.count(row * columns, end * columns);
    addSquares(data, row, end, rowSquares, columnSquares);
    blocks?.take(data, row, end);
    yield (end - row) * columns * WORK;
  }
  const spread = magnitudes.spread(QUANTILES, (index) => blocks?.setNan(index));
  const [p95, p995] = spread.quantiles;
  return {
    statistics: {
      rows,
      columns,
      maxAbs: spread.maxAbs,
      peak: columns === 0 ? { row: 0, column: 0 } : placeOf(spread.peak, columns),
      p995: p995!.magnitude,
      p95: p95!.magnitude,
      beyond: { p995: p995!.beyond, p95: p95!.beyond },
      zeros: spread.zeros,
      nans: spread.nans,
      infinities: spread.infinities,
      histogram: spread.histogram,
      rowNorms: rowSquares.map((squares, i) => root(squares, data, i * columns, 1, columns)),
      columnNorms: columnSquares.map((squares, j) => root(squares, data, j, columns, rows)),
    },
    blocks,
  };
}

/** Shares of the magnitudes below the ends of colour scales. */
const QUANTILES = [0.95, 0.995];

function addSquares(
  data: Numbers,
  rowStart: number,
  rowEnd: number,
  rowSquares: Float64Array,
  columnSquares: Float64Array,
): void {
  const columns = columnSquares.length;
  for (let row = rowStart, i = rowStart * columns; row < rowEnd; row++) {
    let squares = 0;
    for (let column = 0; column < columns; column++, i++) {
      const square = data[i]! * data[i]!;
      squares += square;
      columnSquares[column]! += square;
    }
    rowSquares[row] = squares;
  }
}

function placeOf(index: number, columns: number): Statistics['peak'] {
  return { row: Math.floor(index / columns), column: index % columns };
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
  const { data } = matrix;
  let largest = 0;
  for (let i = 0; i < data.length; i++) largest = Math.max(largest, Math.abs(data[i]!));
  return largest;
}
