/** kl_divergence: ℓ = Σ y ln(y / a) over classes. Kullback and Leibler, 1951. */
import { everywhere } from '../rule';
import { crossentropyOfLogSoftmax, crossentropyOfSoftmax } from './categoricalCrossentropy';
import type { FusedLoss, LossRule } from './rule';

/** ln(y / a): by log1p where the ratio is close to 1, by a difference where it is no number of full precision. */
function logRatio(y: number, a: number): number {
  const ratio = y / a;
  if (ratio >= 0.5 && ratio <= 2) return Math.log1p((y - a) / a);
  return ratio > 1e-300 && ratio < Infinity ? Math.log(ratio) : Math.log(y) - Math.log(a);
}

/** y (ln y − ln a) from ln a; 0 where y is 0 whatever a is. */
const fromLogProbability = (logProbability: number, y: number): number =>
  y === 0 ? 0 : y * (Math.log(y) - logProbability);

/**
 * ln y − ln a + 1 from ln a: −∞ at y = 0, where y ln y sets out straight down; but ∞ where a is 0 too, as with any y > 0 the
 * loss is ∞.
 */
const targetSlope = (logProbability: number, y: number): number =>
  y === 0 && logProbability === -Infinity ? Infinity : Math.log(y) - logProbability + 1;

const ofLogProbability = {
  value: fromLogProbability,
  formula: everywhere(([logProbability, y]) => `${y!} \\cdot (\\ln ${y!} - ${logProbability!})`),
  targetDerivative: targetSlope,
  targetDerivativeFormula: everywhere(([logProbability, y]) => `\\ln ${y!} - ${logProbability!} + 1`),
} satisfies Partial<FusedLoss>;

/** With softmax: the target's own entropy is a constant, so δ is the cross-entropy's. */
const divergenceOfSoftmax: FusedLoss = { ...crossentropyOfSoftmax, ...ofLogProbability };

/** With log_softmax the output is the log-probability itself: ℓ = Σ y (ln y − a). */
const divergenceOfLogSoftmax: FusedLoss = { ...crossentropyOfLogSoftmax, ...ofLogProbability };

export const klDivergence: LossRule = {
  name: 'kl_divergence',
  title: 'Kullback–Leibler divergence',
  aliases: {
    klDivergence: {},
    KLDivergence: {},
    kld: {},
    KLD: {},
    kullback_leibler_divergence: {},
  },
  documentation: 'How far the predicted distribution a is from the target distribution y. 0 · ln 0 is 0.',
  parameters: {},
  outputs: 'sum',
  targets: 'values',
  value: (a, y) => (y === 0 ? 0 : y * logRatio(y, a)),
  derivative: (a, y) => (y === 0 ? 0 : -y / a),
  targetDerivative: (a, y) => (y === 0 ? targetSlope(Math.log(a), y) : logRatio(y, a) + 1),
  kinks: () => [],
  formula: everywhere(([a, y]) => `${y!} \\cdot \\ln \\frac{${y!}}{${a!}}`),
  derivativeFormula: everywhere(([a, y]) => `-\\frac{${y!}}{${a!}}`),
  targetDerivativeFormula: everywhere(([a, y]) => `\\ln \\frac{${y!}}{${a!}} + 1`),
  fused: { softmax: divergenceOfSoftmax, log_softmax: divergenceOfLogSoftmax },
};
