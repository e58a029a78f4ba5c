/** categorical_crossentropy: ℓ = −Σ y log a over classes. */
import { everywhere } from '../rule';
import type { FusedLoss, LossRule } from './rule';

/** −y log a, and 0 where y is 0 whatever a is: that class takes no part. */
function negativeLogLikelihood(a: number, y: number): number {
  return y === 0 ? 0 : -y * Math.log(a);
}

/** From ln a: as that class would take part. */
const negated = (logProbability: number): number => -logProbability;
const negatedFormula = everywhere(([logProbability]) => `-${logProbability!}`);

const fromLogSoftmax = (logProbability: number, y: number): number => (y === 0 ? 0 : -y * logProbability);

/** With softmax: −Σ y log softmax(z), and ∂ℓ/∂z_j = a_j Σ y − y_j. */
export const crossentropyOfSoftmax: FusedLoss = {
  operand: 'logSoftmax',
  value: fromLogSoftmax,
  delta: (a, y, targetSum) => a * targetSum - y,
  targetDerivative: negated,
  formula: everywhere(([logProbability, y]) => `-${y!} \\cdot ${logProbability!}`),
  deltaFormula: {
    pieces: [
      {
        latex: ([a, y]) => `${a!} - ${y!}`,
        when: { latex: ([, , s]) => `${s!} = 1`, holds: ([, , s]) => s === 1 },
      },
      { latex: ([a, y, s]) => `${a!} \\cdot ${s!} - ${y!}` },
    ],
  },
  targetDerivativeFormula: negatedFormula,
  derivation: [
    '\\frac{\\partial \\ell}{\\partial a_i} = -\\frac{y_i}{a_i}',
    '\\frac{\\partial a_i}{\\partial z_j} = a_i \\, (1[i = j] - a_j)',
    '\\frac{\\partial \\ell}{\\partial z_j} = \\sum_i -\\frac{y_i}{a_i} \\cdot a_i \\, (1[i = j] - a_j) = a_j \\sum_i y_i - y_j = a_j - y_j',
  ],
};

/** With log_softmax the output is the log-probability itself (negative log-likelihood): ℓ = −Σ y a. */
export const crossentropyOfLogSoftmax: FusedLoss = {
  operand: 'activation',
  value: fromLogSoftmax,
  delta: (a, y, targetSum) => Math.exp(a) * targetSum - y,
  targetDerivative: negated,
  formula: everywhere(([a, y]) => `-${y!} \\cdot ${a!}`),
  deltaFormula: {
    pieces: [
      {
        latex: ([a, y]) => `e^{${a!}} - ${y!}`,
        when: { latex: ([, , s]) => `${s!} = 1`, holds: ([, , s]) => s === 1 },
      },
      { latex: ([a, y, s]) => `e^{${a!}} \\cdot ${s!} - ${y!}` },
    ],
  },
  targetDerivativeFormula: negatedFormula,
  derivation: [
    '\\frac{\\partial \\ell}{\\partial a_i} = -y_i',
    '\\frac{\\partial a_i}{\\partial z_j} = 1[i = j] - e^{a_j}',
    '\\frac{\\partial \\ell}{\\partial z_j} = \\sum_i -y_i \\, (1[i = j] - e^{a_j}) = e^{a_j} \\sum_i y_i - y_j = e^{a_j} - y_j',
  ],
};

export const categoricalCrossentropy: LossRule = {
  name: 'categorical_crossentropy',
  title: 'categorical cross-entropy',
  aliases: { categoricalCrossentropy: {}, CategoricalCrossentropy: {}, cross_entropy: {}, cce: {}, CCE: {} },
  documentation: 'How surprised the predicted probabilities are by the true class: −Σ y ln a. 0 · ln 0 is 0.',
  parameters: {},
  outputs: 'sum',
  targets: 'values',
  value: negativeLogLikelihood,
  derivative: (a, y) => (y === 0 ? 0 : -y / a),
  targetDerivative: (a) => -Math.log(a),
  kinks: () => [],
  formula: everywhere(([a, y]) => `-${y!} \\cdot \\ln ${a!}`),
  derivativeFormula: everywhere(([a, y]) => `-\\frac{${y!}}{${a!}}`),
  targetDerivativeFormula: everywhere(([a]) => `-\\ln ${a!}`),
  fused: { softmax: crossentropyOfSoftmax, log_softmax: crossentropyOfLogSoftmax },
  fromLogits: 'softmax',
};
