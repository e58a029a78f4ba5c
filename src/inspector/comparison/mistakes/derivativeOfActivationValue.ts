/** derivative_of_activation_value: σ′ is taken at a instead of at z. */
import * as l10n from '@vscode/l10n';
import { atDelta, type Mistake, supposed } from './mistake';

export const derivativeOfActivationValue: Mistake = {
  id: 'derivative_of_activation_value',
  formula: "\\delta^{l} = W^{l+1} \\delta^{l+1} \\odot \\sigma'(\\boxed{a^{l}})",
  sentence: (where) =>
    l10n.t('In {0} the activation’s derivative is taken at a instead of at z: σ′(a) for σ′(z).', where),
  applies: ({ layers }) => layers.some(({ activation }) => activation.kind === 'elementwise'),
  hypotheses: ({ pass: { rules }, suspects }) =>
    suspects
      .filter(({ activation }) => activation.kind === 'elementwise')
      .map((layer) =>
        supposed(
          layer.index,
          atDelta(layer.index, (pass) =>
            rules.arithmetic.times(pass.upstream(layer), rules.slope(layer, pass.a(layer.index))),
          ),
        ),
      ),
};
