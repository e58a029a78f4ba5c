/** softplus: a = ln(1 + e^z). */
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';
import { logistic } from './sigmoid';

/** max(z, 0) + ln(1 + e^{−|z|}), which is ln(1 + e^z) without its overflow. */
function logOnePlusExp(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

export const softplus: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'softplus',
  title: 'softplus',
  aliases: { Softplus: {}, SoftPlus: {}, softPlus: {} },
  documentation: 'A smooth ReLU; its slope is the sigmoid.',
  parameters: {},
  value: logOnePlusExp,
  derivative: logistic,
  kinks: () => [],
  formula: everywhere(([z]) => `\\ln(1 + e^{${z!}})`),
  derivativeFormula: everywhere(([z]) => `\\frac{1}{1 + e^{-${z!}}}`),
};
