/** What a screen reader calls a number: "gradient of weight 1,2 in layer 1". */
import type { CellRef } from '../../src/inspector/views';

/** @param batch whether several samples are on screen, so that the sample must be said. */
export function cellName(cell: CellRef, batch: boolean): string {
  const layer = (cell.layer ?? 0) + 1;
  const unit = cell.column + 1;
  const sample = batch ? `, sample ${cell.row + 1}` : '';
  switch (cell.quantity) {
    case 'input':
      return `input ${unit}${sample}`;
    case 'target':
      return `target ${unit}${sample}`;
    case 'parameter':
      return parameterName(cell, layer);
    case 'parameterGradient':
      return `gradient of ${parameterName(cell, layer)}`;
    case 'preActivation':
      return `z ${unit} of layer ${layer}${sample}`;
    case 'activation':
      return `activation ${unit} of layer ${layer}${sample}`;
    case 'activationDerivative':
      return `slope of activation ${unit} of layer ${layer}${sample}`;
    case 'upstreamGradient':
      return `gradient of activation ${unit} of layer ${layer}${sample}`;
    case 'delta':
      return `delta ${unit} of layer ${layer}${sample}`;
    case 'sampleLoss':
      return `loss of sample ${cell.row + 1}`;
    case 'loss':
      return 'loss';
  }
}

function parameterName(cell: CellRef, layer: number): string {
  switch (cell.parameter) {
    case 'weights':
      return `weight ${cell.row + 1},${cell.column + 1} in layer ${layer}`;
    case 'biases':
      return `bias ${cell.column + 1} in layer ${layer}`;
    default:
      return `${cell.parameter ?? 'parameter'} ${cell.row + 1},${cell.column + 1} in layer ${layer}`;
  }
}
