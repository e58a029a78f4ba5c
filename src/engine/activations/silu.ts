/** silu: a = z σ(z), also called swish. Elfwing et al., 2017; Ramachandran et al., 2017. */
import { gated, gatedSlope } from '../functions/gate';
import { logistic, slopedLogistic } from '../functions/logistic';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

export const silu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'silu',
  title: 'SiLU',
  aliases: { SiLU: {}, Silu: {}, swish: {}, Swish: {} },
  documentation: 'z gated by its own sigmoid; smooth, and slightly negative left of 0.',
  parameters: {},
  value: (code, z) => gated(code, z, logistic(code, z)),
  derivative: (code, z) => gatedSlope(code, z, slopedLogistic(code, z)),
  kinks: () => [],
  formula: everywhere(([z]) => `\\frac{${z!}}{1 + e^{-${z!}}}`),
  derivativeFormula: everywhere(([z, a]) => `${a!} + \\frac{1}{1 + e^{-${z!}}} \\cdot (1 - ${a!})`),
};
