/** cancelling_samples: samples that pull the weights in opposite directions. */
import * as l10n from '@vscode/l10n';
import type { Computation } from '../../engine/computation';
import { inputsOf } from '../../engine/forward';
import type { NetworkLayer } from '../../engine/network';
import type { Run } from '../../engine/run';
import { columnsOf, type Tensor } from '../../engine/tensor';
import { shortNumber } from '../numberText';
import type { CellRef } from '../views';
import type { Examined } from './examined';
import type { HealthRule, Told } from './rule';
import { percent, samplesText } from './words';

/**
 * The cosine of two samples’ gradients below which they cancel: two of one length at more than 120° add up to less than
 * either. Sankararaman, De, Xu, Huang and Goldstein (2020), “The Impact of Neural Network Overparameterization on Gradient
 * Confusion and Stochastic Gradient Descent”, measure how opposed samples are by their most negative inner product, and
 * name no bound.
 */
const OPPOSED = -1 / 2;

/**
 * Among many samples some two are always opposed. The batch loses by it where its gradient is shorter than that of as many
 * gradients at right angles: where the diversity Σ‖gₖ‖² / ‖Σ gₖ‖² is more than 1. The measure is that of Yin, Pananjady,
 * Lam, Papailiopoulos, Ramchandran and Bartlett (2018), “Gradient Diversity: a Key Ingredient for Scalable Distributed
 * Learning”.
 */
const DIVERSE = 1;

/** Shorter gradients, as a share of the longest, are passed over: what they cancel is not seen in the sum. */
const NEGLIGIBLE = 1e-2;

export const cancellingSamples: HealthRule = {
  id: 'cancelling_samples',
  severity: 'notable',
  title: 'cancelling samples',
  documentation:
    'Two samples’ gradients have a cosine below −½, and the batch’s is shorter than if all were at right angles: the most opposed pair, and how many samples point against the mean.',
  place: ({ sample = 0 }) => ({ part: 'sample', sample }),
  *find(examined) {
    if (examined.samples < 2) return [];
    const parts = yield* partsOf(examined);
    const products = sumOf(parts, examined.samples);
    const pair = worstPair(products, examined.samples);
    const isLost = pair !== undefined && pair.cosine < OPPOSED && losesLength(products, examined.samples);
    return isLost ? [tell(examined, parts, products, pair)] : [];
  },
};

/**
 * A layer’s part of the inner products of the samples’ gradients, ⟨aₖδₖᵀ, aⱼδⱼᵀ⟩ = ⟨aₖ, aⱼ⟩ ⟨δₖ, δⱼ⟩, so that no sample’s
 * gradient is formed. Of biases it is ⟨δₖ, δⱼ⟩.
 */
interface Part {
  readonly layer: NetworkLayer;
  readonly parameter: 'weights' | 'biases';
  /** Divided by scale². */
  readonly products: Float64Array;
  readonly scale: number;
}

function* partsOf(examined: Examined): Computation<readonly Part[]> {
  const { network, forward, backward } = examined.run;
  const parts: Part[] = [];
  for (const layer of network.layers) {
    if (layer.type !== 'dense') continue;
    const [input] = inputsOf(network, layer, forward.activations);
    const inputs = yield* examined.gram(input!);
    const deltas = yield* examined.gram(backward.deltas[layer.index]!);
    const products = inputs.products.map((product, i) => product * deltas.products[i]!);
    parts.push({ layer, parameter: 'weights', products, scale: inputs.scale * deltas.scale });
    if (layer.parameters['biases'] === undefined) continue;
    parts.push({ layer, parameter: 'biases', products: deltas.products, scale: deltas.scale });
  }
  return parts;
}

/** The inner products of whole gradients, samples × samples, but for a common factor. */
function sumOf(parts: readonly Part[], samples: number): Float64Array {
  const largest = Math.max(...parts.map(({ scale }) => scale));
  const sum = new Float64Array(samples * samples);
  for (const { products, scale } of parts) {
    const weight = (scale / largest) ** 2;
    for (let i = 0; i < sum.length; i++) sum[i]! += weight * products[i]!;
  }
  return sum;
}

interface Pair {
  readonly samples: readonly [number, number];
  readonly cosine: number;
}

/** The most opposed pair of samples whose gradients count; undefined where fewer than two do. */
function worstPair(products: Float64Array, samples: number): Pair | undefined {
  const lengths = lengthsIn(products, samples);
  const least = NEGLIGIBLE * lengths.reduce((a, b) => Math.max(a, b), 0);
  let worst: Pair | undefined;
  for (let k = 0; k < samples; k++) {
    for (let j = 0; j < k; j++) {
      if (!(Math.min(lengths[k]!, lengths[j]!) > least)) continue;
      const cosine = products[k * samples + j]! / (lengths[k]! * lengths[j]!);
      if (worst === undefined || cosine < worst.cosine) worst = { samples: [j, k], cosine };
    }
  }
  return worst;
}

function losesLength(products: Float64Array, samples: number): boolean {
  let own = 0;
  for (let k = 0; k < samples; k++) own += products[k * samples + k]!;
  return own > DIVERSE * sumOfAll(products);
}

function lengthsIn(products: Float64Array, samples: number): Float64Array {
  return Float64Array.from({ length: samples }, (_, k) => Math.sqrt(products[k * samples + k]!));
}

function tell(examined: Examined, parts: readonly Part[], products: Float64Array, pair: Pair): Told {
  const { samples, run } = examined;
  const lengths = lengthsIn(products, samples);
  // ⟨gₖ, Σⱼ gⱼ⟩ of every sample, and ‖Σⱼ gⱼ‖².
  const towards = lengths.map((_, k) => sumOfRow(products, samples, k));
  const length = Math.sqrt(Math.max(0, sumOfAll(towards)));
  const share = length / sumOfAll(lengths);
  const against = length === 0 ? [] : [...towards.keys()].filter((k) => towards[k]! < 0);
  const cosine = (k: number): number => towards[k]! / (lengths[k]! * length);
  const most = against.reduce<number | undefined>(
    (a, b) => (a === undefined || cosine(b) < cosine(a) ? b : a),
    undefined,
  );
  const [first, second] = pair.samples;
  const all = samplesText(run.network, samples);
  const opposed =
    most === undefined
      ? l10n.t('Of {0} none points against their mean', all)
      : opposedText(all, against.length, most, cosine(most));
  return {
    sentence: l10n.t(
      'The gradients of samples {0} and {1} cancel: their cosine is {2}. {3}; their sum is {4} as long as all of them together.',
      first + 1,
      second + 1,
      shortNumber(pair.cosine),
      opposed,
      percent(share),
    ),
    cells: cellsOf(run, parts, pair, samples),
  };
}

/** @param most the sample that points most against the mean, with that cosine. */
function opposedText(all: string, count: number, most: number, cosine: number): string {
  const parts = [all, count, most + 1, shortNumber(cosine)];
  return count === 1
    ? l10n.t('Of {0} {1} points against their mean, sample {2} most (cosine {3})', ...parts)
    : l10n.t('Of {0} {1} point against their mean, sample {2} most (cosine {3})', ...parts);
}

function sumOfRow(products: Float64Array, samples: number, row: number): number {
  return sumOfAll(products.subarray(row * samples, (row + 1) * samples));
}

function sumOfAll(numbers: Float64Array): number {
  return numbers.reduce((sum, x) => sum + x, 0);
}

/** Of the layer where the two are most opposed: the largest number of one’s gradient, and the same of the other’s. */
function cellsOf(
  { network, forward, backward }: Run,
  parts: readonly Part[],
  { samples: [first, second] }: Pair,
  count: number,
): [CellRef, CellRef] {
  const opposed = ({ products, scale }: Part): number =>
    scale *
    Math.sign(products[second * count + first]!) *
    Math.sqrt(Math.abs(products[second * count + first]!));
  const { layer } = parts
    .filter(({ parameter }) => parameter === 'weights')
    .reduce((a, b) => (opposed(b) < opposed(a) ? b : a));
  const [input] = inputsOf(network, layer, forward.activations);
  const matrix = { quantity: 'parameterGradient', layer: layer.index, parameter: 'weights' } as const;
  const row = largestInRow(input!, first);
  const place = { ...matrix, row, column: largestInRow(backward.deltas[layer.index]!, first) };
  return [
    { ...place, sample: first },
    { ...place, sample: second },
  ];
}

/** The column of the number of largest magnitude. */
function largestInRow({ shape, data }: Tensor, row: number): number {
  const n = columnsOf({ shape, data });
  let most = 0;
  for (let i = 1; i < n; i++) {
    if (Math.abs(data[row * n + i]!) > Math.abs(data[row * n + most]!)) most = i;
  }
  return most;
}
