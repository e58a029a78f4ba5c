/** log_softmax: a_i = z_i − ln Σ_j e^{z_j}, the logarithm of softmax without its underflow. */
import { exponential, formula, number, product, subtract, sum, type Term } from '../term';
import type { RowActivation } from './rule';

export const logSoftmax: RowActivation = {
  kind: 'row',
  name: 'log_softmax',
  title: 'log softmax',
  aliases: { LogSoftmax: {}, logSoftmax: {} },
  documentation: 'Log-probabilities of the classes; finite where softmax itself would round to 0.',
  parameters: {},
  forward: (kernels, z) => kernels.logSoftmax(z),
  vjp: (kernels, _z, a, upstream) => kernels.logSoftmaxVjp(a, upstream),
  formula: 'z_i - \\ln \\sum_j e^{z_j}',
  jacobian: '\\frac{\\partial a_i}{\\partial z_j} = 1[i = j] - e^{a_j}',
  explainValue: (row, unit) => {
    const shifted = (i: number): Term => exponential(subtract(row.preActivation(i), row.maximum));
    return formula(
      [
        row.preActivation(unit),
        row.maximum,
        sum(row.units, 'i', `e^{${row.symbol('preActivation', 'i')} - z_{\\max}}`, shifted),
      ],
      ([z, maximum, total]) => `${z!} - ${maximum!} - \\ln ${total!}`,
      ([z, maximum, total]) => z! - maximum! - Math.log(total!),
    );
  },
  explainDelta: (row, unit) =>
    sum(
      row.units,
      'i',
      `${row.symbol('upstreamGradient', 'i')} \\cdot (1[i = ${unit + 1}] - e^{${row.symbol('activation', `${unit + 1}`)}})`,
      (i) =>
        product(
          row.upstreamGradient(i),
          subtract(number(i === unit ? 1 : 0), exponential(row.activation(unit))),
        ),
    ),
};
