/** sigmoid: a = 1 / (1 + e^{−z}). */
import { scale } from '../functions/exponential';
import { logisticSlope, sigmoid as logisticFunction } from '../functions/logistic';
import { rounded } from '../functions/pairs';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

export const sigmoid: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'sigmoid',
  title: 'sigmoid',
  aliases: { Sigmoid: {}, logistic: {} },
  documentation: 'Squashes z into (0, 1); its slope a(1 − a) is at most 1/4 and vanishes where it saturates.',
  parameters: {},
  value: logisticFunction,
  // a(1 − a) with 1 − σ(z) = σ(−z), which keeps its digits where a is close to 1.
  derivative: (code, z) => {
    const { value, k } = logisticSlope(code, z);
    return scale(code, rounded(code, value), k);
  },
  kinks: () => [],
  formula: everywhere(([z]) => `\\frac{1}{1 + e^{-${z!}}}`),
  derivativeFormula: everywhere(([, a]) => `${a!} \\cdot (1 - ${a!})`),
};
