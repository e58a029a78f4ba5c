/** What holds for every rule of the tables: names, slopes against central differences, kinks, saturation, NaN. */
import { describe, expect, it } from 'vitest';
import { activations, type ActivationName } from '../../src/engine/activations';
import { activationDerivative, activationValue } from '../../src/engine/activations/evaluate';
import type { ElementwiseActivation } from '../../src/engine/activations/rule';
import { losses, type LossName } from '../../src/engine/losses';
import type { ParameterValues, RuleDescription } from '../../src/engine/rule';
import { defaultsOf } from './support/parameters';
import { isClear, oneSided, slope } from './support/slopes';

const elementwise = Object.values(activations).filter(
  (rule): rule is ElementwiseActivation => rule.kind === 'elementwise',
);

function activation(name: ActivationName): ElementwiseActivation {
  const rule = activations[name];
  if (rule.kind === 'row') throw new TypeError(`${name} is not element-wise`);
  return rule;
}

describe('names', () => {
  const tables: readonly (readonly [string, Readonly<Record<string, RuleDescription>>])[] = [
    ['activations', activations],
    ['losses', losses],
  ];
  it.each(tables)('%s stand under their own names', (_, table) => {
    for (const [name, rule] of Object.entries(table)) expect(rule.name).toBe(name);
  });

  it.each(tables)('%s: no spelling means two rules', (_, table) => {
    const spellings = Object.values(table).flatMap((rule) => [rule.name, ...Object.keys(rule.aliases)]);
    expect(spellings.filter((spelling, i) => spellings.indexOf(spelling) !== i)).toEqual([]);
  });

  it.each(tables)('%s: every name of several words has a camelCase spelling', (_, table) => {
    for (const [name, rule] of Object.entries(table)) {
      if (!name.includes('_')) continue;
      const camelCase = name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
      expect(Object.keys(rule.aliases)).toContain(camelCase);
    }
  });

  it.each(tables)('%s: aliases imply only parameters that exist', (_, table) => {
    for (const rule of Object.values(table)) {
      const known = [...Object.keys(rule.parameters), 'from_logits'];
      for (const implied of Object.values(rule.aliases)) {
        for (const name of Object.keys(implied)) expect(known).toContain(name);
      }
    }
  });

  it.each([
    ['ReLU', 'relu'],
    ['LeakyReLU', 'leaky_relu'],
    ['swish', 'silu'],
    ['SiLU', 'silu'],
    ['Hardsigmoid', 'hard_sigmoid'],
    ['LogSoftmax', 'log_softmax'],
  ])('PyTorch’s or Keras’s activation %s is %s', (alias, name) => {
    expect(activations[name as ActivationName].aliases).toHaveProperty(alias, {});
  });

  it.each([
    ['MSELoss', 'mean_squared_error', {}],
    ['L1Loss', 'mean_absolute_error', {}],
    ['BCELoss', 'binary_crossentropy', {}],
    ['BCEWithLogitsLoss', 'binary_crossentropy', { from_logits: 1 }],
    ['CrossEntropyLoss', 'sparse_categorical_crossentropy', { from_logits: 1 }],
    ['NLLLoss', 'sparse_categorical_crossentropy', {}],
    ['HuberLoss', 'huber', {}],
    ['KLDivergence', 'kl_divergence', {}],
  ])('PyTorch’s or Keras’s loss %s is %s', (alias, name, implied) => {
    expect(losses[name as LossName].aliases).toHaveProperty(alias, implied);
  });

  it('a loss that reads logits names an activation that it is fused with', () => {
    for (const rule of Object.values(losses)) {
      if (rule.fromLogits !== undefined) expect(rule.fused).toHaveProperty(rule.fromLogits);
    }
  });
});

function expectSlope(what: string, found: number, f: (x: number) => number, x: number): void {
  const h = 1e-3;
  const expected = slope(f, x, h);
  const size = Math.max(Math.abs(f(x - h)), Math.abs(f(x + h)), 1);
  const allowed = 1e-9 * Math.max(1, Math.abs(expected)) + (8 * Number.EPSILON * size) / h;
  expect(
    Math.abs(found - expected),
    `${what} at ${x}: ${found}, numerically ${expected}`,
  ).toBeLessThanOrEqual(allowed);
}

const GRID = Array.from({ length: 161 }, (_, i) => (i - 80) / 8 + 0.0123);

function variants(rule: RuleDescription): ParameterValues[] {
  const [name] = Object.keys(rule.parameters);
  const defaults = defaultsOf(rule);
  return name === undefined ? [defaults] : [defaults, { [name]: 0.3 }, { [name]: 1.7 }];
}

describe('slopes against central differences', () => {
  it.each(elementwise)('$name', (rule) => {
    let compared = 0;
    for (const parameters of variants(rule)) {
      const corners = [...rule.kinks(parameters), ...(rule.bends?.(parameters) ?? [])];
      for (const z of GRID) {
        if (!isClear(z, corners, 2e-3)) continue;
        const found = activationDerivative(rule, z, parameters);
        expectSlope(rule.name, found, (x) => activationValue(rule, x, parameters), z);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(150);
  });

  const positive = GRID.map(Math.abs);
  const probabilities = GRID.map((z) => 1 / (1 + Math.exp(-z / 4)));
  const domains: Partial<Record<LossName, readonly [number[], number[]]>> = {
    binary_crossentropy: [probabilities, [0, 1, 0.3]],
    categorical_crossentropy: [probabilities, [0, 1, 0.3]],
    sparse_categorical_crossentropy: [probabilities, [0, 1]],
    kl_divergence: [probabilities, [0, 1, 0.3]],
    poisson: [positive, [0, 1, 4]],
    hinge: [GRID, [-1, 1]],
    squared_hinge: [GRID, [-1, 1]],
  };

  it.each(Object.values(losses))('$name', (rule) => {
    const [outputs, targets] = domains[rule.name as LossName] ?? [GRID, [0, 1, -2.5]];
    let compared = 0;
    for (const parameters of variants(rule)) {
      for (const y of targets) {
        const corners = [...rule.kinks(y, parameters), ...(rule.bends?.(y, parameters) ?? [])];
        for (const a of outputs) {
          // Near 0 a logarithm's own curvature is finer than the step.
          const smooth = rule.name in domains && outputs !== GRID ? a > 0.07 && a !== 1 : true;
          if (!smooth || !isClear(a, corners, 2e-3)) continue;
          const numeric = slope((x) => rule.value(x, y, parameters), a, 1e-4);
          const found = rule.derivative(a, y, parameters);
          expect(Math.abs(found - numeric), `${rule.name}′(${a}, ${y})`).toBeLessThanOrEqual(
            1e-8 * Math.max(1, Math.abs(numeric)),
          );
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(150);
  });
});

describe('kinks', () => {
  /** Where, and the slope left of it, at it (PyTorch's) and right of it. */
  const KINKS: readonly (readonly [ActivationName, ParameterValues, number, number, number, number])[] = [
    ['relu', {}, 0, 0, 0, 1],
    ['leaky_relu', { negative_slope: 0.01 }, 0, 0.01, 0.01, 1],
    ['leaky_relu', { negative_slope: -0.5 }, 0, -0.5, -0.5, 1],
    ['relu6', {}, 0, 0, 0, 1],
    ['relu6', {}, 6, 1, 0, 0],
    ['hard_sigmoid', {}, -3, 0, 0, 1 / 6],
    ['hard_sigmoid', {}, 3, 1 / 6, 0, 0],
    ['elu', { alpha: 2 }, 0, 2, 2, 1],
    ['selu', {}, 0, 1.7580993408473766, 1.7580993408473766, 1.0507009873554805],
  ];

  it.each(KINKS)('%s %o at %d', (name, parameters, z, left, here, right) => {
    const rule = activation(name);
    expect(rule.kinks(parameters)).toContain(z);
    const f = (x: number): number => activationValue(rule, x, parameters);
    expect(oneSided(f, z, -1e-5)).toBeCloseTo(left, 8);
    expect(oneSided(f, z, 1e-5)).toBeCloseTo(right, 8);
    expect(activationDerivative(rule, z, parameters)).toBeCloseTo(here, 15);
  });

  it('are all in the list above', () => {
    for (const rule of elementwise) {
      const listed = KINKS.filter(([name]) => name === rule.name);
      const parameters = listed[0]?.[1] ?? defaultsOf(rule);
      expect(new Set(listed.map(([, , z]) => z))).toEqual(new Set(rule.kinks(parameters)));
    }
  });

  it.each([
    ['elu', 0],
    ['softsign', 0],
  ] as const)('%s only bends at %d', (name, z) => {
    const rule = activation(name);
    const parameters = defaultsOf(rule);
    expect(rule.kinks(parameters)).toEqual([]);
    expect(rule.bends?.(parameters)).toEqual([z]);
    const slopeOf = (x: number): number => activationDerivative(rule, x, parameters);
    expect(slopeOf(z - 1e-9)).toBeCloseTo(slopeOf(z + 1e-9), 8);
    expect(Math.abs(oneSided(slopeOf, z, -1e-5) - oneSided(slopeOf, z, 1e-5))).toBeGreaterThan(0.5);
  });

  it('leaky_relu with slope 1 has none', () => {
    expect(activation('leaky_relu').kinks({ negative_slope: 1 })).toEqual([]);
  });

  it.each([
    ['mean_absolute_error', 0.7, 0.7, -1, 0, 1],
    ['hinge', 1, 1, -1, 0, 0],
    ['hinge', -1, -1, 0, 0, 1],
  ] as const)('%s at a = %d, y = %d', (name, a, y, left, here, right) => {
    const rule = losses[name];
    expect(rule.kinks(y, {})).toEqual([a]);
    const f = (x: number): number => rule.value(x, y, {});
    expect(oneSided(f, a, -1e-5)).toBeCloseTo(left, 8);
    expect(oneSided(f, a, 1e-5)).toBeCloseTo(right, 8);
    expect(rule.derivative(a, y, {})).toBe(here);
  });

  it('huber runs on without a jump at ±δ', () => {
    const { huber } = losses;
    expect(huber.kinks(0.25, { delta: 0.5 })).toEqual([]);
    expect(huber.bends?.(0.25, { delta: 0.5 })).toEqual([-0.25, 0.75]);
    expect(huber.derivative(0.75, 0.25, { delta: 0.5 })).toBe(0.5);
    expect(huber.derivative(-0.25, 0.25, { delta: 0.5 })).toBe(-0.5);
    expect(huber.derivative(0.75 + 1e-9, 0.25, { delta: 0.5 })).toBe(0.5);
  });
});

describe('the ends of the line', () => {
  const INF = Infinity;
  /** Value and slope at −∞ and at +∞. */
  const LIMITS: Readonly<Record<string, readonly [number, number, number, number]>> = {
    linear: [-INF, 1, INF, 1],
    sigmoid: [0, 0, 1, 0],
    tanh: [-1, 0, 1, 0],
    relu: [0, 0, INF, 1],
    leaky_relu: [-INF, 0.01, INF, 1],
    relu6: [0, 0, 6, 0],
    hard_sigmoid: [0, 0, 1, 0],
    softsign: [-1, 0, 1, 0],
    exponential: [0, 0, INF, INF],
    softplus: [0, 0, INF, 1],
    elu: [-1, 0, INF, 1],
    selu: [-1.7580993408473766, 0, INF, 1.0507009873554805],
    silu: [0, 0, INF, 1],
    mish: [0, 0, INF, 1],
    gelu: [0, 0, INF, 1],
    gelu_tanh: [0, 0, INF, 1],
  };

  it.each(elementwise)('$name', (rule) => {
    const [low, lowSlope, high, highSlope] = LIMITS[rule.name]!;
    const parameters = defaultsOf(rule);
    // Adding 0 makes −0 to 0.
    expect(activationValue(rule, -Infinity, parameters) + 0).toBe(low);
    expect(activationDerivative(rule, -Infinity, parameters) + 0).toBe(lowSlope);
    expect(activationValue(rule, Infinity, parameters)).toBe(high);
    expect(activationDerivative(rule, Infinity, parameters)).toBe(highSlope);
    for (const z of [-1e308, -1e200, -1e160, -1000, -745.2, 745.2, 1000, 1e160, 1e200, 1e308]) {
      expect(activationValue(rule, z, parameters), `${rule.name}(${z})`).not.toBeNaN();
      expect(activationDerivative(rule, z, parameters), `${rule.name}′(${z})`).not.toBeNaN();
    }
  });

  it.each(elementwise)('$name passes NaN on', (rule) => {
    const parameters = defaultsOf(rule);
    expect(activationValue(rule, NaN, parameters)).toBeNaN();
    expect(activationDerivative(rule, NaN, parameters)).toBe(rule.name === 'linear' ? 1 : NaN);
  });

  it.each(Object.values(losses))('$name passes NaN on', (rule) => {
    const parameters = defaultsOf(rule);
    expect(rule.value(NaN, 1, parameters)).toBeNaN();
    for (const fused of Object.values(rule.fused)) expect(fused.value(NaN, 1)).toBeNaN();
  });

  it.each([
    // A probability of exactly 0 for what is true is infinitely surprising, of exactly 1 not at all.
    ['binary_crossentropy', 0, 1, Infinity, -Infinity],
    ['binary_crossentropy', 1, 0, Infinity, Infinity],
    ['binary_crossentropy', 1, 1, 0, -1],
    ['binary_crossentropy', 0, 0, 0, 1],
    ['binary_crossentropy', 0, 0.5, Infinity, -Infinity],
    ['binary_crossentropy', 1, 0.5, Infinity, Infinity],
    ['binary_crossentropy', -0.5, 1, NaN, 2],
    ['categorical_crossentropy', 0, 1, Infinity, -Infinity],
    ['categorical_crossentropy', 0, 0, 0, 0],
    ['categorical_crossentropy', 1, 1, 0, -1],
    ['sparse_categorical_crossentropy', 0, 1, Infinity, -Infinity],
    ['kl_divergence', 0, 0.5, Infinity, -Infinity],
    ['kl_divergence', 0, 0, 0, 0],
    ['kl_divergence', 1e-310, 1, 713.8013788281542, -Infinity],
    ['poisson', 0, 2, Infinity, -Infinity],
    ['poisson', 0, 0, 0, 1],
    ['poisson', Infinity, 2, Infinity, 1],
    ['mean_squared_error', Infinity, 0, Infinity, Infinity],
    ['mean_absolute_error', -Infinity, 0, Infinity, -1],
    ['huber', -Infinity, 0, Infinity, -1],
    ['log_cosh', Infinity, 0, Infinity, 1],
    ['log_cosh', -Infinity, 0, Infinity, -1],
    ['log_cosh', 1000, 0, 1000 - Math.LN2, 1],
    ['hinge', Infinity, 1, 0, 0],
    ['hinge', -Infinity, 1, Infinity, -1],
  ] as const)('%s of a = %d, y = %d is %d with the slope %d', (name, a, y, value, derivative) => {
    const rule = losses[name];
    expect(rule.value(a, y, defaultsOf(rule)) + 0).toBe(value);
    expect(rule.derivative(a, y, defaultsOf(rule)) + 0).toBe(derivative);
  });

  it.each([
    ['binary_crossentropy', 'sigmoid', Infinity, 1, 0],
    ['binary_crossentropy', 'sigmoid', Infinity, 0, Infinity],
    ['binary_crossentropy', 'sigmoid', -Infinity, 0, 0],
    ['binary_crossentropy', 'sigmoid', -Infinity, 1, Infinity],
    ['binary_crossentropy', 'sigmoid', 1000, 0, 1000],
    ['binary_crossentropy', 'sigmoid', 1000, 1, 0],
    ['binary_crossentropy', 'sigmoid', -1000, 1, 1000],
    ['poisson', 'exponential', -Infinity, 0, 0],
    ['poisson', 'exponential', -Infinity, 2, Infinity],
    ['poisson', 'exponential', Infinity, 2, Infinity],
    ['poisson', 'exponential', 1000, 2, Infinity],
    ['categorical_crossentropy', 'softmax', -Infinity, 0, 0],
    ['categorical_crossentropy', 'softmax', -1000, 1, 1000],
    ['kl_divergence', 'log_softmax', -Infinity, 0.5, Infinity],
  ] as const)('%s of %s from %d, y = %d is %d', (loss, name, operand, y, value) => {
    expect(losses[loss].fused[name]!.value(operand, y) + 0).toBe(value);
  });
});

describe('log_cosh far below its target', () => {
  it('runs straight from −10 on, as PyTorch’s softplus does, and stays within 5e-9 of the truth', () => {
    const { log_cosh } = losses;
    expect(log_cosh.derivative(-10.5, 0, {})).toBe(-1);
    expect(log_cosh.value(-10.5, 0, {})).toBe(10.5 - Math.LN2);
    expect(log_cosh.derivative(-10, 0, {})).toBe(Math.tanh(-10));
    const e = -10 - 1e-9;
    expect(Math.abs(log_cosh.derivative(e, 0, {}) - Math.tanh(e))).toBeLessThan(5e-9);
    expect(Math.abs(log_cosh.value(e, 0, {}) - Math.log(Math.cosh(e)))).toBeLessThan(2.5e-9);
  });
});

describe('hinge labels', () => {
  const { readTargets } = losses.hinge;
  it('0 and 1 are read as −1 and +1, where all are 0 or 1', () => {
    expect(readTargets?.applies([0, 1, 1])).toBe(true);
    expect(readTargets?.applies([1, 1])).toBe(true);
    expect(readTargets?.applies([0, 1, -1])).toBe(false);
    expect(readTargets?.applies([0.5])).toBe(false);
    expect([0, 1].map((y) => readTargets?.read(y))).toEqual([-1, 1]);
  });
});
