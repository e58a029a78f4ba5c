/** missing_activation_derivative: δ is what comes back from the next layer, without σ′. */
import * as l10n from '@vscode/l10n';
import { activations } from '../../../engine/activations';
import { atDelta, type Mistake, supposed } from './mistake';

export const missingActivationDerivative: Mistake = {
  id: 'missing_activation_derivative',
  formula: "\\delta^{l} = W^{l+1} \\delta^{l+1} \\; \\boxed{\\phantom{\\odot\\, \\sigma'(z^{l})}}",
  sentence: (where) =>
    l10n.t('In {0} the activation’s derivative is missing: δ is ∂L/∂a, not multiplied by σ′(z).', where),
  applies: ({ layers }) => layers.some(({ activation }) => activation !== activations.linear),
  hypotheses: ({ suspects }) =>
    suspects
      .filter(({ activation }) => activation !== activations.linear)
      .map((layer) =>
        supposed(
          layer.index,
          atDelta(layer.index, (pass) => pass.upstream(layer)),
        ),
      ),
};
