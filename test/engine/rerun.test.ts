import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../src/engine/computation';
import { buildNetwork, type LayerSpec, type NetworkSpec } from '../../src/engine/network';
import { Machine, machine } from '../../src/engine/kernels';
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
      parameters: Object.fromEntries(Object.entries(layer.parameters).filter(([name]) => name !== 'biases')),
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
          const again = counted(run(network, machine, before));
          expect(again.value.forward).toEqual(whole.value.forward);
          expect(again.value.backward).toEqual(whole.value.backward);
          expect(again.work).toBe(whole.work);
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

  /** What a run after an edit takes over is not computed: it has the mark that the run before was given there. */
  const MARK = 4242;
  function markedRun(mark: (run: Run) => readonly (Tensor | undefined)[]): Run {
    const before = complete(run(buildNetwork(spec)));
    for (const t of mark(before)) t!.data[0] = MARK;
    return before;
  }
  const isMarked = (t: Tensor | undefined): boolean => t!.data[0] === MARK;
  const after = (edited: NetworkSpec, before: Run): Run =>
    complete(run(buildNetwork(edited), machine, before));
  const forwardOf = ({ forward }: Run): readonly Tensor[] => [
    ...forward.preActivations,
    ...forward.activations,
  ];

  it('computes only the layers from the edited one on', () => {
    const layers = spec.layers.with(1, moved(spec.layers[1]!, 'weights', new Random(1)));
    const { forward } = after({ ...spec, layers }, markedRun(forwardOf));
    expect(forward.preActivations.map(isMarked)).toEqual([true, false, false]);
    expect(forward.activations.map(isMarked)).toEqual([true, false, false]);
  });

  it('keeps z where only the activation changed', () => {
    const layers = spec.layers.with(2, { ...spec.layers[2]!, activation: { name: 'tanh', parameters: {} } });
    const { forward } = after({ ...spec, layers }, markedRun(forwardOf));
    expect(forward.preActivations.map(isMarked)).toEqual([true, true, true]);
    expect(forward.activations.map(isMarked)).toEqual([true, true, false]);
  });

  it('computes gradients anew where the last layer was taken away', () => {
    const edited = { ...spec, layers: spec.layers.slice(0, -1) };
    const again = after(
      edited,
      markedRun(({ backward }) => backward.deltas),
    );
    const whole = complete(run(buildNetwork(edited)));
    expect(again.forward).toEqual(whole.forward);
    expect(again.backward).toEqual(whole.backward);
  });

  it('takes a change of sign of zero for a change, and NaN for the same', () => {
    const edited = (data: readonly number[]): Run => {
      const parameters = { weights: tensor([2, 2], Float64Array.from(data)) };
      const layers = spec.layers.with(0, { ...spec.layers[0]!, parameters });
      return after(
        { ...spec, layers },
        markedRun(({ backward }) => backward.deltas),
      );
    };
    expect(edited([0.1, NaN, -0, 0.4]).backward.deltas.every(isMarked)).toBe(true);
    expect(edited([0.1, NaN, 0, 0.4]).backward.deltas.some(isMarked)).toBe(false);
  });

  it('reads the run before while it writes its own memory', () => {
    const wide = (x: number): NetworkSpec => ({
      ...spec,
      layers: spec.layers.slice(0, 2).map((layer, l) => ({
        ...layer,
        units: 64,
        parameters: {
          weights: tensor(
            [64, 64],
            Float64Array.from({ length: 4096 }, (_, i) => Math.sin(i + l * x)),
          ),
        },
      })),
      inputs: tensor(
        [40, 64],
        Float64Array.from({ length: 2560 }, (_, i) => Math.cos(i)),
      ),
      targets: tensor([40, 64], new Float64Array(2560)),
    });
    const own = new Machine();
    let before: Run | undefined;
    for (const x of [1, 2, 2, 3]) {
      const again: Run = complete(run(buildNetwork(wide(x)), own, before));
      const whole = complete(run(buildNetwork(wide(x)), new Machine({ arithmetic: 'strict' })));
      expect(again.forward).toEqual(whole.forward);
      expect(again.backward).toEqual(whole.backward);
      before?.plan.storage.release();
      before = again;
    }
  });
});
