/** Finds weights and biases that were dumped beside their gradients, or in place of them. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../../../engine/network';
import { columnsOf, type Tensor } from '../../../engine/tensor';
import type { Precision } from '../../comparison/claim';
import type { NamedArray } from '../dump';
import { meaningText } from './layerShapes';
import { type Meaning, meaningKey } from './matching';
import { type Candidate, isMatch, type Proposal } from './proposals';

type Placed = readonly [Candidate, Proposal];

/**
 * The same proposals, except for arrays that are no gradients: by their name, where another array's says that it is the
 * gradient, or by their numbers, which are the model's own.
 */
export function withoutParameters(placed: readonly Placed[], network: Network): readonly Placed[] {
  const gradients = new Set(
    placed.flatMap(([{ name }, proposal]) =>
      name.isGradient && isMatch(proposal) ? [meaningKey(proposal)] : [],
    ),
  );
  return placed.map(([candidate, proposal]) => {
    const { array, name } = candidate;
    if (!isMatch(proposal) || name.isGradient) return [candidate, proposal];
    const isParameter =
      ((name.subject === 'weights' || name.subject === 'biases') && gradients.has(meaningKey(proposal))) ||
      isParameterItself(network, proposal, array);
    return isParameter ? [candidate, { reason: reasonFor(proposal, network) }] : [candidate, proposal];
  });
}

function reasonFor(meaning: Meaning, network: Network): string {
  const what = meaningText(network, meaning);
  return meaning.quantity === 'dW'
    ? l10n.t('these are the weights themselves, not {0}', what)
    : l10n.t('these are the biases themselves, not {0}', what);
}

/** Whether an array that is taken for dW or db holds the layer's weights or biases, one way round or the other. */
function isParameterItself(network: Network, { layer, quantity }: Meaning, array: NamedArray): boolean {
  const { weights, biases } = network.layers[layer]!.parameters;
  const parameter = { dW: weights, db: biases, z: undefined, a: undefined, delta: undefined }[quantity];
  return (
    parameter !== undefined &&
    isTold(array.precision, parameter) &&
    (holds(array, parameter, (i) => i) || holds(array, parameter, transposed(parameter)))
  );
}

/** Whether numbers of this precision tell a parameter from other numbers at all. */
function isTold(precision: Precision, { data }: Tensor): boolean {
  return data.some((value) => Math.abs(value) > 10 * slack(precision, Math.abs(value)));
}

function holds({ values, precision }: NamedArray, { data }: Tensor, place: (i: number) => number): boolean {
  return (
    values.length === data.length &&
    data.every((value, i) => Math.abs(values[place(i)]! - value) <= slack(precision, Math.abs(value)))
  );
}

function transposed(parameter: Tensor): (i: number) => number {
  const columns = columnsOf(parameter);
  const rows = parameter.data.length / columns;
  return (i) => (i % columns) * rows + Math.floor(i / columns);
}

/** By how much a number of this size may have been rounded, in the dump or in a program that keeps float32. */
function slack(precision: Precision, magnitude: number): number {
  switch (precision.kind) {
    case 'float64':
    case 'float32':
      return magnitude * 1e-6;
    case 'digits':
      return magnitude * 10 ** (1 - precision.significant);
    case 'decimals':
      return Math.max(precision.last, magnitude * 1e-6);
  }
}
