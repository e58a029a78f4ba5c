/** Numeric derivatives: of every kind of number, at kinks and beside them, of one sample's share, in float32 models. */
import { describe, expect, it } from 'vitest';
import { centralDifference, differentiate } from '../../src/engine/centralDifference';
import type { CellRef } from '../../src/engine/cell';
import { complete } from '../../src/engine/computation';
import { Extrapolation } from '../../src/engine/extrapolation';
import { buildNetwork, type LayerSpec, type NetworkSpec } from '../../src/engine/network';
import { run, type Run } from '../../src/engine/run';
import { at } from '../../src/engine/tensor';
import { goldenCases, matrix, vector } from './support/goldenCase';
import { Random, randomNetwork, toFloat32, toFloat64 } from './support/randomNetwork';

function runOf(spec: NetworkSpec): Run {
  return complete(run(buildNetwork(spec)));
}

function dense(
  activation: LayerSpec['activation']['name'],
  weights: number[][],
  biases?: number[],
  parameters: Record<string, number> = {},
): LayerSpec {
  return {
    type: 'dense',
    name: activation,
    units: weights[0]!.length,
    activation: { name: activation, parameters },
    inputs: ['inputs'],
    parameters: {
      weights: matrix(weights),
      ...(biases === undefined ? {} : { biases: vector(biases) }),
    },
  };
}

function network(
  layers: LayerSpec[],
  inputs: number[][],
  targets: number[][],
  loss = 'half_squared_error',
): NetworkSpec {
  return {
    name: 'test',
    dtype: 'float64',
    layers: layers.map((layer, l) => ({ ...layer, inputs: [l === 0 ? 'inputs' : l - 1] })),
    loss: { name: loss as NetworkSpec['loss']['name'], parameters: {}, fromLogits: false },
    reduction: 'mean',
    inputs: matrix(inputs),
    targets: matrix(targets),
  };
}

const weight = (layer: number, row: number, column: number): CellRef => ({
  quantity: 'parameterGradient',
  layer,
  parameter: 'weights',
  row,
  column,
});

describe('Extrapolation', () => {
  it('removes error terms of even powers, and says how far it can be trusted', () => {
    const series = new Extrapolation(2);
    for (const h of [1, 0.5, 0.25, 0.125, 0.0625]) series.add(Math.sin(h) / h);
    expect(series.value).toBeCloseTo(1, 13);
    expect(Math.abs(series.value - 1)).toBeLessThanOrEqual(series.error);
    expect(series.error).toBeLessThan(1e-9);
  });

  it('removes error terms of all powers', () => {
    const series = new Extrapolation(1);
    for (const h of [0.5, 0.25, 0.125, 0.0625, 0.03125]) series.add(Math.expm1(h) / h);
    expect(Math.abs(series.value - 1)).toBeLessThan(1e-6);
    expect(Math.abs(series.value - 1)).toBeLessThanOrEqual(series.error);
  });

  it('notices when smaller steps only add noise', () => {
    const series = new Extrapolation(2);
    for (const noisy of [1, 1.0000001, 0.9999, 1.001, 0.99]) series.add(noisy);
    expect(series.exhausted).toBe(true);
    expect(series.value).toBeCloseTo(1, 6);
  });
});

describe('every kind of number', () => {
  const spec = goldenCases().find(({ name }) => name === 'case-1-02')!.spec;
  const r = runOf(spec);

  it.each([1, 2, 3, 5])('∂L/∂W, ∂L/∂b, δ and ∂L/∂a of layer %d', (layer) => {
    const { parameterGradients, deltas, upstreamGradients } = r.backward;
    const upstream = upstreamGradients[layer];
    const numbers: (readonly [CellRef, number])[] = [
      [weight(layer, 0, 1), at(parameterGradients[layer]!['weights']!, 0, 1)],
      [
        { quantity: 'parameter', layer, parameter: 'biases', row: 0, column: 1 },
        at(parameterGradients[layer]!['biases']!, 0, 1),
      ],
      [{ quantity: 'delta', layer, row: 1, column: 0 }, at(deltas[layer]!, 1, 0)],
      [{ quantity: 'preActivation', layer, row: 1, column: 0 }, at(deltas[layer]!, 1, 0)],
    ];
    if (upstream !== undefined) {
      numbers.push(
        [{ quantity: 'upstreamGradient', layer, row: 1, column: 0 }, at(upstream, 1, 0)],
        [{ quantity: 'activation', layer, row: 1, column: 0 }, at(upstream, 1, 0)],
      );
    }
    for (const [cell, analytic] of numbers) {
      const numeric = centralDifference(r.network, cell);
      expect(Math.abs(numeric.value - analytic), JSON.stringify(cell)).toBeLessThanOrEqual(
        1e-9 * Math.abs(analytic) + 10 * numeric.error,
      );
      expect(numeric.error).toBeLessThan(1e-11);
      expect(numeric.crossesKink).toBe(false);
      expect(numeric.left).toBeUndefined();
      // With the forward pass given the numbers are the same.
      expect(centralDifference(r.network, cell, { trace: r.forward })).toEqual(numeric);
    }
  });

  it('∂L/∂x of an input is what the first layer would send back', () => {
    const { deltas } = r.backward;
    const weights = spec.layers[0]!.parameters['weights']!;
    let expected = 0;
    for (let j = 0; j < spec.layers[0]!.units; j++) expected += at(deltas[0]!, 1, j) * at(weights, 2, j);
    const numeric = centralDifference(r.network, { quantity: 'input', row: 1, column: 2 });
    expect(Math.abs(numeric.value - expected)).toBeLessThanOrEqual(
      1e-9 * Math.abs(expected) + 10 * numeric.error,
    );
  });

  it('one sample’s share of a weight’s gradient, and the shares add up', () => {
    const shares = [0, 1].map((sample) => {
      const numeric = centralDifference(r.network, { ...weight(2, 1, 3), sample });
      const analytic = at(r.forward.activations[1]!, sample, 1) * at(r.backward.deltas[2]!, sample, 3);
      expect(Math.abs(numeric.value - analytic)).toBeLessThanOrEqual(
        1e-9 * Math.abs(analytic) + 10 * numeric.error,
      );
      return numeric.value;
    });
    expect(shares[0]).not.toBe(shares[1]);
    expect(shares[0]! + shares[1]!).toBeCloseTo(at(r.backward.parameterGradients[2]!['weights']!, 1, 3), 11);
  });

  it('of a weight that two layers depend on', () => {
    const layer = (source: number | 'inputs', width: number, random: Random): LayerSpec => ({
      ...dense('tanh', [[0]]),
      units: 3,
      inputs: [source],
      parameters: { weights: random.tensor([width, 3], () => random.normal()) },
    });
    const random = new Random(3);
    const spec2: NetworkSpec = {
      ...network([], [[0.3, -0.2]], [[0.1, 0.2, 0.3]]),
      layers: [layer('inputs', 2, random), layer(0, 3, random), layer(0, 3, random), layer(2, 3, random)],
    };
    const r2 = runOf(spec2);
    const numeric = centralDifference(r2.network, weight(0, 1, 2));
    expect(numeric.value).toBeCloseTo(at(r2.backward.parameterGradients[0]!['weights']!, 1, 2), 11);
    // Nothing reads layer 1.
    expect(centralDifference(r2.network, weight(1, 0, 0))).toMatchObject({ value: 0, crossesKink: false });
    expect(at(r2.backward.parameterGradients[1]!['weights']!, 0, 0)).toBe(0);
  });

  it.each<CellRef>([
    { quantity: 'loss', row: 0, column: 0 },
    { quantity: 'target', row: 0, column: 0 },
    { quantity: 'sampleLoss', row: 0, column: 0 },
    { quantity: 'delta', layer: 9, row: 0, column: 0 },
    { quantity: 'delta', row: 0, column: 0 },
    { quantity: 'delta', layer: 1, row: 0, column: 7 },
    { quantity: 'delta', layer: 1, row: 2, column: 0 },
    { quantity: 'parameter', layer: 0, parameter: 'weights', row: 9, column: 0 },
    { quantity: 'parameter', layer: 0, parameter: 'gamma', row: 0, column: 0 },
    // Fused with the loss: a takes no part by itself.
    { quantity: 'upstreamGradient', layer: 5, row: 0, column: 0 },
  ])('throws a RangeError for $quantity of layer $layer at $row, $column', (cell) => {
    expect(() => centralDifference(r.network, cell)).toThrow(RangeError);
  });
});

describe('kinks', () => {
  it('at a kink both one-sided derivatives are given', () => {
    // z = 0 exactly: a = relu(0), and ∂L/∂a = a − y = −1.
    const r = runOf(network([dense('relu', [[0]])], [[2]], [[1]]));
    const numeric = centralDifference(r.network, weight(0, 0, 0));
    expect(numeric.crossesKink).toBe(true);
    expect(numeric.left).toBeCloseTo(0, 9);
    expect(numeric.right).toBeCloseTo(-2, 9);
    expect(numeric.value).toBeCloseTo(-1, 9);
    expect(at(r.backward.parameterGradients[0]!['weights']!, 0, 0)).toBeCloseTo(0, 15);
  });

  it('closer to a kink than can be stepped between', () => {
    const r = runOf(network([dense('relu', [[1e-12]])], [[2]], [[1]]));
    const numeric = centralDifference(r.network, weight(0, 0, 0));
    expect(numeric.crossesKink).toBe(true);
    expect(numeric.right).toBeCloseTo(-2, 6);
  });

  it('beside a kink the step stays on one side', () => {
    for (const z of [1e-4, -1e-4, 3e-3]) {
      const r = runOf(
        network([dense('leaky_relu', [[z / 2]], undefined, { negative_slope: 0.1 })], [[2]], [[1]]),
      );
      const numeric = centralDifference(r.network, weight(0, 0, 0));
      expect(numeric.crossesKink).toBe(false);
      expect(numeric.step * 2).toBeLessThan(Math.abs(z));
      expect(numeric.value).toBeCloseTo(at(r.backward.parameterGradients[0]!['weights']!, 0, 0), 9);
    }
  });

  it('of the loss', () => {
    const r = runOf(network([dense('linear', [[0.5]])], [[2]], [[1]], 'mean_absolute_error'));
    const numeric = centralDifference(r.network, weight(0, 0, 0));
    expect(numeric).toMatchObject({ crossesKink: true });
    expect(numeric.left).toBeCloseTo(-2, 9);
    expect(numeric.right).toBeCloseTo(2, 9);
    expect(numeric.value).toBeCloseTo(0, 9);
  });

  it('that a number does not move are none of its kinks', () => {
    // The second unit stands at its kink, but only the first one's weight is moved.
    const r = runOf(network([dense('relu', [[0.4, 0]])], [[2]], [[1, 1]]));
    const numeric = centralDifference(r.network, weight(0, 0, 0));
    expect(numeric.crossesKink).toBe(false);
    expect(numeric.value).toBeCloseTo(2 * (0.8 - 1), 12);
  });

  it('a mere bend is no kink, and costs no digits', () => {
    for (const activation of ['elu', 'softsign'] as const) {
      const spec = network([dense(activation, [[0]], undefined, { alpha: 1 })], [[2]], [[1]]);
      const r = runOf(spec);
      const numeric = centralDifference(r.network, weight(0, 0, 0));
      expect(numeric.crossesKink).toBe(false);
      expect(numeric.value).toBeCloseTo(at(r.backward.parameterGradients[0]!['weights']!, 0, 0), 9);
    }
  });
});

describe('hard places', () => {
  it('a step that would leave the logarithm’s domain is shortened', () => {
    const r = runOf(network([dense('linear', [[5e-4]])], [[1]], [[1]], 'poisson'));
    const numeric = centralDifference(r.network, weight(0, 0, 0));
    const analytic = at(r.backward.parameterGradients[0]!['weights']!, 0, 0);
    expect(analytic).toBeCloseTo(1 - 1 / 5e-4, 9);
    expect(Math.abs(numeric.value / analytic - 1)).toBeLessThan(1e-6);
  });

  it('large inputs get small steps', () => {
    const r = runOf(network([dense('sigmoid', [[1e-6]], [0.2])], [[1e6]], [[0.3]]));
    const numeric = centralDifference(r.network, weight(0, 0, 0));
    expect(numeric.step).toBeLessThan(1e-6);
    const analytic = at(r.backward.parameterGradients[0]!['weights']!, 0, 0);
    expect(Math.abs(numeric.value / analytic - 1)).toBeLessThan(1e-9);
  });

  it('a dead unit’s derivative is exactly 0', () => {
    const r = runOf(network([dense('relu', [[-3]])], [[2]], [[1]]));
    expect(centralDifference(r.network, weight(0, 0, 0)).value).toBe(0);
  });

  it('where the loss is NaN so is its derivative', () => {
    const r = runOf(network([dense('tanh', [[0.1]])], [[NaN]], [[1]]));
    expect(centralDifference(r.network, weight(0, 0, 0)).value).toBeNaN();
  });

  it('a float32 network is differentiated in float64, with its own numbers', () => {
    const spec = toFloat32(randomNetwork(new Random(42), 'mean_squared_error', 'tanh'));
    const narrow = runOf(spec);
    const wide = runOf(toFloat64(spec));
    const cell = weight(0, 0, 0);
    const numeric = centralDifference(narrow.network, cell, { trace: narrow.forward });
    expect(numeric).toEqual(centralDifference(wide.network, cell));
    const analytic = at(wide.backward.parameterGradients[0]!['weights']!, 0, 0);
    expect(Math.abs(numeric.value - analytic)).toBeLessThanOrEqual(
      1e-9 * Math.abs(analytic) + 10 * numeric.error,
    );
  });
});

describe('cost', () => {
  it('two forward passes a step from the changed layer on, of one sample for its δ', () => {
    const random = new Random(5);
    const layer = (): LayerSpec => ({
      ...dense('tanh', [[0]]),
      units: 20,
      parameters: { weights: random.tensor([20, 20], () => random.normal() / 5) },
    });
    const spec: NetworkSpec = {
      ...network([layer(), layer(), layer(), layer()], [[0]], [[0]]),
      inputs: random.tensor([10, 20], () => random.normal()),
      targets: random.tensor([10, 20], () => random.normal()),
    };
    const r = runOf(spec);
    const product = 10 * 20 * 20;
    const costOf = (cell: CellRef): number => {
      const work = [...differentiate(r.network, cell, { trace: r.forward })];
      return work.reduce((sum, slice) => sum + slice, 0);
    };
    // One probe and at most nine steps of two passes each.
    expect(costOf(weight(0, 0, 0))).toBeLessThanOrEqual(19 * 4 * product);
    expect(costOf(weight(3, 0, 0))).toBeLessThanOrEqual(costOf(weight(0, 0, 0)) / 2);
    expect(costOf({ quantity: 'delta', layer: 3, row: 2, column: 1 })).toBe(0);
    expect(costOf({ quantity: 'delta', layer: 2, row: 2, column: 1 })).toBeLessThanOrEqual(
      (19 * product) / 10,
    );
    expect(costOf({ ...weight(0, 0, 0), sample: 4 })).toBeLessThanOrEqual((19 * 4 * product) / 10);
  });
});
