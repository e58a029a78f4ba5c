/** wrong_activation_derivative: σ′ is another activation's. */
import * as l10n from '@vscode/l10n';
import { type ActivationName, activations } from '../../../engine/activations';
import type { ParameterValues, RuleDescription } from '../../../engine/rule';
import { atDelta, type Mistake, supposed } from './mistake';

export const wrongActivationDerivative: Mistake = {
  id: 'wrong_activation_derivative',
  formula: "\\delta^{l} = W^{l+1} \\delta^{l+1} \\odot \\boxed{\\tau'}(z^{l})",
  sentence: (where, { used = '', activation = '' }) =>
    l10n.t('In {0} the derivative is that of {1}, but the activation is {2}.', where, used, activation),
  applies: ({ layers }) => layers.some(({ activation }) => activation.kind === 'elementwise'),
  *hypotheses({ pass: { rules }, suspects }) {
    for (const layer of suspects) {
      const { index, activation } = layer;
      for (const used of CANDIDATES) {
        const rule = activations[used];
        if (rule === activation) continue;
        const deviation = atDelta(index, (pass) =>
          rules.arithmetic.times(
            pass.upstream(layer),
            rules.slope(layer, pass.z(index), { rule, parameters: defaultsOf(rule) }),
          ),
        );
        yield supposed(index, deviation, { used, activation: activation.name });
      }
    }
  },
};

/** Without `linear`: its derivative, 1, is a missing one. */
const CANDIDATES = (Object.keys(activations) as ActivationName[]).filter(
  (name) => name !== 'linear' && activations[name].kind === 'elementwise',
);

function defaultsOf({ parameters }: RuleDescription): ParameterValues {
  return Object.fromEntries(Object.entries(parameters).map(([name, spec]) => [name, spec.default]));
}
