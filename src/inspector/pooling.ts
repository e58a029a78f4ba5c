/** Many numbers in few places: each place shows the largest magnitude with its sign, so that a single spike is seen. */
import { columnsOf, type Numbers, rowsOf, type Tensor } from '../engine/tensor';
import type { TileRequest } from './views';

/** A window as it lies in a matrix, and the places that its numbers get. */
export interface Pooling {
  readonly rowStart: number;
  readonly columnStart: number;
  /** Of the matrix. */
  readonly height: number;
  readonly span: number;
  /** Of places. */
  readonly rows: number;
  readonly columns: number;
}

/** Clips a window to the matrix; it never gets more places than it has numbers. */
export function poolingOf(matrix: Tensor, request: TileRequest): Pooling {
  const width = columnsOf(matrix);
  const rowStart = Math.min(request.rowStart, rowsOf(matrix));
  const columnStart = Math.min(request.columnStart, width);
  const height = Math.max(0, Math.min(request.rowEnd, rowsOf(matrix)) - rowStart);
  const span = Math.max(0, Math.min(request.columnEnd, width) - columnStart);
  return {
    rowStart,
    columnStart,
    height,
    span,
    rows: Math.min(height, request.maxRows ?? height),
    columns: Math.min(span, request.maxColumns ?? span),
  };
}

/** The numbers of the places, row-major: the first of the largest magnitude; ±Infinity before numbers, NaN before all. */
export function pool(matrix: Tensor, pooling: Pooling): Float64Array {
  const { rowStart, columnStart, height, span, rows, columns } = pooling;
  const { data } = matrix;
  const width = columnsOf(matrix);
  const values = new Float64Array(rows * columns);
  // Smaller than any magnitude, so that the first number of a place gets it.
  const magnitudes = new Float64Array(rows * columns).fill(-1);
  const placeOf = Uint32Array.from({ length: span }, (_, j) => Math.floor((j * columns) / span));
  for (let i = 0; i < height; i++) {
    const row = Math.floor((i * rows) / height) * columns;
    const from = (rowStart + i) * width + columnStart;
    for (let j = 0; j < span; j++) {
      const value = data[from + j]!;
      const place = row + placeOf[j]!;
      const magnitude = Math.abs(value);
      if (magnitude <= magnitudes[place]! || Number.isNaN(magnitudes[place])) continue;
      values[place] = value;
      magnitudes[place] = magnitude;
    }
  }
  return values;
}

/**
 * The first row or column in each place, then the end of the last one, as they are counted in the matrix.
 * @param together so many neighbours are never parted.
 */
export function startsOf(start: number, length: number, places: number, together: number): Uint32Array {
  const units = Math.ceil(length / together);
  return Uint32Array.from({ length: places + 1 }, (_, place) =>
    place === places ? start + length : start + together * Math.ceil((place * units) / places),
  );
}

/** Rows and columns of a block of `PooledBlocks`. */
export const SIDE = 4;

/** Below this many numbers a matrix is pooled as fast as its blocks. */
const FEW = 2 ** 18;

/** A large matrix pooled in blocks of 4 × 4 once, from which coarser pictures of it are made. */
export class PooledBlocks {
  readonly #blocks: Tensor;
  readonly #rows: number;
  readonly #columns: number;

  private constructor(rows: number, columns: number) {
    this.#rows = rows;
    this.#columns = columns;
    const shape = [Math.ceil(rows / SIDE), Math.ceil(columns / SIDE)] as const;
    this.#blocks = { shape, data: new Float64Array(shape[0] * shape[1]) };
  }

  /** Undefined where the matrix is small. */
  static of(matrix: Tensor): PooledBlocks | undefined {
    return matrix.data.length < FEW ? undefined : new PooledBlocks(rowsOf(matrix), columnsOf(matrix));
  }

  /** Takes rows into account. NaNs are not seen here: `setNan` is to be called for each. */
  take(data: Numbers, rowStart: number, rowEnd: number): void {
    const width = this.#columns;
    const blocks = this.#blocks.data;
    const across = Math.ceil(width / SIDE);
    for (let row = rowStart; row < rowEnd; row++) {
      let block = Math.floor(row / SIDE) * across;
      const end = (row + 1) * width;
      for (let i = row * width; i < end; block++) {
        let best = blocks[block]!;
        let most = Math.abs(best);
        for (const last = Math.min(end, i + SIDE); i < last; i++) {
          const value = data[i]!;
          const magnitude = Math.abs(value);
          if (magnitude > most) {
            best = value;
            most = magnitude;
          }
        }
        blocks[block] = best;
      }
    }
  }

  setNan(index: number): void {
    const row = Math.floor(index / this.#columns);
    const across = Math.ceil(this.#columns / SIDE);
    this.#blocks.data[Math.floor(row / SIDE) * across + Math.floor((index % this.#columns) / SIDE)] = NaN;
  }

  /** The same places from blocks; undefined where the window is finer than these, or does not end with them. */
  pool(pooling: Pooling): Float64Array | undefined {
    const { rowStart, columnStart, height, span, rows, columns } = pooling;
    const down = alongBlocks(rowStart, height, this.#rows, rows);
    const across = alongBlocks(columnStart, span, this.#columns, columns);
    if (down === undefined || across === undefined) return undefined;
    return pool(this.#blocks, {
      rowStart: down.start,
      columnStart: across.start,
      height: down.length,
      span: across.length,
      rows,
      columns,
    });
  }
}

function alongBlocks(
  start: number,
  length: number,
  total: number,
  places: number,
): { readonly start: number; readonly length: number } | undefined {
  const end = start + length;
  const isWhole = start % SIDE === 0 && (end % SIDE === 0 || end === total);
  const blocks = Math.ceil(length / SIDE);
  return isWhole && places <= blocks ? { start: start / SIDE, length: blocks } : undefined;
}
