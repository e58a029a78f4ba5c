// Whole networks in WebAssembly, whatever their size: the bits of plain JavaScript, whichever steps follow a product at once.
import { describe, expect, it } from 'vitest';
import { complete } from '../../../src/engine/computation';
import { Machine, type Planner } from '../../../src/engine/kernels';
import { buildNetwork, type NetworkSpec } from '../../../src/engine/network';
import { run, type Run } from '../../../src/engine/run';
import { tensor } from '../../../src/engine/tensor';
import { activationNames, lossNames, Random, randomNetwork, toFloat32 } from '../support/randomNetwork';

/** A machine that has all its plans carried out by WebAssembly, or none. */
class OneWay extends Machine {
  constructor(readonly work: number) {
    super();
  }

  override planner(): Planner {
    return super.planner(this.work);
  }
}

const wasm = new OneWay(Infinity);
const plain = new OneWay(0);

/** Shape and numbers of every tensor of a trace. */
function numbersIn(trace: unknown): unknown {
  if (typeof trace !== 'object' || trace === null) return trace;
  if ('shape' in trace && 'data' in trace) return { shape: trace.shape, data: trace.data };
  return Object.fromEntries(Object.entries(trace).map(([key, part]) => [key, numbersIn(part)]));
}

function expectSameRun(found: Run, expected: Run): void {
  expect(numbersIn(found.forward)).toEqual(numbersIn(expected.forward));
  expect(numbersIn(found.backward)).toEqual(numbersIn(expected.backward));
}

describe.each(lossNames)('with %s', (loss) => {
  it.each(activationNames)('and %s', (activation) => {
    const random = new Random(21);
    for (let i = 0; i < 4; i++) {
      const spec = randomNetwork(random, loss, activation);
      for (const typed of [spec, toFloat32(spec)]) {
        const network = buildNetwork(typed);
        expectSameRun(complete(run(network, wasm)), complete(run(network, plain)));
      }
    }
  });
});

/** Wide enough for every way that a product takes, with an activation that has a parameter and one that has not. */
function wide(samples: number, activation: 'elu' | 'tanh' = 'elu'): NetworkSpec {
  const random = new Random(samples);
  const widths = [70, 90, 40, 33];
  return {
    name: 'wide',
    dtype: 'float64',
    layers: widths.slice(1).map((units, l) => ({
      type: 'dense',
      name: `layer ${l}`,
      units,
      activation: { name: activation, parameters: activation === 'elu' ? { alpha: 0.7 } : {} },
      inputs: [l === 0 ? 'inputs' : l - 1],
      parameters: {
        weights: random.tensor([widths[l]!, units], () => random.normal() / 8),
        biases: random.tensor([units], () => random.normal()),
      },
    })),
    loss: { name: 'half_squared_error', parameters: {}, fromLogits: false },
    reduction: 'mean',
    inputs: random.tensor([samples, 70], () => random.normal()),
    targets: random.tensor([samples, 33], () => random.normal()),
  };
}

it.each([1, 3, 5, 130, 300])('with %i samples', (samples) => {
  for (const spec of [wide(samples), toFloat32(wide(samples))]) {
    const network = buildNetwork(spec);
    expectSameRun(complete(run(network, wasm)), complete(run(network, plain)));
  }
});

describe('after an edit', () => {
  it.each<readonly [string, (spec: NetworkSpec) => NetworkSpec]>([
    ['of nothing', (spec) => spec],
    ['of the last activation, whose z is taken over', (spec) => withLayer(spec, 2, 'tanh')],
    ['of an activation in the middle', (spec) => withLayer(spec, 1, 'tanh')],
    [
      'of the targets',
      (spec) => ({
        ...spec,
        targets: tensor(
          [5, 33],
          spec.targets.data.map((y) => y + 1),
        ),
      }),
    ],
    [
      'of the inputs',
      (spec) => ({
        ...spec,
        inputs: tensor(
          [5, 70],
          spec.inputs.data.map((x) => x + 1),
        ),
      }),
    ],
  ])('%s', (_name, edit) => {
    const before = complete(run(buildNetwork(wide(5)), wasm));
    const edited = buildNetwork(edit(wide(5)));
    expectSameRun(complete(run(edited, wasm, before)), complete(run(edited, plain)));
  });

  function withLayer(spec: NetworkSpec, l: number, name: 'tanh'): NetworkSpec {
    const layer = { ...spec.layers[l]!, activation: { name, parameters: {} } };
    return { ...spec, layers: spec.layers.with(l, layer) };
  }
});

it('an activation follows its product at once, and its slope and δ the product that makes ∂L/∂a', () => {
  const { plan } = complete(run(buildNetwork(wide(5)), wasm));
  const joined = plan.steps.filter(({ within }) => within !== undefined).map(({ identity }) => identity?.[0]);
  // Three activations forward, and the output's slope, which needs z alone; slope and δ of the two that are read.
  expect(joined).toEqual([
    ...['elu_value', 'elu_value', 'elu_value', 'elu_derivative'],
    ...['elu_derivative', 'times', 'elu_derivative', 'times'],
  ]);
});
