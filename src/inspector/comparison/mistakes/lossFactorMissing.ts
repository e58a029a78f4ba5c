/** loss_factor_missing: the constant before the loss's gradient, such as 2/n of a mean squared error, is left out. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../../../engine/network';
import { lossFactorOf } from '../lossFactor';
import { type Mistake, outputScaled, supposed } from './mistake';

export const lossFactorMissing: Mistake = {
  id: 'loss_factor_missing',
  formula: '\\frac{\\partial \\ell}{\\partial a_j} = \\boxed{\\phantom{\\tfrac{2}{n}}}\\,(a_j - y_j)',
  sentence: (_where, { factor = '' }) =>
    l10n.t(
      'A constant factor of the loss is missing in its gradient: every gradient is divided by {0}, which the loss puts before it.',
      factor,
    ),
  applies: (network) => factorsOf(network).length > 0,
  hypotheses: ({ pass: { rules } }) => {
    const { square, mean } = lossFactorOf(rules.network);
    return factorsOf(rules.network).map((factor) => {
      const hypothesis = supposed(null, outputScaled(rules.network, 1 / factor), { factor });
      return square !== 1 && factor === square * mean ? hypothesis : { ...hypothesis, isUnusual: true };
    });
  },
};

/** What may be left out: all of it first, then a part; of half a square, the half. */
function factorsOf(network: Network): readonly number[] {
  const { square, mean } = lossFactorOf(network);
  const half = network.spec.loss.name === 'half_squared_error' ? [1 / 2] : [];
  return [...new Set([square * mean, square, mean, ...half])].filter((factor) => factor !== 1);
}
