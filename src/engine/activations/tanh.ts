/** tanh: a = (e^z − e^{−z}) / (e^z + e^{−z}). */
import { power } from '../latex';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

/** sech² z = 1 − tanh² z as 4e / (1 + e)² with e = e^{−2|z|}, which keeps its digits where tanh rounds to ±1. */
function sechSquared(z: number): number {
  const e = Math.exp(-2 * Math.abs(z));
  return (4 * e) / ((1 + e) * (1 + e));
}

export const tanh: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'tanh',
  title: 'tanh',
  aliases: { Tanh: {} },
  documentation: 'Squashes z into (−1, 1), centred at 0; its slope 1 − a² vanishes where it saturates.',
  parameters: {},
  value: Math.tanh,
  derivative: sechSquared,
  kinks: () => [],
  formula: everywhere(([z]) => `\\tanh(${z!})`),
  derivativeFormula: everywhere(([, a]) => `1 - ${power(a!, '2')}`),
};
