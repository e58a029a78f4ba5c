/** softsign: a = z / (1 + |z|). */
import { absolute, power } from '../latex';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

export const softsign: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'softsign',
  title: 'softsign',
  aliases: { Softsign: {}, SoftSign: {}, softSign: {} },
  documentation: 'Squashes z into (−1, 1) more slowly than tanh: its slope falls like 1/z².',
  parameters: {},
  value: (z) => (Math.abs(z) === Infinity ? Math.sign(z) : z / (1 + Math.abs(z))),
  derivative: (z) => {
    const reciprocal = 1 / (1 + Math.abs(z));
    return reciprocal * reciprocal;
  },
  kinks: () => [],
  bends: () => [0],
  formula: everywhere(([z]) => `\\frac{${z!}}{1 + ${absolute(z!)}}`),
  derivativeFormula: everywhere(([z]) => `\\frac{1}{${power(`(1 + ${absolute(z!)})`, '2')}}`),
};
