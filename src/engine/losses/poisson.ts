/** poisson: ℓ = mean of a − y ln a over outputs. */
import { everywhere } from '../rule';
import type { FusedLoss, LossRule } from './rule';

/** With exponential: ℓ = e^z − y z, and ∂ℓ/∂z = a − y. */
const poissonOfExponential: FusedLoss = {
  operand: 'preActivation',
  // e^z outgrows y z, and 0 · z is 0 however large z is.
  value: (z, y) => Math.exp(z) - (y === 0 || z === Infinity ? 0 : y * z),
  delta: (a, y) => a - y,
  targetDerivative: (z) => -z,
  formula: everywhere(([z, y]) => `e^{${z!}} - ${y!} \\cdot ${z!}`),
  deltaFormula: everywhere(([a, y]) => `${a!} - ${y!}`),
  targetDerivativeFormula: everywhere(([z]) => `-${z!}`),
  derivation: [
    '\\frac{\\partial \\ell}{\\partial a_j} = 1 - \\frac{y_j}{a_j}',
    '\\frac{\\partial a_j}{\\partial z_j} = a_j',
    '\\frac{\\partial \\ell}{\\partial z_j} = \\left(1 - \\frac{y_j}{a_j}\\right) \\cdot a_j = a_j - y_j',
  ],
};

export const poisson: LossRule = {
  name: 'poisson',
  title: 'Poisson',
  aliases: { Poisson: {} },
  documentation: 'For counts y and predicted rates a: their negative log-likelihood without its constant.',
  parameters: {},
  outputs: 'mean',
  targets: 'values',
  // a outgrows y ln a, and 0 · ln 0 is 0.
  value: (a, y) => (y === 0 || a === Infinity ? a : a - y * Math.log(a)),
  // As (a − y) / a, which keeps its digits where a is close to y.
  derivative: (a, y) => (y === 0 || a === Infinity ? 1 : (a - y) / a),
  targetDerivative: (a) => -Math.log(a),
  kinks: () => [],
  formula: everywhere(([a, y]) => `${a!} - ${y!} \\cdot \\ln ${a!}`),
  derivativeFormula: everywhere(([a, y]) => `1 - \\frac{${y!}}{${a!}}`),
  targetDerivativeFormula: everywhere(([a]) => `-\\ln ${a!}`),
  fused: { exponential: poissonOfExponential },
};
