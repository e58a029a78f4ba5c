/** ∂ℓ/∂y of every loss: against central differences, at kinks and ends, and what follows from the loss's form. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations, type ActivationName } from '../../src/engine/activations';
import { activationValue } from '../../src/engine/activations/evaluate';
import { evaluate } from '../../src/engine/kernels';
import { losses, type LossName } from '../../src/engine/losses';
import type { ParameterValues } from '../../src/engine/rule';
import { tensor } from '../../src/engine/tensor';
import { defaultsOf, parametersOf } from './support/parameters';
import { isClear, oneSided, slope } from './support/slopes';

const INF = Infinity;
const all = Object.values(losses);

/** Numbers from low to high, both among them. */
function grid(low: number, high: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

describe('against central differences', () => {
  const probabilities = [1e-8, 0.1, 0.5, 0.77, 1 - 2 ** -40];
  /** Outputs, and targets that the step of 1e-4 stays on one side of 0 with where the loss has y ln y. */
  const domains: Partial<Record<LossName, readonly [readonly number[], readonly number[]]>> = {
    binary_crossentropy: [probabilities, grid(0, 1, 41)],
    categorical_crossentropy: [probabilities, grid(0, 1, 41)],
    sparse_categorical_crossentropy: [probabilities, grid(0, 1, 41)],
    kl_divergence: [probabilities, grid(0.07, 1.3, 41)],
    poisson: [[1e-8, 0.3, 1, 2, 40], grid(0, 9, 41)],
    hinge: [[-3, -0.4, 0, 0.4, 1, 3], grid(-2.01, 2, 41)],
    squared_hinge: [[-3, -0.4, 0, 0.4, 1, 3], grid(-2.01, 2, 41)],
  };

  it.each(all)('$name', (rule) => {
    const [outputs, targets] = domains[rule.name as LossName] ?? [[0, 1, -2.5, 0.7], grid(-13.01, 12, 101)];
    const [name] = Object.keys(rule.parameters);
    const variants: ParameterValues[] = [{}, { delta: 0.3 }, { delta: 1.7 }].map((values) => ({
      ...defaultsOf(rule),
      ...(name === undefined ? {} : values),
    }));
    let compared = 0;
    for (const parameters of variants) {
      for (const a of outputs) {
        for (const y of targets) {
          const corners = [...rule.kinks(y, parameters), ...(rule.bends?.(y, parameters) ?? [])];
          if (!isClear(a, corners, 2e-2)) continue;
          const numeric = slope((t) => rule.value(a, t, parameters), y, 1e-4);
          const found = rule.targetDerivative(a, y, parameters);
          expect(Math.abs(found - numeric), `∂${rule.name}/∂y at ${a}, ${y}`).toBeLessThanOrEqual(
            1e-8 * Math.max(1, Math.abs(numeric)),
          );
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(450);
  });

  it.each(all.flatMap((rule) => Object.keys(rule.fused).map((name) => [rule.name, name] as const)))(
    '%s fused with %s',
    (loss, activation) => {
      const fused = losses[loss as LossName].fused[activation as ActivationName]!;
      for (const operand of [-40, -3, -0.1, 0, 0.2, 5]) {
        for (const y of [0.07, 0.5, 1, 3]) {
          const numeric = slope((t) => fused.value(operand, t), y, 1e-4);
          expect(Math.abs(fused.targetDerivative(operand, y) - numeric)).toBeLessThanOrEqual(1e-7);
        }
      }
    },
  );
});

describe('at a kink', () => {
  it.each([
    ['mean_absolute_error', 0.7, 0.7, -1, 0, 1],
    ['hinge', 4, 0.25, -4, 0, 0],
    ['hinge', -4, -0.25, 0, 0, 4],
  ] as const)('%s of a = %d, y = %d', (name, a, y, left, here, right) => {
    const rule = losses[name];
    expect(rule.kinks(y, {})).toEqual([a]);
    const f = (t: number): number => rule.value(a, t, {});
    expect(oneSided(f, y, -1e-5)).toBeCloseTo(left, 8);
    expect(oneSided(f, y, 1e-5)).toBeCloseTo(right, 8);
    expect(rule.targetDerivative(a, y, {}) + 0).toBe(here);
  });
});

describe('at the ends of the line', () => {
  it.each([
    ['mean_squared_error', INF, 0, -INF],
    ['mean_absolute_error', -INF, 0, 1],
    ['huber', -INF, 0, 1],
    ['huber', INF, 0, -1],
    ['log_cosh', INF, 0, -1],
    ['log_cosh', -INF, 0, 1],
    ['log_cosh', -10.5, 0, 1],
    ['log_cosh', 1000, 0, -1],
    ['hinge', INF, 1, 0],
    ['hinge', -INF, 1, INF],
    ['hinge', NaN, 1, NaN],
    ['squared_hinge', INF, 1, 0],
    ['squared_hinge', INF, -1, -INF],
    ['squared_hinge', 1e200, -1, -INF],
    ['binary_crossentropy', 0, 0, INF],
    ['binary_crossentropy', 0, 1, INF],
    ['binary_crossentropy', 1, 0.5, -INF],
    ['binary_crossentropy', 0.5, 1, 0],
    ['binary_crossentropy', -0.5, 1, NaN],
    ['binary_crossentropy', 1.5, 1, NaN],
    // A class that takes no part would, with y > 0: its term of the loss is 0, its slope is not.
    ['categorical_crossentropy', 0.5, 0, Math.LN2],
    ['categorical_crossentropy', 0, 0, INF],
    ['categorical_crossentropy', 1, 0, 0],
    ['sparse_categorical_crossentropy', 0, 1, INF],
    ['kl_divergence', 0.5, 0, -INF],
    ['kl_divergence', 0.5, 5e-324, -742.7469247408213],
    ['kl_divergence', 0, 0.5, INF],
    ['kl_divergence', 0, 0, INF],
    ['kl_divergence', 1e-310, 1, 714.8013788281542],
    ['kl_divergence', 0.5, -0.1, NaN],
    ['poisson', 0, 0, INF],
    ['poisson', 0, 2, INF],
    ['poisson', INF, 2, -INF],
    ['poisson', -1, 2, NaN],
  ] as const)('%s of a = %d, y = %d is %d', (name, a, y, expected) => {
    const rule = losses[name];
    expect(rule.targetDerivative(a, y, defaultsOf(rule)) + 0).toBe(expected);
  });

  it.each([
    ['binary_crossentropy', 'sigmoid', INF, 0, -INF],
    ['binary_crossentropy', 'sigmoid', -1000, 1, 1000],
    ['poisson', 'exponential', -INF, 0, INF],
    ['categorical_crossentropy', 'softmax', -INF, 0, INF],
    ['categorical_crossentropy', 'log_softmax', -1000, 0, 1000],
    ['kl_divergence', 'softmax', -1000, 0, -INF],
    ['kl_divergence', 'softmax', -INF, 0, INF],
    ['kl_divergence', 'log_softmax', -INF, 0.5, INF],
    ['kl_divergence', 'log_softmax', -1, -0.5, NaN],
  ] as const)('%s of %s from %d, y = %d is %d', (loss, name, operand, y, expected) => {
    expect(losses[loss].fused[name]!.targetDerivative(operand, y)).toBe(expected);
  });

  it.each(all)('$name passes NaN on', (rule) => {
    const parameters = defaultsOf(rule);
    expect(rule.targetDerivative(NaN, 1, parameters)).toBeNaN();
    for (const fused of Object.values(rule.fused)) expect(fused.targetDerivative(NaN, 1)).toBeNaN();
  });
});

describe('what follows from the form of the loss', () => {
  /** A few roundings of numbers that are too small for all digits. */
  const SUBNORMAL = 1e-321;
  const number = fc.oneof(fc.double(), fc.double({ min: -30, max: 30, noNaN: true }), fc.integer());
  const probability = fc.double({ min: 1e-300, max: 1, maxExcluded: true, noNaN: true });
  const weight = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1));

  it.each(['half_squared_error', 'mean_squared_error', 'mean_absolute_error', 'huber', 'log_cosh'] as const)(
    '%s is one of a − y: its slopes are opposite, to the bit',
    (name) => {
      const rule = losses[name];
      fc.assert(
        fc.property(number, number, fc.boolean(), parametersOf(rule), (a, t, same, parameters) => {
          const y = same ? a : t;
          const slopes = [rule.targetDerivative(a, y, parameters), -rule.derivative(a, y, parameters)];
          expect(slopes[0]! + 0).toBe(slopes[1]! + 0);
        }),
      );
    },
  );

  /** Outputs and targets of losses that are not of any numbers. */
  const domains: Partial<Record<LossName, readonly [fc.Arbitrary<number>, fc.Arbitrary<number>]>> = {
    binary_crossentropy: [probability, weight],
    categorical_crossentropy: [probability, weight],
    sparse_categorical_crossentropy: [probability, weight],
    kl_divergence: [probability, weight],
    poisson: [fc.double({ min: 1e-300, max: 100, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true })],
  };
  const moderate = fc.oneof(fc.double({ min: -9, max: 9, noNaN: true }), fc.constantFrom(0, 1, -1));

  it.each(all)('$name is convex in y: it lies above each of its tangents', (rule) => {
    const [output, wanted] = domains[rule.name as LossName] ?? [moderate, moderate];
    fc.assert(
      fc.property(output, wanted, wanted, parametersOf(rule), (a, y, other, parameters) => {
        const [here, there] = [rule.value(a, y, parameters), rule.value(a, other, parameters)];
        const found = rule.targetDerivative(a, y, parameters);
        // Of y ln y the tangent at 0 is upright.
        if (found === -INF && rule.name === 'kl_divergence' && y === 0) return;
        const rise = found * (other - y);
        const size = Math.abs(here) + Math.abs(there) + Math.abs(rise);
        // log_cosh, straight from −10 on as PyTorch has it, steps by 2.1e-9 there.
        const step = rule.name === 'log_cosh' ? 4.2e-9 * (1 + Math.abs(other - y)) : 0;
        expect(there - here - rise).toBeGreaterThanOrEqual(-1e-14 * size - step - SUBNORMAL);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    'binary_crossentropy',
    'categorical_crossentropy',
    'sparse_categorical_crossentropy',
    'poisson',
  ] as const)('%s is linear in y: its slope says every change', (name) => {
    const rule = losses[name];
    const [output, wanted] = domains[name]!;
    fc.assert(
      fc.property(output, wanted, wanted, (a, y, other) => {
        const [here, there] = [rule.value(a, y, {}), rule.value(a, other, {})];
        const rise = rule.targetDerivative(a, y, {}) * (other - y);
        const size = Math.abs(here) + Math.abs(there) + Math.abs(rise) + a;
        expect(Math.abs(there - here - rise)).toBeLessThanOrEqual(1e-14 * size + SUBNORMAL);
      }),
      { numRuns: 500 },
    );
  });
});

describe('fused with an activation it is the general rule’s, of that activation’s output', () => {
  const expectClose = (fused: number, general: number): void => {
    expect(Math.abs(fused - general)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(general)));
  };
  const logit = fc.double({ min: -15, max: 15, noNaN: true });
  const wanted = fc.double({ min: 0.01, max: 4, noNaN: true });

  it.each([
    ['binary_crossentropy', 'sigmoid'],
    ['poisson', 'exponential'],
  ] as const)('%s with %s', (loss, name) => {
    const [rule, activation] = [losses[loss], activations[name]];
    if (activation.kind === 'row') throw new TypeError(`${name} is not element-wise`);
    fc.assert(
      fc.property(logit, wanted, (z, y) => {
        const a = activationValue(activation, z, {});
        expectClose(rule.fused[name]!.targetDerivative(z, y), rule.targetDerivative(a, y, {}));
      }),
    );
  });

  it.each(['categorical_crossentropy', 'sparse_categorical_crossentropy', 'kl_divergence'] as const)(
    '%s with softmax and log softmax',
    (loss) => {
      const rule = losses[loss];
      fc.assert(
        fc.property(fc.array(logit, { minLength: 1, maxLength: 5 }), wanted, (row, y) => {
          const z = tensor([1, row.length], Float64Array.from(row));
          const a = evaluate((kernels) => kernels.softmax(z)).data[0]!;
          const logarithm = evaluate((kernels) => kernels.logSoftmax(z)).data[0]!;
          const general = rule.targetDerivative(a, y, {});
          expectClose(rule.fused.softmax!.targetDerivative(logarithm, y), general);
          expectClose(rule.fused.log_softmax!.targetDerivative(logarithm, y), general);
        }),
      );
    },
  );
});
