/** relu_mask_from_gradient: the mask of a ReLU is taken from the sign of what comes back, not of z. */
import * as l10n from '@vscode/l10n';
import { activations } from '../../../engine/activations';
import { atDelta, type Mistake, supposed } from './mistake';

/** Those whose derivative is a mask. */
const MASKS: readonly unknown[] = [activations.relu, activations.leaky_relu, activations.relu6];

export const reluMaskFromGradient: Mistake = {
  id: 'relu_mask_from_gradient',
  formula: '\\delta^{l} = g \\odot 1[\\boxed{g} > 0], \\quad g = W^{l+1} \\delta^{l+1}',
  sentence: (where) =>
    l10n.t(
      'In {0} the ReLU’s mask is made of the gradient that comes back, where it is positive, instead of z.',
      where,
    ),
  applies: ({ layers }) => layers.some(({ activation }) => MASKS.includes(activation)),
  hypotheses: ({ pass: { rules }, suspects }) =>
    suspects
      .filter(({ activation }) => MASKS.includes(activation))
      .map((layer) =>
        supposed(
          layer.index,
          atDelta(layer.index, (pass) => {
            const upstream = pass.upstream(layer);
            return rules.arithmetic.times(upstream, rules.slope(layer, upstream));
          }),
        ),
      ),
};
