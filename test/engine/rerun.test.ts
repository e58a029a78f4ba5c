import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../src/engine/computation';
import { buildNetwork, type LayerSpec, type NetworkSpec } from '../../src/engine/network';
import { rerun } from '../../src/engine/rerun';
import { run, type Run } from '../../src/engine/run';
import { tensor, type Tensor } from '../../src/engine/tensor';
import { activationNames, lossNames, Random, randomNetwork } from './support/randomNetwork';

/** What a person does to a model between two runs. */
const edits: Readonly<Record<string, (spec: NetworkSpec, random: Random) => NetworkSpec>> = {
  nothing: (spec) => ({ ...spec, name: 'renamed', inputs: copy(spec.inputs) }),
  weight: (spec, random) => editLayer(spec, random, (layer) => moved(layer, 'weights', random)),
  bias: (spec, random) => editLayer(spec, random, (layer) => moved(layer, 'biases', random)),
  'no bias': (spec, random) =>
    editLayer(spec, random, (layer) => ({
      ...layer,
      parameters: { weights: layer.parameters['weights']! },
    })),
  activation: (spec, random) =>
    editLayer(spec, random, (layer) => ({ ...layer, activation: { name: 'tanh', parameters: {} } })),
  input: (spec, random) => ({ ...spec, inputs: movedTensor(spec.inputs, random) }),
  target: (spec) => ({
    ...spec,
    targets: tensor(
      spec.targets.shape,
      spec.targets.data.map((y) => 1 - y),
    ),
  }),
  loss: (spec) => ({
    ...spec,
    loss: { name: 'huber', parameters: { delta: 0.5 }, fromLogits: false },
  }),
  reduction: (spec) => ({ ...spec, reduction: spec.reduction === 'sum' ? 'mean' : 'sum' }),
};

function copy(t: Tensor): Tensor {
  return tensor(t.shape, t.data.slice());
}

function movedTensor(t: Tensor, random: Random): Tensor {
  const made = copy(t);
  made.data[random.integer(0, made.data.length - 1)]! += 0.5;
  return made;
}

function moved(layer: LayerSpec, name: string, random: Random): LayerSpec {
  const parameter = layer.parameters[name];
  if (parameter === undefined) return layer;
  return { ...layer, parameters: { ...layer.parameters, [name]: movedTensor(parameter, random) } };
}

function editLayer(spec: NetworkSpec, random: Random, edit: (layer: LayerSpec) => LayerSpec): NetworkSpec {
  const l = random.integer(0, spec.layers.length - 1);
  return { ...spec, layers: spec.layers.with(l, edit(spec.layers[l]!)) };
}

/** The multiply-adds of a computation, and what it returns. */
function counted(computation: Generator<number, Run, void>): { readonly work: number; readonly value: Run } {
  let work = 0;
  for (;;) {
    const step = computation.next();
    if (step.done === true) return { work, value: step.value };
    work += step.value;
  }
}

describe('a run after an edit', () => {
  it.each(Object.entries(edits))('is the whole run bit for bit: %s', (_name, edit) => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom(...lossNames),
        fc.constantFrom(...activationNames),
        (seed, loss, activation) => {
          const random = new Random(seed);
          const spec = randomNetwork(random, loss, activation);
          const before = complete(run(buildNetwork(spec)));
          const edited = edit(spec, random);
          // Targets that are class indices suit no other loss.
          fc.pre(edited.targets.shape[1] === edited.layers.at(-1)!.units);
          const network = buildNetwork(edited);
          const whole = counted(run(network));
          const again = counted(rerun(network, before));
          expect(again.value.forward).toEqual(whole.value.forward);
          expect(again.value.backward).toEqual(whole.value.backward);
          expect(again.work).toBeLessThanOrEqual(whole.work);
        },
      ),
      { numRuns: 60 },
    );
  });

  const spec: NetworkSpec = {
    name: 'three layers',
    dtype: 'float64',
    layers: [0, 1, 2].map((l) => ({
      type: 'dense',
      name: `layer ${l}`,
      units: 2,
      activation: { name: 'sigmoid', parameters: {} },
      inputs: [l === 0 ? 'inputs' : l - 1],
      parameters: { weights: tensor([2, 2], Float64Array.of(0.1, NaN, -0, 0.4)) },
    })),
    loss: { name: 'half_squared_error', parameters: {}, fromLogits: false },
    reduction: 'mean',
    inputs: tensor([1, 2], Float64Array.of(0, 1)),
    targets: tensor([1, 2], Float64Array.of(0, 1)),
  };
  const before = complete(run(buildNetwork(spec)));

  it('computes only the layers from the edited one on', () => {
    const layers = spec.layers.with(1, moved(spec.layers[1]!, 'weights', new Random(1)));
    const { forward } = complete(rerun(buildNetwork({ ...spec, layers }), before));
    expect(forward.activations[0]).toBe(before.forward.activations[0]);
    expect(forward.preActivations[1]).not.toBe(before.forward.preActivations[1]);
    expect(forward.preActivations[2]).not.toBe(before.forward.preActivations[2]);
  });

  it('keeps z where only the activation changed', () => {
    const layers = spec.layers.with(2, { ...spec.layers[2]!, activation: { name: 'relu', parameters: {} } });
    const { forward } = complete(rerun(buildNetwork({ ...spec, layers }), before));
    expect(forward.preActivations[2]).toBe(before.forward.preActivations[2]);
    expect(forward.activations[2]).not.toBe(before.forward.activations[2]);
  });

  it('computes gradients anew where the last layer was taken away', () => {
    const network = buildNetwork({ ...spec, layers: spec.layers.slice(0, -1) });
    const again = complete(rerun(network, before));
    expect(again.forward.activations).toEqual(before.forward.activations.slice(0, -1));
    expect(again.backward).toEqual(complete(run(network)).backward);
  });

  it('takes a change of sign of zero for a change, and NaN for the same', () => {
    const edited = (data: readonly number[]): Run => {
      const parameters = { weights: tensor([2, 2], Float64Array.from(data)) };
      const layers = spec.layers.with(0, { ...spec.layers[0]!, parameters });
      return complete(rerun(buildNetwork({ ...spec, layers }), before));
    };
    expect(edited([0.1, NaN, -0, 0.4]).backward).toBe(before.backward);
    expect(edited([0.1, NaN, 0, 0.4]).backward).not.toBe(before.backward);
  });
});
