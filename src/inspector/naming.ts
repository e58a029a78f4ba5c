/** Numbers in words, for ears and titles: one source for the inspector and the panel. It imports nothing but types. */
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
  const ofLayer = ` of layer ${(cell.layer ?? 0) + 1}`;
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
      return `z ${unit}${ofLayer}`;
    case 'activation':
      return `activation ${unit}${ofLayer}`;
    case 'activationDerivative':
      return `slope of activation ${unit}${ofLayer}`;
    case 'upstreamGradient':
      return `gradient of activation ${unit}${ofLayer}`;
    case 'delta':
      return `delta ${unit}${ofLayer}`;
    case 'parameter':
      return parameterInLayer(cell, isVector, weights);
    case 'parameterGradient':
      return `gradient of ${parameterInLayer(cell, isVector, weights)}`;
    case 'relativeGradient':
      return `relative gradient of ${parameterInLayer(cell, isVector, weights)}`;
  }
}

function parameterInLayer(
  { layer = 0, parameter = '', row, column }: CellRef,
  isVector: VectorTest,
  weights: Notation['weights'],
): string {
  const indices = weights === 'in_out' ? [row + 1, column + 1] : [column + 1, row + 1];
  const index = isVector(layer, parameter) ? `${column + 1}` : indices.join(',');
  return `${singular(parameter)} ${index} in layer ${layer + 1}`;
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
  return { weights: 'weight', biases: 'bias' }[parameter] ?? parameter;
}

/** "max |∂L/∂W|", "max |dW|". */
export function largestGradientName(
  notation: Pick<Notation, 'symbols'>,
  { symbol }: Pick<ParameterView, 'symbol'>,
): string {
  return `max |${gradientText(notation, symbol.replace(/\^.*/, ''))}|`;
}

/** What an independent numeric derivative says of a gradient. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: 'agrees',
  fail: 'differs',
  kink: 'at a kink',
  precisionLimited: 'too small to tell',
};

/** Why a difference of losses cannot tell. */
export const limitSentences: Readonly<Record<NonNullable<NumericCheck['limit']>, string>> = {
  cancellation: 'The loss changes by less than its own last digits: a difference of losses cannot tell.',
  saturation: 'The unit is saturated: its slope lets nothing through that a difference of losses could show.',
  float32: 'Beside the same network in float64, the difference is what float32 rounds off or cannot hold.',
  notFinite: 'The loss is not finite beside this number: there is nothing to compare with.',
};

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

/** "layer 1 hidden, sample 2": where a number belongs. */
export function contextOf(network: Network, cell: CellRef): string {
  const parts: string[] = [];
  const layer = cell.layer === undefined ? undefined : network.layers[cell.layer];
  if (layer !== undefined) parts.push(`layer ${layer.index + 1} ${layer.name}`);
  const sample = sampleOf(cell);
  if (sample !== undefined) parts.push(`sample ${sample + 1}`);
  else if (isOfBatch(cell)) {
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
  return mistake.replaceAll('_', ' ');
}
