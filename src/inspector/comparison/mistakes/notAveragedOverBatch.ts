/** not_averaged_over_batch: the loss is a mean over m samples, the gradients are of its sum. */
import * as l10n from '@vscode/l10n';
import { averages, gradientsScaled, type Mistake, outputScaled, supposed } from './mistake';

export const notAveragedOverBatch: Mistake = {
  id: 'not_averaged_over_batch',
  formula:
    '\\frac{\\partial L}{\\partial W^{l}} = \\boxed{\\phantom{\\tfrac{1}{m}}}\\,(A^{l-1})^{\\mathsf{T}} \\Delta^{l}',
  sentence: (_where, { m = '' }) =>
    l10n.t(
      'The gradients are not averaged over the batch: each is m = {0} times the right one, because the factor 1/m is missing.',
      m,
    ),
  applies: averages,
  hypotheses: ({ pass: { rules } }) => {
    const { network } = rules;
    const m = network.samples;
    return [
      supposed(null, outputScaled(network, m), { m }),
      supposed(null, gradientsScaled(['dW', 'db'], m), { m }),
      supposed(null, gradientsScaled(['dW'], m), { m }),
    ];
  },
};
