/** own_activation_used: dW is made with the layer's own output instead of its input. */
import * as l10n from '@vscode/l10n';
import { atWeights, type Mistake, supposed } from './mistake';

export const ownActivationUsed: Mistake = {
  id: 'own_activation_used',
  formula: '\\frac{\\partial L}{\\partial W^{l}} = (\\boxed{A^{l}})^{\\mathsf{T}} \\Delta^{l}',
  sentence: (where) =>
    l10n.t(
      'The weights’ gradient of {0} is made with that layer’s own activation, where its input belongs: {1} for {2}.',
      where,
      'a^l',
      'a^{l−1}',
    ),
  applies: ({ layers }) => layers.some(({ inputWidths, units }) => inputWidths[0] === units),
  hypotheses({ pass: { rules }, step }) {
    const { inputWidths, units } = rules.network.layers[step.layer]!;
    if (step.quantity !== 'dW' || inputWidths[0] !== units) return [];
    const deviation = atWeights(step.layer, (pass) =>
      rules.weightGradient(pass.a(step.layer), pass.delta(step.layer)),
    );
    return [supposed(step.layer, deviation)];
  },
};
