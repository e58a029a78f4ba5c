/** tanh: a = (e^z − e^{−z}) / (e^z + e^{−z}). */
import { sechSquared, tanh as hyperbolicTangent } from '../functions/tanh';
import { power } from '../latex';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

export const tanh: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'tanh',
  title: 'tanh',
  aliases: { Tanh: {} },
  documentation: 'Squashes z into (−1, 1), centred at 0; its slope 1 − a² vanishes where it saturates.',
  parameters: {},
  value: hyperbolicTangent,
  derivative: sechSquared,
  kinks: () => [],
  formula: everywhere(([z]) => `\\tanh(${z!})`),
  derivativeFormula: everywhere(([, a]) => `1 - ${power(a!, '2')}`),
};
