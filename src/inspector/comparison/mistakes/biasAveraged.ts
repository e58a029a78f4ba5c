/** bias_averaged: db is the mean of δ's rows, where it is their sum. */
import * as l10n from '@vscode/l10n';
import { gradientsScaled, type Mistake, supposed } from './mistake';

export const biasAveraged: Mistake = {
  id: 'bias_averaged',
  formula: '\\frac{\\partial L}{\\partial b^{l}} = \\boxed{\\tfrac{1}{m}} \\textstyle\\sum_k \\delta_k^{l}',
  sentence: (_where, { m = '' }) =>
    l10n.t(
      'The biases’ gradients are averaged once too often: each is divided by m = {0}, where it is the sum of δ over the samples.',
      m,
    ),
  applies: ({ samples }) => samples > 1,
  hypotheses: ({ pass: { rules } }) => {
    const m = rules.network.samples;
    return [supposed(null, gradientsScaled(['db'], 1 / m), { m })];
  },
};
