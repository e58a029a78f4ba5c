/** The address of a compared number among the run's own. */
import type { ComparedQuantity } from '../../src/inspector/comparison/comparison';
import type { CellRef, MatrixRef } from '../../src/inspector/views';

/** Our own matrix of a compared quantity. */
export function matrixOfQuantity({ quantity, layerIndex: layer }: ComparedQuantity): MatrixRef {
  switch (quantity) {
    case 'z':
      return { quantity: 'preActivation', layer };
    case 'a':
      return { quantity: 'activation', layer };
    case 'delta':
      return { quantity: 'delta', layer };
    case 'dW':
      return { quantity: 'parameterGradient', layer, parameter: 'weights' };
    case 'db':
      return { quantity: 'parameterGradient', layer, parameter: 'biases' };
  }
}

export function cellOfQuantity(quantity: ComparedQuantity, row: number, column: number): CellRef {
  return { ...matrixOfQuantity(quantity), row, column };
}
