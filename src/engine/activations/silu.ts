/** silu: a = z σ(z), also called swish. Elfwing et al., 2017; Ramachandran et al., 2017. */
import { everywhere } from '../rule';
import { gated, gatedSlope } from './gate';
import type { ElementwiseActivation } from './rule';
import { logistic } from './sigmoid';

export const silu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'silu',
  title: 'SiLU',
  aliases: { SiLU: {}, Silu: {}, swish: {}, Swish: {} },
  documentation: 'z gated by its own sigmoid; smooth, and slightly negative left of 0.',
  parameters: {},
  value: (z) => gated(z, logistic(z)),
  derivative: (z) => gatedSlope(z, logistic(z), logistic(z) * logistic(-z)),
  kinks: () => [],
  formula: everywhere(([z]) => `\\frac{${z!}}{1 + e^{-${z!}}}`),
  derivativeFormula: everywhere(([z, a]) => `${a!} + \\frac{1}{1 + e^{-${z!}}} \\cdot (1 - ${a!})`),
};
