/** wrong_leaky_slope: where z is negative, a leaky ReLU's derivative is another slope than the activation's. */
import * as l10n from '@vscode/l10n';
import { activations } from '../../../engine/activations';
import type { NetworkLayer } from '../../../engine/network';
import type { EstimatedNumber } from '../estimate';
import { fitNumber } from '../fitting';
import type { Deviation } from '../pass';
import { atDelta, type Mistake } from './mistake';

export const wrongLeakySlope: Mistake = {
  id: 'wrong_leaky_slope',
  formula: "\\sigma'(z) = \\begin{cases} 1 & z > 0 \\\\ \\boxed{s} & z \\le 0 \\end{cases}",
  sentence: (where, { used = '', slope = '' }) =>
    l10n.t(
      'In {0} the leaky ReLU’s derivative where z is negative is {1}, but its slope is {2}.',
      where,
      used,
      slope,
    ),
  applies: ({ layers }) => layers.some(({ activation }) => activation === activations.leaky_relu),
  *hypotheses(divergence) {
    for (const layer of divergence.suspects) {
      if (layer.activation !== activations.leaky_relu) continue;
      const used = fitNumber(divergence, (p) => withSlope(layer, { value: p, tolerance: 0 }));
      if (used === undefined) continue;
      const slope = layer.activationParameters['negative_slope']!;
      yield {
        layer: layer.index,
        parameters: { used: used.value, slope },
        fitted: 1,
        deviation: withSlope(layer, used),
      };
    }
  },
};

/** σ′ is linear in the slope: that of slope 0, and the slope times the rest of that of slope 1. */
function withSlope(layer: NetworkLayer, slope: EstimatedNumber): Deviation {
  return atDelta(layer.index, (pass) => {
    const { rules } = pass;
    const { arithmetic } = rules;
    const z = pass.z(layer.index);
    const positive = rules.slope(layer, z, { parameters: { negative_slope: 0 } });
    const all = rules.slope(layer, z, { parameters: { negative_slope: 1 } });
    const negative = arithmetic.scaled(arithmetic.minus(all, positive), slope);
    return arithmetic.times(pass.upstream(layer), arithmetic.plus(positive, negative));
  });
}
