/** exponential: a = e^z. */
import { exp } from '../functions/exponential';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

export const exponential: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'exponential',
  title: 'exponential',
  aliases: { exp: {}, Exponential: {} },
  documentation: 'e to the power of z, for outputs that are rates; it is its own slope.',
  parameters: {},
  value: exp,
  derivative: exp,
  kinks: () => [],
  formula: everywhere(([z]) => `e^{${z!}}`),
  derivativeFormula: everywhere(([, a]) => a!),
};
