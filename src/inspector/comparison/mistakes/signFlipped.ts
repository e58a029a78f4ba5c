/** sign_flipped: the output's error is y − a instead of a − y, or the gradients carry the minus of the update. */
import * as l10n from '@vscode/l10n';
import { gradientsScaled, type Mistake, outputScaled, supposed } from './mistake';

export const signFlipped: Mistake = {
  id: 'sign_flipped',
  formula: '\\delta^{L} = \\boxed{-}\\,\\frac{\\partial L}{\\partial z^{L}}',
  sentence: () =>
    l10n.t(
      'The sign is flipped: every gradient is minus the right one, as where y − a is written for a − y.',
    ),
  applies: () => true,
  hypotheses: ({ pass: { rules } }) => [
    supposed(null, outputScaled(rules.network, -1)),
    supposed(null, gradientsScaled(['dW', 'db'], -1)),
  ],
};
