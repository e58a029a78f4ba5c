/** stale_forward_values: z and a are those of before an update of the weights, and were not computed again. */
import * as l10n from '@vscode/l10n';
import { workOf } from '../../../engine/run';
import { fitCurved } from '../curvedFitting';
import type { Deviation, Step } from '../pass';
import type { PassRules } from '../passRules';
import { rulesBefore } from '../rulesBefore';
import { byOtherRules, type Mistake } from './mistake';

/** Multiply-adds. Larger networks would take too long: their weights before the update are found by hundreds of passes. */
const MOST_WORK = 2 ** 18;

/** A learning rate whose effect is linear. */
const SMALL_RATE = 1e-6;

export const staleForwardValues: Mistake = {
  id: 'stale_forward_values',
  formula:
    'Z^{l} = A^{l-1} \\Bigl(W^{l} \\boxed{+ \\eta \\tfrac{\\partial L}{\\partial W^{l}}}\\Bigr) + b^{l} \\boxed{+ \\eta \\tfrac{\\partial L}{\\partial b^{l}}}',
  sentence: (_where, { learningRate = '', backward = '' }) =>
    backward === 'old'
      ? l10n.t(
          'All numbers are those of before an update of the weights: the model’s weights are the new ones, after a step with the learning rate {0}.',
          learningRate,
        )
      : l10n.t(
          'The backward pass uses z and a of before an update of the weights: after the step, with the learning rate {0}, they were not computed again.',
          learningRate,
        ),
  applies: (network) => workOf(network).backward <= MOST_WORK,
  *hypotheses(divergence) {
    const { rules } = divergence.pass;
    const before = (rate: number): PassRules | undefined =>
      rate === SMALL_RATE ? slightlyBefore(rules) : rulesBefore(rules, { value: rate, tolerance: 0 });
    for (const backward of ['new', 'old'] as const) {
      const concerns = ({ quantity }: Step): boolean =>
        quantity === 'z' || (backward === 'old' && quantity === 'delta');
      const staleBy = (found: PassRules | undefined): Deviation | undefined =>
        found && byOtherRules(found, concerns);
      const rate = fitCurved(divergence, (p) => staleBy(before(p)), SMALL_RATE);
      const deviation = rate && staleBy(rulesBefore(rules, rate));
      if (deviation === undefined) continue;
      yield { layer: null, parameters: { learningRate: rate!.value, backward }, fitted: 1, deviation };
    }
  },
};

/** The same for every divergence of a comparison: most are no effect of any rate, and this tells it. */
const slight = new WeakMap<PassRules, PassRules | undefined>();

function slightlyBefore(rules: PassRules): PassRules | undefined {
  if (!slight.has(rules)) slight.set(rules, rulesBefore(rules, { value: SMALL_RATE, tolerance: 0 }));
  return slight.get(rules);
}
