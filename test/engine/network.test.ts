/** Building a network: shapes inferred and checked, targets as the loss reads them, scales of the loss. */
import { describe, expect, it } from 'vitest';
import { complete } from '../../src/engine/computation';
import { buildNetwork, type LayerSpec, type NetworkSpec } from '../../src/engine/network';
import { run, workOf } from '../../src/engine/run';
import { ShapeError, zeros } from '../../src/engine/tensor';
import { matrix } from './support/goldenCase';

function dense(inputs: number, units: number, source: LayerSpec['inputs'][number], bias = true): LayerSpec {
  return {
    type: 'dense',
    name: `dense ${inputs} to ${units}`,
    units,
    activation: { name: 'tanh', parameters: {} },
    inputs: [source],
    parameters: {
      weights: zeros([inputs, units], 'float64'),
      ...(bias ? { biases: zeros([units], 'float64') } : {}),
    },
  };
}

function spec(layers: LayerSpec[], changes: Partial<NetworkSpec> = {}): NetworkSpec {
  return {
    name: 'test',
    dtype: 'float64',
    layers,
    loss: { name: 'mean_squared_error', parameters: {}, fromLogits: false },
    reduction: 'mean',
    inputs: zeros([4, 2], 'float64'),
    targets: zeros([4, 3], 'float64'),
    ...changes,
  };
}

describe('a network', () => {
  it('knows widths, readers, scales and its work', () => {
    const network = buildNetwork(spec([dense(2, 5, 'inputs'), dense(5, 5, 0, false), dense(5, 3, 0)]));
    expect(network.samples).toBe(4);
    expect(network.layers.map((layer) => layer.inputWidths)).toEqual([[2], [5], [5]]);
    expect(network.layers.map((layer) => layer.readers)).toEqual([
      [
        { layer: 1, source: 0 },
        { layer: 2, source: 0 },
      ],
      [],
      [],
    ]);
    expect(network.loss).toMatchObject({ sampleScale: 1 / 4, outputScale: 1 / 3, fused: undefined });
    const r = run(network);
    let work = 0;
    for (let step = r.next(); step.done !== true; step = r.next()) work += step.value;
    expect(work).toBe(workOf(network).forward + workOf(network).backward);
  });

  it('fuses loss and activation where the pair has a stable form, and only there', () => {
    const fusedOf = (
      loss: NetworkSpec['loss'],
      activation: LayerSpec['activation']['name'],
    ): string | undefined =>
      buildNetwork(
        spec([{ ...dense(2, 3, 'inputs'), activation: { name: activation, parameters: {} } }], { loss }),
      ).loss.fused?.activation.name;
    const bce: NetworkSpec['loss'] = { name: 'binary_crossentropy', parameters: {}, fromLogits: false };
    expect(fusedOf(bce, 'sigmoid')).toBe('sigmoid');
    expect(fusedOf(bce, 'softmax')).toBeUndefined();
    expect(fusedOf({ ...bce, fromLogits: true }, 'linear')).toBe('sigmoid');
    expect(fusedOf({ ...bce, name: 'kl_divergence' }, 'log_softmax')).toBe('log_softmax');
    expect(fusedOf({ ...bce, name: 'poisson' }, 'exponential')).toBe('exponential');
    expect(fusedOf({ ...bce, name: 'huber', parameters: { delta: 1 } }, 'sigmoid')).toBeUndefined();
  });

  it('reads classes as one-hot rows, and 0/1 labels of a hinge as −1/+1', () => {
    const classes = spec([dense(2, 3, 'inputs')], {
      loss: { name: 'sparse_categorical_crossentropy', parameters: {}, fromLogits: true },
      targets: matrix([[2], [0], [1], [2]]),
    });
    expect(Array.from(buildNetwork(classes).targets.data)).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
    const labels = spec([dense(2, 1, 'inputs')], {
      loss: { name: 'hinge', parameters: {}, fromLogits: false },
      targets: matrix([[0], [1], [1], [0]]),
    });
    expect(Array.from(buildNetwork(labels).targets.data)).toEqual([-1, 1, 1, -1]);
    const signed = { ...labels, targets: matrix([[0], [1], [-1], [0]]) };
    expect(Array.from(buildNetwork(signed).targets.data)).toEqual([0, 1, -1, 0]);
  });

  it('gives a layer that the loss does not depend on gradients of exactly 0', () => {
    const r = complete(run(buildNetwork(spec([dense(2, 5, 'inputs'), dense(5, 4, 0), dense(5, 3, 0)]))));
    expect(r.backward.deltas[1]!.data.every((x) => x === 0)).toBe(true);
    expect(r.backward.parameterGradients[1]!['weights']!.shape).toEqual([5, 4]);
  });
});

describe('shapes that do not fit', () => {
  it.each<readonly [string, NetworkSpec]>([
    ['weights for other inputs', spec([dense(3, 3, 'inputs')])],
    ['weights for another layer before', spec([dense(2, 5, 'inputs'), dense(4, 3, 0)])],
    ['no layer', spec([])],
    ['a layer that reads itself', spec([dense(2, 3, 0)])],
    ['a layer that reads a later one', spec([dense(2, 3, 1), dense(2, 3, 'inputs')])],
    ['no weights', spec([{ ...dense(2, 3, 'inputs'), parameters: {} }])],
    [
      'biases of another length',
      spec([
        {
          ...dense(2, 3, 'inputs'),
          parameters: { weights: zeros([2, 3], 'float64'), biases: zeros([2], 'float64') },
        },
      ]),
    ],
    ['targets of another width', spec([dense(2, 3, 'inputs')], { targets: zeros([4, 2], 'float64') })],
    ['targets of other samples', spec([dense(2, 3, 'inputs')], { targets: zeros([3, 3], 'float64') })],
    [
      'classes of other samples',
      spec([dense(2, 3, 'inputs')], {
        loss: { name: 'sparse_categorical_crossentropy', parameters: {}, fromLogits: true },
        targets: zeros([3, 1], 'float64'),
      }),
    ],
  ])('%s', (_, wrong) => {
    expect(() => buildNetwork(wrong)).toThrow(ShapeError);
  });
});
