/** preactivation_instead_of_activation: dW is made with z of the layer before instead of its a. */
import * as l10n from '@vscode/l10n';
import { atWeights, type Mistake, supposed } from './mistake';

export const preactivationInsteadOfActivation: Mistake = {
  id: 'preactivation_instead_of_activation',
  formula: '\\frac{\\partial L}{\\partial W^{l}} = (\\boxed{Z^{l-1}})^{\\mathsf{T}} \\Delta^{l}',
  sentence: (where) =>
    l10n.t(
      'The weights’ gradient of {0} is made with the layer before’s z, where its activation a belongs.',
      where,
    ),
  applies: ({ layers }) => layers.length > 1,
  hypotheses({ pass: { rules }, step }) {
    const [source] = rules.network.layers[step.layer]!.inputs;
    if (step.quantity !== 'dW' || typeof source !== 'number') return [];
    const deviation = atWeights(step.layer, (pass) =>
      rules.weightGradient(pass.z(source), pass.delta(step.layer)),
    );
    return [supposed(step.layer, deviation)];
  },
};
