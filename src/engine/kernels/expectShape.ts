/** Every kernel's check of what it is given. */
import { ShapeError, type Tensor } from '../tensor';

/** @throws ShapeError where an input of an operation has another shape. */
export function expectShape(
  operation: string,
  input: string,
  shape: readonly number[],
  actual: Tensor,
): void {
  const same = shape.length === actual.shape.length && shape.every((length, i) => length === actual.shape[i]);
  if (!same) throw new ShapeError(operation, input, shape, actual.shape);
}
