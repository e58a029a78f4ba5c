/** softmax: a_i = e^{z_i} / Σ_j e^{z_j}, a probability for each class. */
import { exponential, number, product, quotient, subtract, sum, type Term } from '../term';
import type { RowActivation } from './rule';

export const softmax: RowActivation = {
  kind: 'row',
  name: 'softmax',
  title: 'softmax',
  aliases: { Softmax: {} },
  documentation:
    'Turns a row of z into probabilities that sum to 1; every a depends on every z of the sample.',
  parameters: {},
  forward: (kernels, z) => kernels.softmax(z),
  vjp: (kernels, _z, a, upstream) => kernels.softmaxVjp(a, upstream),
  formula: '\\frac{e^{z_i}}{\\sum_j e^{z_j}}',
  jacobian: '\\frac{\\partial a_i}{\\partial z_j} = a_i \\, (1[i = j] - a_j)',
  explainValue: (row, unit) => {
    const shifted = (i: number): Term => exponential(subtract(row.preActivation(i), row.maximum));
    return quotient(
      shifted(unit),
      sum(row.units, 'i', `e^{${row.symbol('preActivation', 'i')} - z_{\\max}}`, shifted),
    );
  },
  explainDelta: (row, unit) =>
    sum(
      row.units,
      'i',
      `${row.symbol('upstreamGradient', 'i')} \\cdot ${row.symbol('activation', 'i')} \\cdot (1[i = ${unit + 1}] - ${row.symbol('activation', `${unit + 1}`)})`,
      (i) =>
        product(
          row.upstreamGradient(i),
          row.activation(i),
          subtract(number(i === unit ? 1 : 0), row.activation(unit)),
        ),
    ),
};
