/** What the gradients say of other targets and inputs is what the loss does, but for a square of the change. */
import { describe, expect, it } from 'vitest';
import { complete } from '../../../src/engine/computation';
import type { LossName } from '../../../src/engine/losses';
import { buildNetwork, type NetworkSpec } from '../../../src/engine/network';
import { type Notation, notations } from '../../../src/engine/notation';
import { run } from '../../../src/engine/run';
import { columnsOf, tensor, type Tensor } from '../../../src/engine/tensor';
import { firstOrder } from '../../../src/inspector/whatIf/firstOrder';
import { activationNames, lossNames, Random, randomNetwork } from '../../engine/support/randomNetwork';

/** The loss before, its change with other numbers, and what the gradients say of that. */
function changes(
  spec: NetworkSpec,
  other: Partial<NetworkSpec>,
  notation: Notation = notations.notes,
): { readonly loss: number; readonly change: number; readonly predicted: number } {
  const before = complete(run(buildNetwork(spec, notation)));
  const after = { ...before.network.spec, ...other };
  const { loss } = complete(run(buildNetwork(after, notation))).forward;
  return {
    loss: before.forward.loss,
    change: loss - before.forward.loss,
    predicted: firstOrder(before, after),
  };
}

function replaced({ shape, data }: Tensor, index: number, value: number): Tensor {
  return tensor(shape, data.with(index, value));
}

/** The largest |∂²ℓ/∂y²| off the kinks, between y and y + h. */
const CURVATURE: Readonly<Record<LossName, (a: number, y: number) => number>> = {
  half_squared_error: () => 1,
  mean_squared_error: () => 2,
  mean_absolute_error: () => 0,
  huber: () => 1,
  log_cosh: () => 1,
  hinge: () => 0,
  squared_hinge: (a) => 2 * a * a,
  binary_crossentropy: () => 0,
  categorical_crossentropy: () => 0,
  sparse_categorical_crossentropy: () => 0,
  kl_divergence: (_, y) => 1 / y,
  poisson: () => 0,
};

const ways: readonly Notation[] = (['delta', 'gradients'] as const).map((reduction) => ({
  ...notations['deeplearning.ai'],
  reduction,
}));

describe('of one target that changes a little', () => {
  it.each(lossNames.filter((loss) => loss !== 'sparse_categorical_crossentropy'))('%s', (name) => {
    const random = new Random(lossNames.indexOf(name));
    let [compared, moved] = [0, 0];
    for (let trial = 0; trial < 100; trial++) {
      const reduction = trial % 2 === 0 ? 'mean' : 'sum';
      const spec: NetworkSpec = {
        ...randomNetwork(random, name, random.pick(activationNames)),
        reduction,
      };
      const { network, forward } = complete(run(buildNetwork(spec)));
      // Labels that are read as others do not change by a little.
      const given = { ...spec, targets: tensor(spec.targets.shape, Float64Array.from(network.targets.data)) };
      const index = random.integer(0, given.targets.data.length - 1);
      const [a, y] = [forward.activations.at(-1)!.data[index]!, given.targets.data[index]!];
      const h = 1e-4 * (1 + random.next());
      const kinks = network.loss.rule.kinks(y, spec.loss.parameters);
      if (kinks.some((kink) => Math.abs(kink - a) < 0.01)) continue;
      // At 0 the tangent of y ln y is upright.
      if (name === 'kl_divergence' && y === 0) continue;
      const other = { targets: replaced(given.targets, index, y + h) };
      for (const notation of ways) {
        const { loss, change, predicted } = changes(given, other, notation);
        if (!Number.isFinite(loss)) continue;
        const scale = network.loss.sampleScale * network.loss.outputScale;
        const rest = 0.5 * scale * CURVATURE[name](a, y) * h * h;
        expect(Math.abs(change - predicted), `${trial}`).toBeLessThanOrEqual(
          1.001 * rest + 1e-14 * (1 + Math.abs(loss)),
        );
        compared++;
        if (Math.abs(predicted) > 100 * (rest + 1e-14 * (1 + Math.abs(loss)))) moved++;
      }
    }
    expect(compared).toBeGreaterThan(80);
    expect(moved).toBeGreaterThan(20);
  });
});

it('of a class that becomes another one is exact: a cross-entropy is linear in y', () => {
  const random = new Random(3);
  let compared = 0;
  for (let trial = 0; trial < 60; trial++) {
    const spec = randomNetwork(random, 'sparse_categorical_crossentropy', random.pick(activationNames));
    const units = spec.layers.at(-1)!.units;
    const sample = random.integer(0, spec.targets.data.length - 1);
    const category = random.integer(0, units - 1);
    const other = { targets: replaced(spec.targets, sample, category) };
    const { loss, change, predicted } = changes(spec, other);
    if (!Number.isFinite(loss + change)) continue;
    expect(Math.abs(change - predicted)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(loss)));
    if (change !== 0) compared++;
  }
  expect(compared).toBeGreaterThan(20);
});

/** One output, the input itself times 0.1, without anything between. */
function outputsOf(loss: LossName, inputs: readonly number[], targets: readonly number[]): NetworkSpec {
  return {
    name: 'outputs',
    dtype: 'float64',
    layers: [
      {
        ...{ type: 'dense', name: 'only', units: 1, inputs: ['inputs'] },
        activation: { name: 'linear', parameters: {} },
        parameters: { weights: tensor([1, 1], Float64Array.of(0.1)) },
      },
    ],
    loss: { name: loss, parameters: {}, fromLogits: false },
    reduction: 'mean',
    inputs: tensor([inputs.length, 1], Float64Array.from(inputs)),
    targets: tensor([targets.length, 1], Float64Array.from(targets)),
  };
}

it('of labels that are read otherwise with one of them is that of all y that change', () => {
  // 0, 1 and −1 are read as they are, 0, 1 and 1 as −1, 1 and 1.
  const spec = outputsOf('hinge', [3, 4, 5], [0, 1, -1]);
  const { change, predicted } = changes(spec, { targets: replaced(spec.targets, 2, 1) });
  // Where no margin is reached the hinge is linear in y.
  expect(change).toBeCloseTo((0.3 - 2 * 0.5) / 3, 14);
  expect(predicted).toBeCloseTo(change, 14);
});

it('has no part of a target that stays, also where its gradient is infinite', () => {
  const spec = outputsOf('kl_divergence', [3, 4], [0, 0.25]);
  const { change, predicted } = changes(spec, { targets: replaced(spec.targets, 1, 0.2501) });
  expect(predicted).toBeCloseTo(change, 7);
  expect(changes(spec, { targets: replaced(spec.targets, 0, 0.1) }).predicted).toBe(-Infinity);
});

it.each(ways)('of inputs is the same loss’s, with 1/m in the $reduction', (notation) => {
  const random = new Random(11);
  for (let trial = 0; trial < 30; trial++) {
    const spec: NetworkSpec = {
      ...randomNetwork(random, 'half_squared_error', random.pick(['tanh', 'softplus', 'gelu'])),
      reduction: 'mean',
    };
    const [samples, width] = [spec.inputs.data.length / columnsOf(spec.inputs), columnsOf(spec.inputs)];
    const index = random.integer(0, samples * width - 1);
    const error = (h: number): number => {
      const other = { inputs: replaced(spec.inputs, index, spec.inputs.data[index]! + h) };
      const { change, predicted } = changes(spec, other, notation);
      return Math.abs(change - predicted);
    };
    // |error| ≤ C h²: a tenth of the change has a hundredth of the error, in digits that float64 has.
    expect(error(1e-5), `${trial}`).toBeLessThanOrEqual(error(1e-4) / 50 + 1e-11);
  }
});
