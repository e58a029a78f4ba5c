/** averaged_twice: 1/m stands in the loss's gradient and again in the parameters' gradients. */
import * as l10n from '@vscode/l10n';
import { averages, gradientsScaled, type Mistake, outputScaled, supposed } from './mistake';

export const averagedTwice: Mistake = {
  id: 'averaged_twice',
  formula:
    '\\frac{\\partial L}{\\partial W^{l}} = \\boxed{\\tfrac{1}{m}}\\,(A^{l-1})^{\\mathsf{T}} \\Delta^{l}',
  sentence: (_where, { m = '' }) =>
    l10n.t(
      'The gradients are averaged twice: each is divided by m = {0} once more, because δ has the factor 1/m already.',
      m,
    ),
  applies: averages,
  hypotheses: ({ pass: { rules } }) => {
    const { network } = rules;
    const m = network.samples;
    return [
      supposed(null, outputScaled(network, 1 / m), { m }),
      supposed(null, gradientsScaled(['dW', 'db'], 1 / m), { m }),
      supposed(null, gradientsScaled(['dW'], 1 / m), { m }),
    ];
  },
};
