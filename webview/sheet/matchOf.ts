/** Which numbers on screen a formula of the sheet made. */
import type { FormulaEntry } from '../../src/inspector/views';
import type { MatrixMatch } from '../cells/surface';

export function matchOf({ numbers }: FormulaEntry): MatrixMatch {
  return (matrix) =>
    numbers.some(
      ({ quantity, layers, parameter }) =>
        quantity === matrix.quantity &&
        (parameter === undefined || parameter === matrix.parameter) &&
        (matrix.layer === undefined || layers.includes(matrix.layer)),
    );
}
