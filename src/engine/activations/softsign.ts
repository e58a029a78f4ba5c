/** softsign: a = z / (1 + |z|). */
import { absolute, power } from '../latex';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

/** Where a has long become ±1, so that ∞ needs no case of its own. */
const LARGEST = 2 ** 1000;

export const softsign: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'softsign',
  title: 'softsign',
  aliases: { Softsign: {}, SoftSign: {}, softSign: {} },
  documentation: 'Squashes z into (−1, 1) more slowly than tanh: its slope falls like 1/z².',
  parameters: {},
  value: (code, z) => {
    const size = code.atMost(code.abs(z), LARGEST);
    return code.withSign(code.div(size, code.add(size, 1)), z);
  },
  derivative: (code, z) => {
    const reciprocal = code.div(1, code.add(code.abs(z), 1));
    return code.mul(reciprocal, reciprocal);
  },
  kinks: () => [],
  bends: () => [0],
  formula: everywhere(([z]) => `\\frac{${z!}}{1 + ${absolute(z!)}}`),
  derivativeFormula: everywhere(([z]) => `\\frac{1}{${power(`(1 + ${absolute(z!)})`, '2')}}`),
};
