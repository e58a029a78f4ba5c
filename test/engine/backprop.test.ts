/** Backpropagation over random networks of every activation and loss: against central differences, and its own laws. */
import { afterAll, describe, expect, it } from 'vitest';
import { centralDifference } from '../../src/engine/centralDifference';
import type { CellRef } from '../../src/engine/cell';
import { complete } from '../../src/engine/computation';
import { buildNetwork, type NetworkSpec } from '../../src/engine/network';
import { run, type Run } from '../../src/engine/run';
import { at, columnsOf, rowsOf } from '../../src/engine/tensor';
import { WorstError } from './support/closeness';
import {
  activationNames,
  lossNames,
  Random,
  randomNetwork,
  toFloat32,
  toFloat64,
  withSamples,
} from './support/randomNetwork';

function runOf(spec: NetworkSpec): Run {
  return complete(run(buildNetwork(spec)));
}

/** One network for each pair of an activation and a loss. */
const cases = lossNames.flatMap((loss, i) =>
  activationNames.map((activation, j) => ({
    name: `${activation}, ${loss}`,
    spec: randomNetwork(new Random(1000 * i + j), loss, activation),
  })),
);

/** Up to `count` gradients of a run, from all over it. */
function someGradients(r: Run, random: Random, count: number): { cell: CellRef; value: number }[] {
  return Array.from({ length: count }, () => {
    const layer = random.integer(0, r.network.layers.length - 1);
    const parameters = Object.keys(r.backward.parameterGradients[layer]!);
    const parameter = random.next() < 0.4 || parameters.length === 0 ? undefined : random.pick(parameters);
    const of =
      parameter === undefined ? r.backward.deltas[layer]! : r.backward.parameterGradients[layer]![parameter]!;
    const row = random.integer(0, rowsOf(of) - 1);
    const column = random.integer(0, columnsOf(of) - 1);
    const cell: CellRef =
      parameter === undefined
        ? { quantity: 'delta', layer, row, column }
        : { quantity: 'parameterGradient', layer, parameter, row, column };
    return { cell, value: at(of, row, column) };
  });
}

describe('equals central differences of the loss', () => {
  const counts = { compared: 0, kinks: 0, worst: 0 };

  it.each(cases)('$name', ({ name, spec }) => {
    const r = runOf(spec);
    expect(r.forward.loss).not.toBeNaN();
    for (const { cell, value } of someGradients(r, new Random(7), 8)) {
      const numeric = centralDifference(r.network, cell, { trace: r.forward });
      if (numeric.crossesKink) {
        counts.kinks++;
        continue;
      }
      const error = Math.abs(numeric.value - value);
      const allowed = 1e-7 * Math.max(Math.abs(value), Math.abs(numeric.value)) + 1e-11 + 10 * numeric.error;
      expect(
        error <= allowed,
        `${name} ${JSON.stringify(cell)}: ${value}, numerically ${JSON.stringify(numeric)}`,
      ).toBe(true);
      // An estimate that allows anything proves nothing.
      expect(numeric.error).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(value) + Math.abs(r.forward.loss)));
      counts.compared++;
      if (Math.abs(value) > 1e-3) counts.worst = Math.max(counts.worst, error / Math.abs(value));
    }
  });

  it('at nearly every place that was tried', () => {
    expect(counts.compared).toBeGreaterThan(1600);
    expect(counts.kinks).toBeLessThan(0.05 * counts.compared);
  });

  afterAll(() => {
    console.info(
      `${counts.compared} gradients against central differences, worst relative error ${counts.worst.toExponential(1)} of those above 0.001; ${counts.kinks} at a kink left out`,
    );
  });
});

/** All gradients and deltas of a run by name. */
function gradientsOf(r: Run): Map<string, Float64Array> {
  const found = new Map<string, Float64Array>();
  r.backward.deltas.forEach((delta, l) => found.set(`δ ${l}`, Float64Array.from(delta.data)));
  r.backward.parameterGradients.forEach((gradients, l) => {
    for (const [name, gradient] of Object.entries(gradients)) {
      found.set(`${name} ${l}`, Float64Array.from(gradient.data));
    }
  });
  return found;
}

const everyFifth = cases.filter((_, i) => i % 5 === 0);
const exact = { relative: 1e-12, absolute: 1e-13 };

describe('laws', () => {
  it.each(everyFifth)('the batch’s gradient is the sum of its samples’: $name', ({ spec }) => {
    const whole = runOf({ ...spec, reduction: 'sum' });
    const worst = new WorstError();
    // Hinge reads 0/1 labels as ±1 only where the whole batch allows it: the batch is given as it was read.
    const read = { ...spec, reduction: 'sum' as const, targets: readTargets(spec, whole) };
    const parts = Array.from({ length: whole.network.samples }, (_, k) => runOf(withSamples(read, [k])));
    whole.network.layers.forEach((layer, l) => {
      for (const name of Object.keys(layer.parameters)) {
        const sums = Float64Array.from(whole.backward.parameterGradients[l]![name]!.data, (_, i) =>
          parts.reduce((sum, part) => sum + part.backward.parameterGradients[l]![name]!.data[i]!, 0),
        );
        worst.compare(`${name} ${l}`, whole.backward.parameterGradients[l]![name]!.data, sums, exact);
      }
      const rows = parts.flatMap((part) => Array.from(part.backward.deltas[l]!.data));
      worst.compare(`δ ${l}`, whole.backward.deltas[l]!.data, rows, exact);
    });
    const losses = parts.map((part) => part.forward.loss);
    worst.compare('sample losses', whole.forward.sampleLosses.data, losses, exact);
  });

  it.each(everyFifth)('a sum over samples is m times their mean: $name', ({ spec }) => {
    const sum = runOf({ ...spec, reduction: 'sum' });
    const mean = runOf({ ...spec, reduction: 'mean' });
    const m = sum.network.samples;
    const worst = new WorstError();
    worst.compare('loss', [sum.forward.loss], [m * mean.forward.loss], exact);
    const means = gradientsOf(mean);
    for (const [name, values] of gradientsOf(sum)) {
      worst.compare(
        name,
        values,
        means.get(name)!.map((x) => m * x),
        exact,
      );
    }
  });

  it.each(everyFifth)(
    'samples in another order: their δ in that order, the same gradients: $name',
    ({ spec }) => {
      const before = runOf(spec);
      const m = before.network.samples;
      const order = Array.from({ length: m }, (_, k) => (k * 5 + 2) % m).filter(
        (k, i, all) => all.indexOf(k) === i,
      );
      const others = Array.from({ length: m }, (_, k) => k).filter((k) => !order.includes(k));
      const permutation = [...order, ...others];
      const after = runOf(withSamples(spec, permutation));
      const worst = new WorstError();
      before.network.layers.forEach((layer, l) => {
        const n = layer.units;
        const rows = permutation.flatMap((k) =>
          Array.from(before.backward.deltas[l]!.data.slice(k * n, (k + 1) * n)),
        );
        expect(Array.from(after.backward.deltas[l]!.data)).toEqual(rows);
        for (const name of Object.keys(layer.parameters)) {
          worst.compare(
            `${name} ${l}`,
            after.backward.parameterGradients[l]![name]!.data,
            before.backward.parameterGradients[l]![name]!.data,
            exact,
          );
        }
      });
    },
  );

  it.each(everyFifth)('float32 is close to float64: $name', ({ spec }) => {
    const narrow = toFloat32(spec);
    const in32 = runOf(narrow);
    const in64 = runOf(toFloat64(narrow));
    const wide = gradientsOf(in64);
    expect(in32.backward.deltas.every((delta) => delta.data instanceof Float32Array)).toBe(true);
    const worst = new WorstError();
    worst.compare('loss', [in32.forward.loss], [in64.forward.loss], { relative: 2e-4, absolute: 2e-5 });
    expect(in32.forward.loss).toBe(Math.fround(in32.forward.loss));
    // A z that rounding carries over a kink changes a slope by as much as the kink does; elsewhere digits are float32's.
    if (standsNearKink(in64)) return;
    for (const [name, values] of gradientsOf(in32)) {
      worst.compare(name, values, wide.get(name)!, { relative: 1e-3, absolute: 1e-4 });
    }
  });
});

/** The targets in the loss's own reading, as values where the model gave classes by value. */
function readTargets(spec: NetworkSpec, r: Run): NetworkSpec['targets'] {
  return r.network.loss.rule.targets === 'classes' ? spec.targets : r.network.targets;
}

function standsNearKink(r: Run): boolean {
  const near = (x: number, kinks: readonly number[]): boolean =>
    kinks.some((kink) => Math.abs(x - kink) < 1e-5);
  const { rule, parameters } = r.network.loss;
  return (
    r.network.layers.some(({ activation, activationParameters }, l) =>
      activation.kind === 'row'
        ? false
        : Array.from(r.forward.preActivations[l]!.data).some((z) =>
            near(z, activation.kinks(activationParameters)),
          ),
    ) ||
    Array.from(r.forward.activations.at(-1)!.data).some((a, i) =>
      near(a, rule.kinks(r.network.targets.data[i]!, parameters)),
    )
  );
}
