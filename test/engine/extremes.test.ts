/** Whole networks at the ends of the numbers: huge logits, saturation, NaN and infinities, with exact outcomes. */
import { describe, expect, it } from 'vitest';
import type { ActivationName } from '../../src/engine/activations';
import { complete } from '../../src/engine/computation';
import type { LossName } from '../../src/engine/losses';
import { buildNetwork, type NetworkSpec } from '../../src/engine/network';
import { run, type Run } from '../../src/engine/run';
import { matrix } from './support/goldenCase';

interface Options {
  readonly fromLogits?: boolean;
  readonly parameters?: Record<string, number>;
}

/** One layer with the identity for weights: z is the input. */
function runOn(
  activation: ActivationName,
  loss: LossName,
  z: number[][],
  targets: number[][],
  { fromLogits = false, parameters = {} }: Options = {},
): Run {
  const n = z[0]!.length;
  const identity = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_unused, j) => (i === j ? 1 : 0)),
  );
  const spec: NetworkSpec = {
    name: 'extreme',
    dtype: 'float64',
    layers: [
      {
        type: 'dense',
        name: 'only',
        units: n,
        activation: { name: activation, parameters: {} },
        inputs: ['inputs'],
        parameters: { weights: matrix(identity) },
      },
    ],
    loss: { name: loss, parameters, fromLogits },
    reduction: 'sum',
    inputs: matrix(z),
    targets: matrix(targets),
  };
  return complete(run(buildNetwork(spec)));
}

const deltaOf = (r: Run): number[] => Array.from(r.backward.deltas[0]!.data);

describe('logits of ±1000', () => {
  it('softmax with cross-entropy', () => {
    const right = runOn('softmax', 'categorical_crossentropy', [[1000, 0, -1000]], [[1, 0, 0]]);
    expect(right.forward.loss).toBe(0);
    expect(deltaOf(right)).toEqual([0, 0, 0]);
    const wrong = runOn('softmax', 'categorical_crossentropy', [[1000, 0, -1000]], [[0, 0, 1]]);
    expect(wrong.forward.loss).toBe(2000);
    expect(deltaOf(wrong)).toEqual([1, 0, -1]);
  });

  it('the same from logits, and from classes', () => {
    for (const r of [
      runOn('linear', 'categorical_crossentropy', [[1000, 0, -1000]], [[0, 0, 1]], { fromLogits: true }),
      runOn('linear', 'sparse_categorical_crossentropy', [[1000, 0, -1000]], [[2]], { fromLogits: true }),
      runOn('softmax', 'sparse_categorical_crossentropy', [[1000, 0, -1000]], [[2]]),
      runOn('log_softmax', 'sparse_categorical_crossentropy', [[1000, 0, -1000]], [[2]]),
    ]) {
      expect(r.forward.loss).toBe(2000);
      expect(deltaOf(r)).toEqual([1, 0, -1]);
    }
  });

  it('sigmoid with binary cross-entropy, also from logits', () => {
    const z = [[1000, -1000, 1000, -1000]];
    const y = [[1, 0, 0, 1]];
    for (const r of [
      runOn('sigmoid', 'binary_crossentropy', z, y),
      runOn('linear', 'binary_crossentropy', z, y, { fromLogits: true }),
    ]) {
      expect(r.forward.loss).toBe(500);
      expect(deltaOf(r)).toEqual([0, 0, 0.25, -0.25]);
    }
  });

  it('KL divergence of softmax', () => {
    const r = runOn('softmax', 'kl_divergence', [[1000, 0]], [[0, 1]]);
    expect(r.forward.loss).toBe(1000);
    expect(deltaOf(r)).toEqual([1, -1]);
  });
});

describe('probabilities fed straight into a cross-entropy', () => {
  it('an impossible truth is infinitely bad, and says so', () => {
    const r = runOn('linear', 'categorical_crossentropy', [[0, 1]], [[1, 0]]);
    expect(r.forward.loss).toBe(Infinity);
    expect(deltaOf(r)).toEqual([-Infinity, 0]);
    const binary = runOn('linear', 'binary_crossentropy', [[0, 1]], [[1, 0]]);
    expect(binary.forward.loss).toBe(Infinity);
    expect(deltaOf(binary)).toEqual([-Infinity, Infinity]);
  });

  it('a certain truth costs nothing', () => {
    const r = runOn('linear', 'binary_crossentropy', [[0, 1]], [[0, 1]]);
    expect(r.forward.loss).toBe(0);
    expect(deltaOf(r)).toEqual([0.5, -0.5]);
  });

  it('what is no probability has no logarithm', () => {
    expect(runOn('linear', 'categorical_crossentropy', [[-0.5, 1]], [[1, 0]]).forward.loss).toBeNaN();
  });

  it('probabilities of relu, by the general rule', () => {
    const r = runOn('relu', 'categorical_crossentropy', [[0.25, -1]], [[1, 0]]);
    expect(r.forward.loss).toBe(-Math.log(0.25));
    expect(deltaOf(r)).toEqual([-4, 0]);
  });
});

describe('saturation', () => {
  it('a saturated tanh passes what is left of its slope', () => {
    const r = runOn('tanh', 'half_squared_error', [[25, -400]], [[0, 0]]);
    expect(Array.from(r.forward.activations[0]!.data)).toEqual([1, -1]);
    // sech² 25 = 4 e^{−50}: not 0, although a rounds to 1.
    expect(deltaOf(r)[0]).toBeCloseTo(4 * Math.exp(-50), 36);
    expect(deltaOf(r)[0]).toBeGreaterThan(7e-22);
    expect(deltaOf(r)[1]! + 0).toBe(0);
  });

  it('a dead unit passes nothing', () => {
    expect(deltaOf(runOn('relu', 'mean_squared_error', [[-3]], [[5]]))[0]! + 0).toBe(0);
  });
});

describe('NaN and infinities travel', () => {
  it('NaN in one sample leaves the others’ rows alone', () => {
    const r = runOn(
      'sigmoid',
      'mean_squared_error',
      [
        [NaN, 0],
        [0, 0],
      ],
      [
        [1, 1],
        [1, 1],
      ],
    );
    expect(r.forward.loss).toBeNaN();
    expect(Array.from(r.forward.sampleLosses.data)).toEqual([NaN, 0.25]);
    expect(deltaOf(r).slice(2)).toEqual([-0.125, -0.125]);
    // 0 · NaN is NaN: the identity's zeros carry it to every unit of its sample.
    expect(deltaOf(r).slice(0, 2)).toEqual([NaN, NaN]);
    expect(Array.from(r.backward.parameterGradients[0]!['weights']!.data)).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('an infinite z of a bounded activation is just saturated', () => {
    const r = runOn('tanh', 'half_squared_error', [[Infinity]], [[0]]);
    expect(r.forward.loss).toBe(0.5);
    expect(deltaOf(r)).toEqual([0]);
    // ∂L/∂w = a δ = ∞ · 0.
    expect(r.backward.parameterGradients[0]!['weights']!.data[0]).toBeNaN();
  });

  it('an infinite output makes an infinite loss', () => {
    const r = runOn('linear', 'mean_absolute_error', [[-Infinity]], [[0]]);
    expect(r.forward.loss).toBe(Infinity);
    expect(deltaOf(r)).toEqual([-1]);
  });
});
