/** transposed_gradient: one layer's dW is the transpose of what the others are. */
import * as l10n from '@vscode/l10n';
import { transposed } from '../estimate';
import { atWeights, type Mistake, supposed } from './mistake';

export const transposedGradient: Mistake = {
  id: 'transposed_gradient',
  formula: '\\frac{\\partial L}{\\partial W^{l}} = \\boxed{(\\Delta^{l})^{\\mathsf{T}} A^{l-1}}',
  sentence: (where) =>
    l10n.t('The weights’ gradient of {0} is transposed; the other layers’ are not.', where),
  applies: ({ layers }) => layers.length > 1,
  hypotheses: ({ step }) =>
    step.quantity === 'dW'
      ? [
          supposed(
            step.layer,
            atWeights(step.layer, (pass) => transposed(pass.byRule(step))),
          ),
        ]
      : [],
};
