/** gradient_accumulated: the gradients of several backward passes are summed, because they are not set to 0 between. */
import * as l10n from '@vscode/l10n';
import { fitNumber } from '../fitting';
import { gradientsScaled, type Mistake, supposed } from './mistake';

export const gradientAccumulated: Mistake = {
  id: 'gradient_accumulated',
  formula:
    '\\frac{\\partial L}{\\partial W^{l}} \\mathrel{\\boxed{+}\\!=} (A^{l-1})^{\\mathsf{T}} \\Delta^{l}',
  sentence: (_where, { times = '' }) =>
    l10n.t(
      'The gradients are accumulated: each is the sum of {0} backward passes, because it was not set to 0 before this one.',
      times,
    ),
  applies: () => true,
  *hypotheses(divergence) {
    yield supposed(null, gradientsScaled(['dW', 'db'], 2), { times: 2 });
    const times = fitNumber(divergence, (p) => gradientsScaled(['dW', 'db'], p))?.value;
    if (times !== undefined && Number.isInteger(times) && times > 2) {
      yield { ...supposed(null, gradientsScaled(['dW', 'db'], times), { times }), fitted: 1 };
    }
  },
};
