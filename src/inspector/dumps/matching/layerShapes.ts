/** The shapes in which people keep a layer's numbers. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../../../engine/network';
import { shapeText } from '../../../model/words';
import type { ClaimedQuantity } from '../../comparison/claim';
import type { Meaning } from './matching';

export const claimedQuantities: readonly ClaimedQuantity[] = ['dW', 'db', 'delta', 'z', 'a'];

/** Whether an array of this shape can be a layer's quantity, one way round or the other. */
export function fits(network: Network, { layer, quantity }: Meaning, shape: readonly number[]): boolean {
  return shapesOf(network, layer, quantity).some(
    (accepted) => accepted.length === shape.length && accepted.every((length, i) => length === shape[i]),
  );
}

/** Of these quantities those that an array of this shape can be, in this layer or in any. */
export function meaningsFor(
  network: Network,
  quantities: readonly ClaimedQuantity[],
  shape: readonly number[],
  layer?: number,
): readonly Meaning[] {
  return network.layers
    .filter(({ index }) => layer === undefined || index === layer)
    .flatMap(({ index }) => quantities.map((quantity) => ({ layer: index, quantity })))
    .filter((meaning) => fits(network, meaning, shape));
}

/** "dW of layer 1 hidden": what an array is taken for. */
export function meaningText(network: Network, { layer, quantity }: Meaning): string {
  return l10n.t('{0} of layer {1} {2}', quantity, layer + 1, network.layers[layer]!.name);
}

/** "2 × 3": how an array is shaped, with a word for one that has no lengths. */
export function sizeText(shape: readonly number[]): string {
  return shape.length === 0 ? l10n.t('one number') : shapeText(shape);
}

/** Why an array can not be a layer's quantity. */
export function misfitText(network: Network, meaning: Meaning, shape: readonly number[]): string {
  const { layer, quantity } = meaning;
  if (layer < 0 || layer >= network.layers.length) {
    return l10n.t('the model has no layer {0}', layer + 1);
  }
  const [first, second] = shapesOf(network, layer, quantity);
  if (first === undefined) {
    return l10n.t('layer {0} {1} has no {2}', layer + 1, network.layers[layer]!.name, quantity);
  }
  const accepted =
    second === undefined || second.length !== first.length
      ? shapeText(first)
      : l10n.t('{0} or {1}', shapeText(first), shapeText(second));
  return l10n.t('it is {0}, but {1} is {2}', sizeText(shape), meaningText(network, meaning), accepted);
}

/** The accepted shapes, the usual ones first; none where the layer has no such quantity. */
function shapesOf(
  network: Network,
  layer: number,
  quantity: ClaimedQuantity,
): readonly (readonly number[])[] {
  const found = network.layers[layer];
  if (found === undefined) return [];
  const { parameters, units } = found;
  switch (quantity) {
    case 'dW': {
      const [inputs, outputs] = parameters['weights']?.shape ?? [];
      return inputs === undefined || outputs === undefined ? [] : eitherWay(inputs, outputs);
    }
    case 'db':
      return parameters['biases'] === undefined ? [] : [[units], ...eitherWay(1, units)];
    case 'z':
    case 'a':
    case 'delta':
      return eitherWay(network.samples, units);
  }
}

/** A matrix and its transpose; a list where it has one row or column, a number where it has both. */
function eitherWay(rows: number, columns: number): readonly (readonly number[])[] {
  return [
    [rows, columns],
    [columns, rows],
    ...(rows === 1 || columns === 1 ? [[rows * columns]] : []),
    ...(rows === 1 && columns === 1 ? [[]] : []),
  ];
}
