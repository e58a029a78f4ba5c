/** Every rule against references worked out in decimal arithmetic (test/golden/rules/makeReferences.py). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { activations, type ActivationName } from '../../src/engine/activations';
import { activationDerivative, activationValue } from '../../src/engine/activations/evaluate';
import { evaluate } from '../../src/engine/kernels';
import { losses, type LossName } from '../../src/engine/losses';
import { tensor } from '../../src/engine/tensor';
import { ulp } from './support/closeness';
import { defaultsOf } from './support/parameters';

type ActivationPoint = readonly [z: number, value: string, derivative: string];
type LossPoint = readonly [
  operand: number,
  y: number,
  value: string,
  derivative: string,
  targetDerivative: string,
];

interface RowReference {
  readonly z: number[];
  readonly y: number[];
  readonly softmax: string[];
  readonly logSoftmax: string[];
  readonly crossentropy: string;
  readonly divergence: string;
  /** ∂ℓ/∂y_j of both. */
  readonly crossentropySlopes: string[];
  readonly divergenceSlopes: string[];
  readonly delta: string[];
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../golden/rules', file), 'utf8'));
}

const activationReferences = read('activations.json') as Record<string, ActivationPoint[]>;
const lossReferences = read('losses.json') as {
  elements: Record<string, LossPoint[]>;
  fused: { loss: LossName; activation: ActivationName; points: LossPoint[] }[];
  rows: RowReference[];
};

/** Errors allowed, in units in the last place. */
const ULPS = 6;
/** z g(z) has a slope g + z g′ that passes through 0 left of 0: its error is in units of g. */
const GATED: readonly string[] = ['silu', 'mish', 'gelu', 'gelu_tanh'] satisfies ActivationName[];
/** Numbers smaller than this are measured in its last places: a factor of theirs may have lost digits to underflow. */
const SMALLEST = 1e-300;

const worst = new Map<string, number>();

/** |actual − reference| in units in the last place of the reference, or of `scale` where that is larger. */
function expectUlps(
  what: string,
  where: string,
  actual: number,
  reference: string,
  { scale = 0, allowed = ULPS }: { scale?: number; allowed?: number } = {},
): void {
  const expected = Number(reference);
  const unit = ulp(Math.max(Math.abs(expected), scale, SMALLEST));
  const error = actual === expected ? 0 : Math.abs(actual - expected) / unit;
  worst.set(what, Math.max(worst.get(what) ?? 0, error));
  expect(error <= allowed, `${what} at ${where}: expected ${reference}, found ${actual}, ${error} ulp`).toBe(
    true,
  );
}

/** gelu_tanh is a multiple of e^{2u} in its left tail, where the rounding of 2u counts |2u| times. */
function allowedFor(rule: string, z: number): number {
  return rule === 'gelu_tanh' && z < 0 ? ULPS + 2 * Math.abs(1.6 * (z + 0.044715 * z ** 3)) : ULPS;
}

describe('activations', () => {
  for (const rule of Object.values(activations)) {
    if (rule.kind === 'row') continue;
    it(rule.name, () => {
      const points = activationReferences[rule.name] ?? [];
      expect(points.length).toBeGreaterThan(30);
      const parameters = defaultsOf(rule);
      for (const [z, value, derivative] of points) {
        const allowed = allowedFor(rule.name, z);
        const scale = GATED.includes(rule.name) && z !== 0 ? Math.abs(Number(value) / z) : 0;
        expectUlps(rule.name, String(z), activationValue(rule, z, parameters), value, { allowed });
        expectUlps(`${rule.name}′`, String(z), activationDerivative(rule, z, parameters), derivative, {
          allowed,
          scale,
        });
      }
    });
  }
});

describe('losses', () => {
  for (const rule of Object.values(losses)) {
    it(rule.name, () => {
      const points = lossReferences.elements[rule.name] ?? [];
      expect(points.length).toBeGreaterThan(15);
      const parameters = defaultsOf(rule);
      for (const [a, y, value, derivative, targetDerivative] of points) {
        // a − y ln a cancels: its error is in units of a.
        const scale = rule.name === 'poisson' ? a : 0;
        expectUlps(rule.name, `${a}, ${y}`, rule.value(a, y, parameters), value, { scale });
        expectUlps(`${rule.name}′`, `${a}, ${y}`, rule.derivative(a, y, parameters), derivative);
        const slope = rule.targetDerivative(a, y, parameters);
        expectUlps(`∂${rule.name}/∂y`, `${a}, ${y}`, slope, targetDerivative, {
          // ln(y / a) + 1 passes through 0 where y / a, rounded, is 1/e: its error is in units of 1.
          scale: rule.name === 'kl_divergence' ? 1 : 0,
        });
      }
    });
  }
});

describe('losses fused with an element-wise activation', () => {
  it.each(lossReferences.fused)('$loss with $activation', ({ loss, activation, points }) => {
    const fused = losses[loss].fused[activation]!;
    const rule = activations[activation];
    if (rule.kind === 'row') throw new TypeError(`${activation} is not element-wise`);
    for (const [z, y, value, delta, targetDerivative] of points) {
      expectUlps(`${loss} of ${activation}`, `${z}, ${y}`, fused.value(z, y), value);
      const slope = fused.targetDerivative(z, y);
      expectUlps(`∂${loss}/∂y of ${activation}`, `${z}, ${y}`, slope, targetDerivative, { allowed: 0 });
      // a − y: its error is the rounding of a, in units of a.
      const a = activationValue(rule, z, {});
      expectUlps(`δ of ${loss} of ${activation}`, `${z}, ${y}`, fused.delta(a, y, y), delta, {
        scale: Math.max(a, y),
      });
    }
  });
});

describe('softmax, its logarithm and the losses fused with them', () => {
  it.each(lossReferences.rows)('$z', ({ z, y, softmax, logSoftmax, delta, ...reference }) => {
    const row = tensor([1, z.length], Float64Array.from(z));
    const a = evaluate((kernels) => kernels.softmax(row)).data;
    const logA = evaluate((kernels) => kernels.logSoftmax(row)).data;
    const targetSum = y.reduce((p, q) => p + q, 0);
    // Probabilities to their own last places, logarithms to those of 1 or of the largest |z| in play.
    const scale = Math.max(1, ...z.map(Math.abs));
    z.forEach((_, j) => {
      expectUlps('softmax', `${z.join(' ')}, ${j}`, a[j]!, softmax[j]!);
      expectUlps('log_softmax', `${z.join(' ')}, ${j}`, logA[j]!, logSoftmax[j]!, { scale });
      for (const loss of [losses.categorical_crossentropy, losses.kl_divergence]) {
        const ofSoftmax = loss.fused.softmax!.delta(a[j]!, y[j]!, targetSum);
        expectUlps(`δ of ${loss.name} of softmax`, `${z.join(' ')}, ${j}`, ofSoftmax, delta[j]!, {
          scale: 1,
        });
        const ofLogarithm = loss.fused.log_softmax!.delta(logA[j]!, y[j]!, targetSum);
        expectUlps(`δ of ${loss.name} of log_softmax`, `${z.join(' ')}, ${j}`, ofLogarithm, delta[j]!, {
          scale: 1,
        });
      }
    });
    for (const [loss, expected, slopes] of [
      [losses.categorical_crossentropy, reference.crossentropy, reference.crossentropySlopes],
      [losses.kl_divergence, reference.divergence, reference.divergenceSlopes],
    ] as const) {
      const total = z.reduce((sum, _, j) => sum + loss.fused.softmax!.value(logA[j]!, y[j]!), 0);
      expectUlps(`${loss.name} of softmax`, z.join(' '), total, expected, { scale });
      for (const fused of [loss.fused.softmax!, loss.fused.log_softmax!]) {
        y.forEach((t, j) => {
          const slope = fused.targetDerivative(logA[j]!, t);
          expectUlps(`∂${loss.name}/∂y of softmax`, `${z.join(' ')}, ${j}`, slope, slopes[j]!, { scale });
        });
      }
    }
  });
});

afterAll(() => {
  const lines = [...worst].map(([what, ulps]) => `  ${what}: ${ulps.toPrecision(2)}`);
  console.info(`worst errors in units in the last place:\n${lines.join('\n')}`);
});
