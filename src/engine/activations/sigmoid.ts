/** sigmoid: a = 1 / (1 + e^{−z}). */
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

/** 1 / (1 + e^{−z}); e is only raised to a negative power, so that nothing overflows. */
export function logistic(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

export const sigmoid: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'sigmoid',
  title: 'sigmoid',
  aliases: { Sigmoid: {}, logistic: {} },
  documentation: 'Squashes z into (0, 1); its slope a(1 − a) is at most 1/4 and vanishes where it saturates.',
  parameters: {},
  value: logistic,
  // a(1 − a) with 1 − σ(z) = σ(−z), which keeps its digits where a is close to 1.
  derivative: (z) => logistic(z) * logistic(-z),
  kinks: () => [],
  formula: everywhere(([z]) => `\\frac{1}{1 + e^{-${z!}}}`),
  derivativeFormula: everywhere(([, a]) => `${a!} \\cdot (1 - ${a!})`),
};
