/** Matrices as the user's notation has them: a run's rows are samples, and inputs of a parameter. */
import type { MatrixRef } from '../engine/cell';
import type { Network } from '../engine/network';
import { columnsOf, rowsOf, tensor, type Tensor } from '../engine/tensor';

/** A copy of a run's matrix, turned where the network's notation has it the other way round. */
export function inNotation(network: Network, ref: MatrixRef, matrix: Tensor): Tensor {
  return isTurned(network, ref) ? transposed(matrix) : tensor(matrix.shape, matrix.data.slice());
}

/** Whether the network's notation has a matrix the other way round. */
export function isTurned({ layers, notation }: Network, { quantity, layer, parameter }: MatrixRef): boolean {
  switch (quantity) {
    case 'parameter':
    case 'parameterGradient':
    case 'relativeGradient': {
      const axes = layers[layer ?? -1]?.rule.parameters[parameter ?? '']?.axes ?? [];
      return notation.weights === 'out_in' && axes.length > 1;
    }
    case 'loss':
    case 'sampleLoss':
      return false;
    default:
      return notation.samples === 'columns';
  }
}

function transposed(matrix: Tensor): Tensor {
  const [rows, columns] = [rowsOf(matrix), columnsOf(matrix)];
  const turned = matrix.data.slice();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = matrix.data[row * columns + column]!;
    }
  }
  return tensor([columns, rows], turned);
}
