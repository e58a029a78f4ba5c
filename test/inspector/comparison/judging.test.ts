/** What is judged wrong, what is acquitted, and what is not said where it cannot be known. */
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../src/inspector/comparison/claim';
import type { ComparedQuantity, Comparison } from '../../../src/inspector/comparison/comparison';
import { compareNow } from './support/compareNow';
import { Random } from '../../engine/support/randomNetwork';
import { claimsOf, EVERYTHING, FLOAT64, modelText, ONLY_GRADIENTS, WITH_DELTAS } from './support/committed';
import {
  type HandActivation,
  type HandModel,
  handWrittenPass,
  layersBefore,
  type Matrix,
  multiply,
  scale,
  transpose,
} from './support/handWrittenPass';
import { runOf } from './support/runOf';

function modelOf(widths: readonly number[], samples: number, activation: HandActivation = 'tanh'): HandModel {
  const random = new Random(widths.length * 10 + samples);
  const matrix = (m: number, n: number): Matrix =>
    Array.from({ length: m }, () => Array.from({ length: n }, () => random.normal()));
  return {
    layers: widths.slice(1).map((units, l) => ({
      name: `layer${l + 1}`,
      activation,
      weights: matrix(widths[l]!, units),
      biases: matrix(1, units)[0]!,
    })),
    loss: 'half_squared_error',
    reduction: 'mean',
    inputs: matrix(samples, widths[0]!),
    targets: matrix(samples, widths.at(-1)!),
  };
}

const statusOf = ({ quantities }: Comparison, layer: string, quantity: string): string =>
  quantities.find((q) => q.layer === layer && q.quantity === quantity)!.status;

const named = ({ diagnoses }: Comparison): readonly string[] =>
  diagnoses.map(({ mistake, layer }) => `${mistake} ${layer ?? '–'}`);

/** The claims with one quantity replaced. */
function replaced(
  claims: readonly Claim[],
  layer: number,
  quantity: string,
  given: Matrix,
): readonly Claim[] {
  return claims.map((claim) =>
    claim.layer === layer && claim.quantity === quantity
      ? { ...claim, values: Float64Array.from(given.flat()) }
      : claim,
  );
}

const noise = (matrix: Matrix): Matrix =>
  matrix.map((row, i) => row.map((x, j) => x + Math.sin(7 * i + 3 * j + 1)));

function firstWrong({ firstDivergence, quantities }: Comparison): ComparedQuantity {
  return quantities[firstDivergence!]!;
}

describe('what follows from a wrong line', () => {
  const model = modelOf([3, 4, 3, 2], 5);
  const run = runOf(modelText(model));

  it('is acquitted', () => {
    const wrong = handWrittenPass(model, { id: 'missing_activation_derivative', layer: 1 });
    const comparison = compareNow(run, claimsOf(wrong, WITH_DELTAS, FLOAT64));
    expect(firstWrong(comparison)).toMatchObject({ layer: 'layer2', quantity: 'delta' });
    expect(statusOf(comparison, 'layer3', 'dW')).toBe('match');
    for (const [layer, quantity] of [
      ['layer2', 'dW'],
      ['layer2', 'db'],
      ['layer1', 'delta'],
      ['layer1', 'dW'],
      ['layer1', 'db'],
    ] as const) {
      expect(statusOf(comparison, layer, quantity)).toBe('follows');
    }
    expect(statusOf(comparison, 'layer1', 'z')).toBe('missing');
  });

  it('of a wrong z is judged at that z', () => {
    const right = handWrittenPass(model);
    const z = noise(right.z[0]!);
    const a = z.map((row) => row.map(Math.tanh));
    const claims = replaced(replaced(claimsOf(right, EVERYTHING, FLOAT64), 0, 'z', z), 0, 'a', a);
    const comparison = compareNow(run, claims);
    expect(firstWrong(comparison)).toMatchObject({ layer: 'layer1', quantity: 'z' });
    expect(statusOf(comparison, 'layer1', 'a')).toBe('follows');
    expect(comparison.diagnoses).toStrictEqual([]);
  });

  it('is not accused where it cannot be computed from what was given', () => {
    const right = handWrittenPass(model);
    const delta = noise(right.delta[1]!);
    // Somebody's δ of layer 2, wrong for no reason, of which only the gradients are shown.
    const back = multiply(delta, transpose(model.layers[1]!.weights));
    const first = back.map((row, k) => row.map((g, j) => g * (1 - Math.tanh(right.z[0]![k]![j]!) ** 2)));
    const wrong = {
      ...right,
      dW: [multiply(transpose(model.inputs), first), multiply(transpose(right.a[0]!), delta), right.dW[2]!],
      db: [
        [...multiply([[1, 1, 1, 1, 1]], first)[0]!],
        [...multiply([[1, 1, 1, 1, 1]], delta)[0]!],
        right.db[2]!,
      ],
    };
    const comparison = compareNow(run, claimsOf(wrong, ONLY_GRADIENTS, FLOAT64));
    expect(firstWrong(comparison)).toMatchObject({ layer: 'layer2', quantity: 'dW' });
    expect(comparison.diagnoses).toStrictEqual([]);
    const accused = comparison.quantities.filter(({ status }) => status === 'wrong');
    expect(accused).toHaveLength(1);
  });
});

describe('two mistakes', () => {
  const model = modelOf([3, 3, 3, 2], 4);
  const run = runOf(modelText(model));
  const wrong = handWrittenPass(model, { id: 'missing_activation_derivative', layer: 1 });
  // dW of the first layer is made with its own activation too.
  const second = multiply(transpose(wrong.a[0]!), wrong.delta[0]!);
  const both = { ...wrong, dW: [second, ...wrong.dW.slice(1)] };

  it.each([
    ['with deltas', WITH_DELTAS],
    ['without', ONLY_GRADIENTS],
  ] as const)('are both named, in the order of computation, %s', (_name, dumped) => {
    const comparison = compareNow(run, claimsOf(both, dumped, FLOAT64));
    expect(named(comparison)).toStrictEqual([
      'missing_activation_derivative layer2',
      'own_activation_used layer1',
    ]);
    expect(statusOf(comparison, 'layer1', 'dW')).toBe('wrong');
    expect(statusOf(comparison, 'layer1', 'db')).toBe('follows');
  });

  it('of which one is unknown: the other is named', () => {
    const claims = replaced(claimsOf(wrong, WITH_DELTAS, FLOAT64), 0, 'dW', noise(wrong.dW[0]!));
    const comparison = compareNow(run, claims);
    expect(named(comparison)).toStrictEqual(['missing_activation_derivative layer2']);
    expect(statusOf(comparison, 'layer1', 'dW')).toBe('wrong');
  });
});

describe('an unknown mistake', () => {
  it('is not given a name', () => {
    const model = modelOf([3, 4, 2], 4);
    const right = handWrittenPass(model);
    const claims = replaced(claimsOf(right, WITH_DELTAS, FLOAT64), 1, 'delta', noise(right.delta[1]!));
    const comparison = compareNow(runOf(modelText(model)), claims);
    expect(comparison).toMatchObject({ matches: false, diagnoses: [] });
    expect(firstWrong(comparison)).toMatchObject({ layer: 'layer2', quantity: 'delta' });
  });

  it('in a single number is no constant factor', () => {
    const model = modelOf([1, 1, 1], 1);
    const right = handWrittenPass(model);
    const wrong = { ...right, delta: [right.delta[0]!, scale(right.delta[1]!, 1.2345)] };
    const { diagnoses } = compareNow(runOf(modelText(model)), claimsOf(wrong, ['delta'], FLOAT64));
    expect(diagnoses).toStrictEqual([]);
  });
});

describe('a tie', () => {
  it('is said to be one', () => {
    // Twice the gradient of a batch of two, of which no δ is shown: not averaged, or accumulated.
    const model = modelOf([3, 4, 2], 2);
    const wrong = handWrittenPass(model, { id: 'gradient_accumulated' });
    const { diagnoses } = compareNow(runOf(modelText(model)), claimsOf(wrong, ONLY_GRADIENTS, FLOAT64));
    const tied = diagnoses.map(({ mistake }) => mistake);
    expect(tied).toEqual(expect.arrayContaining(['not_averaged_over_batch', 'gradient_accumulated']));
    expect(new Set(diagnoses.map(({ relativeError }) => relativeError)).size).toBe(1);
    expect(diagnoses[0]!.explanation).toContain('gradient_accumulated');
    expect(diagnoses[1]!.explanation).toContain('not_averaged_over_batch');
  });
});

describe('parameters', () => {
  const model = modelOf([3, 4, 4, 2], 5, 'leaky_relu');
  const run = runOf(modelText(model));

  it.each([
    ['the learning rate', { id: 'updated_weights_used', rate: 0.05 }, { learningRate: 0.05 }],
    ['the slope', { id: 'wrong_leaky_slope', layer: 1, slope: 0.2 }, { used: 0.2, slope: 0.01 }],
    ['the factor', { id: 'constant_factor', layer: 1, factor: 0.7 }, { factor: 0.7, quantity: 'delta' }],
    [
      'the order',
      { id: 'samples_shuffled', what: 'targets', order: [2, 0, 1, 4, 3] },
      { what: 'targets', order: '3, 1, 2, 5, 4' },
    ],
    [
      'the order of δ beside a',
      { id: 'samples_shuffled', what: 'pairs', order: [1, 0, 2, 3, 4], layer: 2 },
      { what: 'pairs', order: '2, 1, 3, 4, 5' },
    ],
    [
      'the learning rate of an update in between',
      { id: 'stale_forward_values', rate: 0.002, before: layersBefore(model, 0.002)!, backward: 'new' },
      { learningRate: 0.002, backward: 'new' },
    ],
    [
      'the learning rate of an update behind all',
      { id: 'stale_forward_values', rate: 0.002, before: layersBefore(model, 0.002)!, backward: 'old' },
      { learningRate: 0.002, backward: 'old' },
    ],
    ['the sample', { id: 'one_sample_only', layer: 0, sample: 3 }, { sample: 4 }],
    [
      'the activation',
      { id: 'wrong_activation_derivative', layer: 0, used: 'tanh' },
      { used: 'tanh', activation: 'leaky_relu' },
    ],
  ] as const)('%s', (_name, mistake, parameters) => {
    const claims = claimsOf(handWrittenPass(model, mistake), ONLY_GRADIENTS, FLOAT64);
    expect(compareNow(run, claims).diagnoses[0]).toMatchObject({ mistake: mistake.id, parameters });
  });
});

describe('an order of samples', () => {
  const model = modelOf([3, 4, 2], 4);
  const order = [3, 1, 0, 2];

  it('of the whole batch is told by its rows; its gradients are right', () => {
    const wrong = handWrittenPass(model, { id: 'samples_shuffled', what: 'samples', order });
    const comparison = compareNow(runOf(modelText(model)), claimsOf(wrong, WITH_DELTAS, FLOAT64));
    expect(comparison.diagnoses[0]).toMatchObject({
      ...{ mistake: 'samples_shuffled', layer: null },
      parameters: { what: 'samples', order: '4, 2, 1, 3' },
    });
    expect(statusOf(comparison, 'layer2', 'dW')).toBe('match');
  });

  it('that cannot be told, because samples are the same, is not', () => {
    const [first, second, third] = model.inputs;
    const twice = { ...model, inputs: [first!, first!, second!, third!] };
    const wrong = handWrittenPass(twice, { id: 'samples_shuffled', what: 'inputs', order });
    const { diagnoses } = compareNow(runOf(modelText(twice)), claimsOf(wrong, EVERYTHING, FLOAT64));
    expect(diagnoses[0]).toMatchObject({ mistake: 'samples_shuffled', parameters: { what: 'inputs' } });
    expect(diagnoses[0]!.parameters).not.toHaveProperty('order');
    expect(diagnoses[0]!.explanation).toContain('in another order than the targets.');
  });
});

describe('claims that cannot be', () => {
  it.each([
    ['of a layer that is not there', { layer: 2, quantity: 'dW', shape: [3, 2] }],
    ['of another shape', { layer: 0, quantity: 'dW', shape: [4, 4] }],
    ['a flat list for a matrix', { layer: 0, quantity: 'dW', shape: [12] }],
  ] as const)('%s', (_name, claim) => {
    const model = modelOf([3, 4, 2], 2);
    const values = new Float64Array(claim.shape.reduce<number>((p, n) => p * n, 1));
    expect(() => compareNow(runOf(modelText(model)), [{ ...claim, values, precision: FLOAT64 }])).toThrow(
      RangeError,
    );
  });
});
