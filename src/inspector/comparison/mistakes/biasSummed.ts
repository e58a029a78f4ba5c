/** bias_summed: dW is averaged over the batch, db is not. */
import * as l10n from '@vscode/l10n';
import { averages, gradientsScaled, type Mistake, supposed } from './mistake';

export const biasSummed: Mistake = {
  id: 'bias_summed',
  formula:
    '\\frac{\\partial L}{\\partial b^{l}} = \\boxed{\\phantom{\\tfrac{1}{m}}} \\textstyle\\sum_k \\frac{\\partial \\ell_k}{\\partial z^{l}}',
  sentence: (_where, { m = '' }) =>
    l10n.t(
      'The biases’ gradients are summed over the batch, the weights’ are averaged: the factor 1/m is missing, m = {0}.',
      m,
    ),
  applies: averages,
  hypotheses: ({ pass: { rules } }) => {
    const m = rules.network.samples;
    return [supposed(null, gradientsScaled(['db'], m), { m })];
  },
};
