/** Numbers in words, for ears and titles. */
import type { CellRef } from '../engine/cell';
import type { Network } from '../engine/network';

/** "gradient of weight 1,2 in layer 1". Everything counts from 1. */
export function nameOf(network: Network, cell: CellRef): string {
  const unit = cell.column + 1;
  const layer = cell.layer === undefined ? '' : ` in layer ${cell.layer + 1}`;
  switch (cell.quantity) {
    case 'input':
      return `input ${unit}`;
    case 'target':
      return `target ${unit}`;
    case 'loss':
      return 'loss';
    case 'sampleLoss':
      return `loss of sample ${cell.row + 1}`;
    case 'preActivation':
      return `pre-activation z of unit ${unit}${layer}`;
    case 'activation':
      return `activation of unit ${unit}${layer}`;
    case 'activationDerivative':
      return `activation slope of unit ${unit}${layer}`;
    case 'upstreamGradient':
      return `upstream gradient of unit ${unit}${layer}`;
    case 'delta':
      return `delta of unit ${unit}${layer}`;
    case 'parameter':
      return `${parameterName(network, cell)}${layer}`;
    case 'parameterGradient':
      return `gradient of ${parameterName(network, cell)}${layer}`;
  }
}

/** "weight 1,2", "bias 2". */
export function parameterName(network: Network, cell: CellRef): string {
  const declared = network.layers[cell.layer ?? 0]?.rule.parameters[cell.parameter ?? ''];
  const index = declared?.axes.length === 1 ? `${cell.column + 1}` : `${cell.row + 1},${cell.column + 1}`;
  return `${singular(cell.parameter ?? '')} ${index}`;
}

function singular(name: string): string {
  return { weights: 'weight', biases: 'bias' }[name] ?? name;
}

/** "layer 1 hidden, sample 2": where a number belongs. */
export function contextOf(network: Network, cell: CellRef): string {
  const parts: string[] = [];
  const layer = cell.layer === undefined ? undefined : network.layers[cell.layer];
  if (layer !== undefined) parts.push(`layer ${layer.index + 1} ${layer.name}`);
  const sample = sampleOf(cell);
  if (sample !== undefined) parts.push(`sample ${sample + 1}`);
  else if (cell.quantity === 'parameterGradient' || cell.quantity === 'loss') {
    parts.push(network.samples === 1 ? 'one sample' : `all ${network.samples} samples`);
  }
  return parts.join(', ');
}

/** The sample a number belongs to; undefined where it belongs to all. */
export function sampleOf(cell: CellRef): number | undefined {
  switch (cell.quantity) {
    case 'parameter':
    case 'loss':
      return undefined;
    case 'parameterGradient':
      return cell.sample;
    default:
      return cell.row;
  }
}
