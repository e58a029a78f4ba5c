/**
 * Numbers in words, for ears and titles: one source for the inspector and the panel. It imports nothing but types and
 * translations.
 */
import * as l10n from '@vscode/l10n';
import type { CellRef } from '../engine/cell';
import type { Network } from '../engine/network';
import type { Notation } from '../engine/notation';
import type { MistakeId } from './comparison/mistakes/mistake';
import type { NumericCheck, ParameterView, Verdict } from './views';

/** Whether a layer's parameter has one number a unit, as a bias has, and so one index. */
export type VectorTest = (layer: number, parameter: string) => boolean;

/**
 * "gradient of weight 1,2 in layer 1", "delta 2 of layer 1". Everything counts from 1.
 * @param weights which index of a weight comes first, its input's or its unit's.
 */
export function cellName(cell: CellRef, isVector: VectorTest, weights: Notation['weights']): string {
  const unit = cell.column + 1;
  const layer = (cell.layer ?? 0) + 1;
  switch (cell.quantity) {
    case 'input':
      return l10n.t('input {0}', unit);
    case 'target':
      return l10n.t('target {0}', unit);
    case 'loss':
      return l10n.t('loss');
    case 'sampleLoss':
      return l10n.t('loss of sample {0}', cell.row + 1);
    case 'preActivation':
      return l10n.t('z {0} of layer {1}', unit, layer);
    case 'activation':
      return l10n.t('activation {0} of layer {1}', unit, layer);
    case 'activationDerivative':
      return l10n.t('slope of activation {0} of layer {1}', unit, layer);
    case 'upstreamGradient':
      return l10n.t('gradient of activation {0} of layer {1}', unit, layer);
    case 'delta':
      return l10n.t('delta {0} of layer {1}', unit, layer);
    case 'parameter':
      return parameterInLayer(cell, isVector, weights);
    case 'parameterGradient':
      return l10n.t('gradient of {0}', parameterInLayer(cell, isVector, weights));
    case 'relativeGradient':
      return l10n.t('relative gradient of {0}', parameterInLayer(cell, isVector, weights));
  }
}

function parameterInLayer(
  { layer = 0, parameter = '', row, column }: CellRef,
  isVector: VectorTest,
  weights: Notation['weights'],
): string {
  const indices = weights === 'in_out' ? [row + 1, column + 1] : [column + 1, row + 1];
  const index = isVector(layer, parameter) ? `${column + 1}` : indices.join(',');
  return l10n.t('{0} {1} in layer {2}', singular(parameter), index, layer + 1);
}

/** What of a number the file gives: of a gradient its parameter, of an input, a target or a parameter itself; else undefined. */
export function givenCell({ quantity, layer, parameter, row, column }: CellRef): CellRef | undefined {
  switch (quantity) {
    case 'input':
    case 'target':
      return { quantity, row, column };
    case 'parameter':
    case 'parameterGradient':
    case 'relativeGradient':
      return layer === undefined || parameter === undefined
        ? undefined
        : { quantity: 'parameter', layer, parameter, row, column };
    default:
      return undefined;
  }
}

/** δ in a line of text: "δ", "dZ". */
export function deltaText({ symbols }: Notation): string {
  return symbols === 'd' ? 'dZ' : 'δ';
}

/** The gradient of x likewise: "∂L/∂W", "dW". */
export function gradientText({ symbols }: Pick<Notation, 'symbols'>, of: string): string {
  return symbols === 'd' ? `d${of}` : `∂L/∂${of}`;
}

/** "weight": what one number of a parameter is called. */
export function singular(parameter: string): string {
  switch (parameter) {
    case 'weights':
      return l10n.t('weight');
    case 'biases':
      return l10n.t('bias');
    default:
      return parameter;
  }
}

/** "max |∂L/∂W|", "max |dW|". */
export function largestGradientName(
  notation: Pick<Notation, 'symbols'>,
  { symbol }: Pick<ParameterView, 'symbol'>,
): string {
  return `max |${gradientText(notation, symbol.replace(/\^.*/, ''))}|`;
}

/** What an independent numeric derivative says of a gradient. */
export function verdictWords(verdict: Verdict): string {
  const words: Readonly<Record<Verdict, string>> = {
    pass: l10n.t('agrees'),
    fail: l10n.t('differs'),
    kink: l10n.t('at a kink'),
    precisionLimited: l10n.t('too small to tell'),
  };
  return words[verdict];
}

type Limit = NonNullable<NumericCheck['limit']>;

/** Why a difference of losses cannot tell. */
export function limitSentence(limit: Limit): string {
  const sentences: Readonly<Record<Limit, string>> = {
    cancellation: l10n.t(
      'The loss changes by less than its own last digits: a difference of losses cannot tell.',
    ),
    saturation: l10n.t(
      'The unit is saturated: its slope lets nothing through that a difference of losses could show.',
    ),
    float32: l10n.t(
      'Beside the same network in float64, the difference is what float32 rounds off or cannot hold.',
    ),
    notFinite: l10n.t('The loss is not finite beside this number: there is nothing to compare with.'),
  };
  return sentences[limit];
}

const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;

/**
 * A size of memory as people say it, with two or three digits: "512 B", "6.2 GB", "80 GB". Units are powers of 1000.
 * @param round which neighbour stands for the size: `Math.ceil` where what is said must be enough.
 */
export function bytesText(bytes: number, round: (value: number) => number = Math.round): string {
  const last = BYTE_UNITS.length - 1;
  if (round(bytes) < 1000) return `${round(bytes)} B`;
  for (let power = 1; ; power++) {
    const unit = 1000 ** power;
    // Divided once, so that a size that is written exactly is not rounded away from it.
    const tenths = round(bytes / (unit / 10));
    const whole = round(bytes / unit);
    if (tenths < 100) return `${(tenths / 10).toFixed(1)} ${BYTE_UNITS[power - 1]!}`;
    if (whole < 1000 || power > last) return `${whole} ${BYTE_UNITS[power - 1]!}`;
  }
}

/** The name in a network, whose layers' rules say which parameters are vectors. */
export function nameOf(network: Network, cell: CellRef): string {
  return cellName(
    cell,
    (layer, parameter) => network.layers[layer]?.rule.parameters[parameter]?.axes.length === 1,
    network.notation.weights,
  );
}

/** "layer 2 hidden". */
export function layerText({ layers }: Network, index: number): string {
  return l10n.t('layer {0} {1}', index + 1, layers[index]!.name);
}

/** "layer 1 hidden, sample 2": where a number belongs. */
export function contextOf(network: Network, cell: CellRef): string {
  const parts: string[] = [];
  if (cell.layer !== undefined) parts.push(layerText(network, cell.layer));
  const sample = sampleOf(cell);
  if (sample !== undefined) parts.push(l10n.t('sample {0}', sample + 1));
  else if (isOfBatch(cell)) {
    parts.push(network.samples === 1 ? l10n.t('one sample') : l10n.t('all {0} samples', network.samples));
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
    case 'relativeGradient':
      return cell.sample;
    default:
      return cell.row;
  }
}

function isOfBatch({ quantity }: CellRef): boolean {
  return quantity === 'parameterGradient' || quantity === 'relativeGradient' || quantity === 'loss';
}

/** A mistake in few words: what its identifier says. */
export function mistakeTitle(mistake: MistakeId): string {
  const titles: Readonly<Record<MistakeId, string>> = {
    sign_flipped: l10n.t('sign flipped'),
    not_averaged_over_batch: l10n.t('not averaged over batch'),
    averaged_twice: l10n.t('averaged twice'),
    loss_factor_missing: l10n.t('loss factor missing'),
    gradient_accumulated: l10n.t('gradient accumulated'),
    bias_averaged: l10n.t('bias averaged'),
    bias_summed: l10n.t('bias summed'),
    spurious_output_derivative: l10n.t('spurious output derivative'),
    softmax_jacobian_diagonal: l10n.t('softmax jacobian diagonal'),
    missing_activation_derivative: l10n.t('missing activation derivative'),
    derivative_of_activation_value: l10n.t('derivative of activation value'),
    wrong_activation_derivative: l10n.t('wrong activation derivative'),
    relu_mask_from_gradient: l10n.t('relu mask from gradient'),
    weights_not_transposed: l10n.t('weights not transposed'),
    own_weights_used: l10n.t('own weights used'),
    preactivation_instead_of_activation: l10n.t('preactivation instead of activation'),
    own_activation_used: l10n.t('own activation used'),
    transposed_gradient: l10n.t('transposed gradient'),
    one_sample_only: l10n.t('one sample only'),
    samples_shuffled: l10n.t('samples shuffled'),
    updated_weights_used: l10n.t('updated weights used'),
    stale_forward_values: l10n.t('stale forward values'),
    wrong_leaky_slope: l10n.t('wrong leaky slope'),
    constant_factor: l10n.t('constant factor'),
  };
  return titles[mistake];
}
