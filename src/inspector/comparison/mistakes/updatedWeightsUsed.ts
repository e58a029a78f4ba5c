/** updated_weights_used: the weights are updated before δ goes back through them. */
import * as l10n from '@vscode/l10n';
import type { EstimatedNumber } from '../estimate';
import { fitNumber } from '../fitting';
import type { Deviation } from '../pass';
import { type Mistake, onlyReader } from './mistake';

export const updatedWeightsUsed: Mistake = {
  id: 'updated_weights_used',
  formula:
    "\\delta^{l} = \\Bigl(W^{l+1} \\boxed{- \\eta \\tfrac{\\partial L}{\\partial W^{l+1}}}\\Bigr) \\delta^{l+1} \\odot \\sigma'(z^{l})",
  sentence: (_where, { learningRate = '' }) =>
    l10n.t(
      'The weights are updated before δ goes back through them: with the learning rate {0}, the new W is used instead of the old one.',
      learningRate,
    ),
  applies: ({ layers }) => layers.length > 1,
  *hypotheses(divergence) {
    const rate = fitNumber(divergence, (p) => updatedBy({ value: p, tolerance: 0 }));
    if (rate === undefined || !(rate.value > 0)) return;
    const parameters = { learningRate: rate.value };
    yield { layer: null, parameters, fitted: 1, deviation: updatedBy(rate) };
  },
};

function updatedBy(rate: EstimatedNumber): Deviation {
  return (pass, step) => {
    if (step.quantity !== 'delta') return undefined;
    const { rules } = pass;
    const layer = pass.layer(step.layer);
    const reader = onlyReader(rules.network, layer);
    if (reader === undefined) return undefined;
    const gradient = pass.believed({ layer: reader.index, quantity: 'dW' });
    const updated = rules.arithmetic.minus(rules.weights(reader), rules.arithmetic.scaled(gradient, rate));
    const upstream = rules.backThrough(reader, pass.delta(reader.index), updated);
    return rules.throughActivation(layer, pass.z(step.layer), pass.a(step.layer), upstream);
  };
}
