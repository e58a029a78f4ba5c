/** binary_crossentropy: ℓ = mean of −(y ln a + (1 − y) ln(1 − a)) over outputs. */
import { absolute } from '../latex';
import { everywhere } from '../rule';
import type { FusedLoss, LossRule } from './rule';

/** −(y ln a + (1 − y) ln(1 − a)) with 0 · ln 0 = 0; ln(1 − a) by log1p, which keeps its digits where a is small. */
function value(a: number, y: number): number {
  const positive = y === 0 ? 0 : -y * Math.log(a);
  const negative = y === 1 ? 0 : -(1 - y) * Math.log1p(-a);
  return positive + negative;
}

/** (a − y) / (a (1 − a)); for y = 1 and y = 0 cancelled by hand, so that it has a value at a = y too. */
function derivative(a: number, y: number): number {
  if (y === 1) return -1 / a;
  if (y === 0) return 1 / (1 - a);
  return (a - y) / (a * (1 - a));
}

/**
 * ln(1 − a) − ln a. Around ½, where that cancels, by log1p of (1 − a)/a − 1, whose numerator 1 − 2a is exact there.
 */
function targetDerivative(a: number): number {
  return a >= 0.25 && a <= 0.75 ? Math.log1p((1 - 2 * a) / a) : Math.log1p(-a) - Math.log(a);
}

/** With sigmoid: ℓ from z without overflow or underflow, and ∂ℓ/∂z = a − y. */
const crossentropyOfSigmoid: FusedLoss = {
  operand: 'preActivation',
  // max(z, 0) − z y is z (1 − y) or −z y. Where that factor is 0 the term is 0, however large z is.
  value: (z, y) => {
    const factor = z > 0 ? 1 - y : -y;
    return (factor === 0 ? 0 : z * factor) + Math.log1p(Math.exp(-Math.abs(z)));
  },
  delta: (a, y) => a - y,
  targetDerivative: (z) => -z,
  formula: everywhere(
    ([z, y]) => `\\max(${z!}, 0) - ${z!} \\cdot ${y!} + \\ln\\left(1 + e^{-${absolute(z!)}}\\right)`,
  ),
  deltaFormula: everywhere(([a, y]) => `${a!} - ${y!}`),
  targetDerivativeFormula: everywhere(([z]) => `-${z!}`),
  derivation: [
    '\\frac{\\partial \\ell}{\\partial a_j} = \\frac{a_j - y_j}{a_j \\, (1 - a_j)}',
    '\\frac{\\partial a_j}{\\partial z_j} = a_j \\, (1 - a_j)',
    '\\frac{\\partial \\ell}{\\partial z_j} = \\frac{a_j - y_j}{a_j \\, (1 - a_j)} \\cdot a_j \\, (1 - a_j) = a_j - y_j',
  ],
};

export const binaryCrossentropy: LossRule = {
  name: 'binary_crossentropy',
  title: 'binary cross-entropy',
  aliases: {
    binaryCrossentropy: {},
    binaryCrossEntropy: {},
    BinaryCrossentropy: {},
    binary_cross_entropy: {},
    bce: {},
    BCE: {},
    BCELoss: {},
    log_loss: {},
    BCEWithLogitsLoss: { from_logits: 1 },
    binary_cross_entropy_with_logits: { from_logits: 1 },
  },
  documentation: 'How surprised the probability a is by a yes or no y, averaged over outputs. 0 · ln 0 is 0.',
  parameters: {},
  outputs: 'mean',
  targets: 'values',
  value,
  derivative,
  targetDerivative,
  kinks: () => [],
  formula: everywhere(([a, y]) => `-(${y!} \\cdot \\ln ${a!} + (1 - ${y!}) \\cdot \\ln(1 - ${a!}))`),
  derivativeFormula: {
    pieces: [
      {
        latex: ([a]) => `-\\frac{1}{${a!}}`,
        when: { latex: ([, y]) => `${y!} = 1`, holds: ([, y]) => y === 1 },
      },
      {
        latex: ([a]) => `\\frac{1}{1 - ${a!}}`,
        when: { latex: ([, y]) => `${y!} = 0`, holds: ([, y]) => y === 0 },
      },
      { latex: ([a, y]) => `\\frac{${a!} - ${y!}}{${a!} \\cdot (1 - ${a!})}` },
    ],
  },
  targetDerivativeFormula: everywhere(([a]) => `\\ln(1 - ${a!}) - \\ln ${a!}`),
  fused: { sigmoid: crossentropyOfSigmoid },
  fromLogits: 'sigmoid',
};
