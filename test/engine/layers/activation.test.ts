/** An activation layer behind a linear dense layer is that dense layer with the activation, to the bit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centralDifference } from '../../../src/engine/centralDifference';
import { complete } from '../../../src/engine/computation';
import { buildNetwork, type LayerSpec, type NetworkSpec } from '../../../src/engine/network';
import { run, type Run } from '../../../src/engine/run';
import { at, columnsOf } from '../../../src/engine/tensor';
import { activationNames, lossNames, Random, randomNetwork, toFloat32 } from '../support/randomNetwork';

/** Each layer in two: what was dense becomes linear, followed by its activation as a layer of its own. */
function split(spec: NetworkSpec): NetworkSpec {
  return {
    ...spec,
    layers: spec.layers.flatMap((layer, l): LayerSpec[] => [
      {
        ...layer,
        activation: { name: 'linear', parameters: {} },
        inputs: layer.inputs.map((source) => (source === 'inputs' ? source : 2 * source + 1)),
      },
      {
        type: 'activation',
        name: `σ of ${layer.name}`,
        units: layer.units,
        activation: layer.activation,
        inputs: [2 * l],
        parameters: {},
      },
    ]),
  };
}

/** The network behind a sigmoid of its inputs. */
function behindSigmoid(spec: NetworkSpec): NetworkSpec {
  const first: LayerSpec = {
    type: 'activation',
    name: 'first',
    units: columnsOf(spec.inputs),
    activation: { name: 'sigmoid', parameters: {} },
    inputs: ['inputs'],
    parameters: {},
  };
  const others = spec.layers.map((layer): LayerSpec => ({
    ...layer,
    inputs: layer.inputs.map((source) => (source === 'inputs' ? 0 : source + 1)),
  }));
  return { ...spec, layers: [first, ...others] };
}

function runOf(spec: NetworkSpec): Run {
  return complete(run(buildNetwork(spec)));
}

describe('an activation as a layer of its own', () => {
  it('gives the bits of the layer that has it', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom(...lossNames),
        fc.constantFrom(...activationNames),
        fc.boolean(),
        (seed, loss, activation, narrow) => {
          const random = randomNetwork(new Random(seed), loss, activation);
          const spec = narrow ? toFloat32(random) : random;
          const [one, two] = [runOf(spec), runOf(split(spec))];
          expect(two.forward.loss).toBe(one.forward.loss);
          spec.layers.forEach((_layer, l) => {
            const [linear, own] = [2 * l, 2 * l + 1];
            expect(two.forward.preActivations[own]).toEqual(one.forward.preActivations[l]);
            expect(two.forward.activations[own]).toEqual(one.forward.activations[l]);
            expect(two.backward.deltas[own]).toEqual(one.backward.deltas[l]);
            expect(two.backward.deltas[linear]).toEqual(one.backward.deltas[l]);
            expect(two.backward.parameterGradients[linear]).toEqual(one.backward.parameterGradients[l]);
            expect(two.backward.parameterGradients[own]).toEqual({});
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('copies nothing: its z is what it reads, and what it sends back is its δ', () => {
    const { forward, backward } = runOf(split(randomNetwork(new Random(3), 'log_cosh', 'tanh')));
    expect(forward.preActivations[1]).toBe(forward.activations[0]);
    expect(backward.upstreamGradients[0]).toBe(backward.deltas[1]);
  });

  it('agrees with central differences of its z and of what it reads, the batch’s inputs too', () => {
    const spec = behindSigmoid(split(randomNetwork(new Random(3), 'log_cosh', 'tanh')));
    const { network, forward, backward } = runOf(spec);
    expect(forward.preActivations[0]).toBe(network.spec.inputs);
    for (const [quantity, matrices] of [
      ['delta', backward.deltas],
      ['upstreamGradient', backward.upstreamGradients],
    ] as const) {
      matrices.forEach((matrix, layer) => {
        const numeric = centralDifference(network, { quantity, layer, row: 0, column: 0 });
        expect(numeric.value).toBeCloseTo(at(matrix!, 0, 0), 9);
      });
    }
    // The first layer's z is the inputs: their derivative is its δ.
    const numeric = centralDifference(network, { quantity: 'input', row: 0, column: 0 });
    expect(numeric.value).toBeCloseTo(at(backward.deltas[0]!, 0, 0), 9);
  });
});
