/** transposed_gradient: one layer's dW is the transpose of what the others are. */
import { transposed } from '../estimate';
import { atWeights, type Mistake, supposed } from './mistake';

export const transposedGradient: Mistake = {
  id: 'transposed_gradient',
  formula: '\\frac{\\partial L}{\\partial W^{l}} = \\boxed{(\\Delta^{l})^{\\mathsf{T}} A^{l-1}}',
  sentence: (where) => `The weights’ gradient of ${where} is transposed; the other layers’ are not.`,
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
