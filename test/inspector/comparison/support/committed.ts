/** Random models, mistakes committed in them on purpose, and the user's numbers that come of it. */
import type { Claim, ClaimedQuantity, Precision } from '../../../../src/inspector/comparison/claim';
import type { Random } from '../../../engine/support/randomNetwork';
import {
  type HandActivation,
  type HandLoss,
  type HandMistake,
  type HandModel,
  type HandPass,
  layersBefore,
  type Matrix,
  type PlacedId,
} from './handWrittenPass';

const HIDDEN: readonly HandActivation[] = [
  'sigmoid',
  'tanh',
  'relu',
  'softplus',
  'leaky_relu',
  'elu',
  'softsign',
];
const LOSSES: readonly HandLoss[] = [
  'half_squared_error',
  'mean_squared_error',
  'binary_crossentropy',
  'categorical_crossentropy',
  'mean_absolute_error',
  'log_cosh',
];

/** 1 to 4 layers of widths 2 to 5 and 1 to 8 samples; often square, so that layouts are not told by shapes. */
export function randomModel(random: Random): HandModel {
  const loss = random.pick(LOSSES);
  const samples = random.pick([1, 2, 3, 4, 6, 8]);
  const depth = random.integer(1, 4);
  const square = random.next() < 0.4;
  const width = (): number => random.integer(2, 5);
  const widths = Array.from({ length: depth + 1 }, width);
  if (square) widths.fill(width());
  const matrix = (m: number, n: number, value: () => number): Matrix =>
    Array.from({ length: m }, () => Array.from({ length: n }, value));
  const layers = Array.from({ length: depth }, (_, l) => {
    const [inputs, units] = [widths[l]!, widths[l + 1]!];
    return {
      name: `layer${l + 1}`,
      activation: l < depth - 1 ? random.pick(HIDDEN) : outputActivation(random, loss),
      weights: matrix(inputs, units, () => (1.4 * random.normal()) / Math.sqrt(inputs)),
      biases: Array.from({ length: units }, () => 0.3 * random.normal()),
    };
  });
  const outputs = widths.at(-1)!;
  const targets =
    loss === 'binary_crossentropy'
      ? matrix(samples, outputs, () => random.integer(0, 1))
      : loss === 'categorical_crossentropy'
        ? Array.from({ length: samples }, () => {
            const one = random.integer(0, outputs - 1);
            return Array.from({ length: outputs }, (_, j) => (j === one ? 1 : 0));
          })
        : matrix(samples, outputs, () => random.normal());
  return {
    layers,
    loss,
    reduction: random.pick(['mean', 'mean', 'sum']),
    inputs: matrix(samples, widths[0]!, () => random.normal()),
    targets,
  };
}

function outputActivation(random: Random, loss: HandLoss): HandActivation {
  if (loss === 'binary_crossentropy') return 'sigmoid';
  if (loss === 'categorical_crossentropy') return 'softmax';
  return random.pick(['linear', 'sigmoid', 'tanh', 'softplus', 'softmax', 'relu']);
}

/** The model as a file says it. */
export function modelText({ layers, loss, reduction, inputs, targets }: HandModel): string {
  return JSON.stringify({
    layers: layers.map((layer) => ({ type: 'dense', ...layer })),
    loss,
    reduction,
    batch: { inputs, targets },
  });
}

export const mistakeIds = [
  'sign_flipped',
  'not_averaged_over_batch',
  'averaged_twice',
  'loss_factor_missing',
  'gradient_accumulated',
  'bias_averaged',
  'bias_summed',
  'spurious_output_derivative',
  'softmax_jacobian_diagonal',
  'missing_activation_derivative',
  'derivative_of_activation_value',
  'wrong_activation_derivative',
  'relu_mask_from_gradient',
  'weights_not_transposed',
  'own_weights_used',
  'preactivation_instead_of_activation',
  'own_activation_used',
  'transposed_gradient',
  'one_sample_only',
  'samples_shuffled',
  'updated_weights_used',
  'stale_forward_values',
  'wrong_leaky_slope',
  'constant_factor',
] as const satisfies readonly HandMistake['id'][];

export type CommittedId = (typeof mistakeIds)[number];

/** A place where the model gives occasion for the mistake; undefined where it gives none. */
export function occasionFor(random: Random, id: CommittedId, model: HandModel): HandMistake | undefined {
  const { layers, loss, reduction, inputs } = model;
  const m = inputs.length;
  const last = layers.length - 1;
  const output = layers[last]!;
  const isAveraged = reduction === 'mean' && m > 1;
  const isFused = loss === 'binary_crossentropy' || loss === 'categorical_crossentropy';
  const choose = (allowed: (l: number) => boolean): number | undefined => {
    const places = layers.flatMap((_, l) => (allowed(l) ? [l] : []));
    return places.length === 0 ? undefined : random.pick(places);
  };
  const fanIn = (l: number): number => layers[l]!.weights.length;
  const units = (l: number): number => layers[l]!.biases.length;
  const at = (layer: number | undefined): { readonly layer: number } | undefined =>
    layer === undefined ? undefined : { layer };
  const elementwise = (l: number): boolean => !['linear', 'softmax'].includes(layers[l]!.activation);
  switch (id) {
    case 'sign_flipped':
    case 'gradient_accumulated':
      return { id };
    case 'not_averaged_over_batch':
    case 'averaged_twice':
    case 'bias_summed':
      return isAveraged ? { id } : undefined;
    case 'bias_averaged':
      return m > 1 ? { id } : undefined;
    case 'loss_factor_missing':
      return loss === 'mean_squared_error' && units(last) !== 2 ? { id } : undefined;
    case 'spurious_output_derivative':
      return isFused ? { id } : undefined;
    case 'softmax_jacobian_diagonal':
      return output.activation === 'softmax' && !isFused ? { id } : undefined;
    case 'missing_activation_derivative':
      return withPlace(id, at(choose(elementwise)));
    case 'derivative_of_activation_value':
      return withPlace(id, at(choose((l) => elementwise(l) && !layers[l]!.activation.includes('relu'))));
    case 'wrong_activation_derivative': {
      const layer = choose(elementwise);
      if (layer === undefined) return undefined;
      const others = HIDDEN.filter((used) => used !== layers[layer]!.activation);
      return { id, layer, used: random.pick(others) };
    }
    case 'relu_mask_from_gradient':
      return withPlace(id, at(choose((l) => layers[l]!.activation === 'relu')));
    case 'weights_not_transposed':
      return withPlace(id, at(choose((l) => l < last && fanIn(l + 1) === units(l + 1))));
    case 'own_weights_used':
      return withPlace(id, at(choose((l) => l < last && fanIn(l) === units(l) && units(l) === units(l + 1))));
    case 'preactivation_instead_of_activation':
      return withPlace(id, at(choose((l) => l > 0)));
    case 'own_activation_used':
      return withPlace(id, at(choose((l) => fanIn(l) === units(l))));
    case 'transposed_gradient':
      return withPlace(id, at(last > 1 ? random.integer(0, last) : undefined));
    case 'one_sample_only':
      return m > 1 ? { id, layer: random.integer(0, last), sample: random.pick([0, m - 1]) } : undefined;
    case 'samples_shuffled': {
      const what = random.pick(['samples', 'inputs', 'targets', 'delta', 'pairs'] as const);
      const layer = what === 'delta' || what === 'pairs' ? random.integer(0, last) : last;
      // Fewer numbers than samples do not tell their order.
      if (m === 1 || fanIn(layer) * units(layer) < m) return undefined;
      const order = randomOrder(random, m);
      return what === 'delta' || what === 'pairs' ? { id, what, order, layer } : { id, what, order };
    }
    case 'stale_forward_values': {
      const rate = random.pick([0.01, 0.05, 0.1, 0.5]);
      const before = layersBefore(model, rate);
      return before && { id, rate, before, backward: random.pick(['new', 'old']) };
    }
    case 'updated_weights_used':
      return last > 0 ? { id, rate: random.pick([0.01, 0.05, 0.1, 0.5, 1]) } : undefined;
    case 'wrong_leaky_slope': {
      const layer = choose((l) => layers[l]!.activation === 'leaky_relu');
      return layer === undefined ? undefined : { id, layer, slope: random.pick([0.1, 0.2, 0.3]) };
    }
    case 'constant_factor':
      return { id, layer: random.integer(0, last), factor: random.pick([0.37, 1.7, -3.3]) };
  }
}

/** Any but the samples' own. */
function randomOrder(random: Random, m: number): readonly number[] {
  const order: number[] = [];
  for (let k = 0; k < m; k++) order.splice(random.integer(0, k), 0, k);
  return order.every((sample, k) => sample === k) ? randomOrder(random, m) : order;
}

function withPlace(id: PlacedId, place: { readonly layer: number } | undefined): HandMistake | undefined {
  return place === undefined ? undefined : { id, ...place };
}

/** What of a pass is dumped. */
export type Dumped = readonly ClaimedQuantity[];
export const ONLY_GRADIENTS: Dumped = ['dW', 'db'];
export const WITH_DELTAS: Dumped = ['delta', 'dW', 'db'];
export const EVERYTHING: Dumped = ['z', 'a', 'delta', 'dW', 'db'];

export const FLOAT64: Precision = { kind: 'float64' };
export const FLOAT32: Precision = { kind: 'float32' };
export const SIX_DIGITS: Precision = { kind: 'digits', significant: 6 };

/** The pass's numbers as they are written with a precision. */
export function claimsOf(pass: HandPass, dumped: Dumped, precision: Precision): readonly Claim[] {
  return pass.z.flatMap((_, layer) =>
    dumped.map((quantity): Claim => {
      const given = pass[quantity][layer]!;
      const rows = given.map((row) => (typeof row === 'number' ? [row] : row));
      const shape = quantity === 'db' ? [rows.length] : [rows.length, rows[0]!.length];
      const values = Float64Array.from(rows.flat(), (value) => written(value, precision));
      return { layer, quantity, shape, values, precision };
    }),
  );
}

export function written(value: number, precision: Precision): number {
  switch (precision.kind) {
    case 'float64':
      return value;
    case 'float32':
      return Math.fround(value);
    case 'digits':
      return Number(value.toPrecision(precision.significant));
    case 'decimals':
      return Math.round(value / precision.last) * precision.last;
  }
}

/** How many numbers of two matrices differ by more than a part of the largest one. */
function differences(right: Matrix, wrong: Matrix, least: number): number {
  const [x, y] = [right.flat(), wrong.flat()];
  const largest = Math.max(...x.map(Math.abs));
  return x.filter((value, i) => !(Math.abs(value - y[i]!) <= least * largest)).length;
}

/** Numbers smaller than this are what is left of others that cancel. */
const NOISE = 1e-9;

/**
 * Whether a mistake can be seen in what is dumped: something differs by more than its writing can hide, and by more than one
 * number, which any factor explains.
 */
export function isVisible(right: HandPass, wrong: HandPass, dumped: Dumped, least: number): boolean {
  const isNoise = right.dW.some((matrix) => matrix.flat().every((value) => Math.abs(value) < NOISE));
  const isSeen = dumped.some((quantity) =>
    right[quantity].some((matrix, l) => {
      const rows = matrix.map((row) => (typeof row === 'number' ? [row] : row));
      const others = wrong[quantity][l]!.map((row) => (typeof row === 'number' ? [row] : row));
      return rows.length !== others.length || differences(rows, others, least) > 0;
    }),
  );
  const alone = right.delta.some((matrix, l) => differences(matrix, wrong.delta[l]!, least) === 1);
  return !isNoise && isSeen && !alone;
}
