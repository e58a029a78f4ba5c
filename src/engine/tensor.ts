/** A dense array of numbers with a shape: the only container of numbers in the engine. */

export type DType = 'float64' | 'float32';

export type Numbers = Float64Array | Float32Array;

/** Row-major numbers. `data.length` is the product of `shape`. Never mutated after its maker returns it. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Numbers;
}

/** The number of elements of a shape; 1 for a scalar's empty shape. */
function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** A tensor of zeros. */
export function zeros(shape: readonly number[], dtype: DType): Tensor {
  const size = sizeOf(shape);
  return { shape, data: dtype === 'float64' ? new Float64Array(size) : new Float32Array(size) };
}

/**
 * Wraps numbers as a tensor without copying.
 * @throws ShapeError where the shape does not hold exactly as many numbers.
 */
export function tensor(shape: readonly number[], data: Numbers): Tensor {
  if (sizeOf(shape) !== data.length) throw new ShapeError('tensor', 'data', shape, [data.length]);
  return { shape, data };
}

export function dtypeOf(t: Tensor): DType {
  return t.data instanceof Float64Array ? 'float64' : 'float32';
}

/** How many rows a tensor has when it is read as a matrix: its first length; 1 for a vector. */
export function rowsOf(t: Tensor): number {
  return t.shape.length > 1 ? t.shape[0]! : 1;
}

/** How many columns a tensor has when it is read as a matrix: everything behind its first length. */
export function columnsOf(t: Tensor): number {
  return t.shape.length > 1 ? sizeOf(t.shape.slice(1)) : (t.shape[0] ?? 1);
}

/** The element at (row, column) of a tensor read as a matrix. NaN and infinities are data. */
export function at(t: Tensor, row: number, column: number): number {
  const value = t.data[row * columnsOf(t) + column];
  if (value === undefined) throw new ShapeError('at', 'index', t.shape, [row, column]);
  return value;
}

/** A broken invariant of shapes in our own code (a user's wrong shapes are ModelIssues, long before). */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
  constructor(
    readonly operation: string,
    readonly input: string,
    readonly expected: readonly number[],
    readonly actual: readonly number[],
  ) {
    super(`${operation}: ${input} must have shape [${expected.join(', ')}] but has [${actual.join(', ')}]`);
  }
}
