/** softplus: a = ln(1 + e^z). */
import type { ElementCode } from '../functions/elementCode';
import { exponential, scale } from '../functions/exponential';
import { logOfOnePlus } from '../functions/logarithm';
import { sigmoid } from '../functions/logistic';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

/** max(z, 0) + ln(1 + e^{−|z|}), which is ln(1 + e^z) without its overflow. */
function logOnePlusExp<V>(code: ElementCode<V>, z: V): V {
  const { k, y } = exponential(code, code.neg(code.abs(z)));
  const result = logOfOnePlus(code, scale(code, y.high, k), scale(code, y.low, k));
  return code.add(code.atLeast(z, 0), result);
}

export const softplus: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'softplus',
  title: 'softplus',
  aliases: { Softplus: {}, SoftPlus: {}, softPlus: {} },
  documentation: 'A smooth ReLU; its slope is the sigmoid.',
  parameters: {},
  value: logOnePlusExp,
  derivative: sigmoid,
  kinks: () => [],
  formula: everywhere(([z]) => `\\ln(1 + e^{${z!}})`),
  derivativeFormula: everywhere(([z]) => `\\frac{1}{1 + e^{-${z!}}}`),
};
