/** own_weights_used: δ comes back through the layer's own weights instead of those of the next one. */
import * as l10n from '@vscode/l10n';
import { transposed } from '../estimate';
import { atDelta, type Mistake, onlyReader, supposed } from './mistake';

export const ownWeightsUsed: Mistake = {
  id: 'own_weights_used',
  formula: "\\delta^{l} = \\boxed{W^{l}} \\delta^{l+1} \\odot \\sigma'(z^{l})",
  sentence: (where) =>
    l10n.t('The δ of {0} comes back through that layer’s own weights instead of the next layer’s.', where),
  applies: ({ layers }) => layers.length > 1,
  *hypotheses({ pass: { rules }, suspects }) {
    for (const layer of suspects) {
      const reader = onlyReader(rules.network, layer);
      if (reader === undefined) continue;
      const own = rules.weights(layer);
      for (const weights of [own, transposed(own)]) {
        if (weights.columns !== reader.units || weights.rows !== layer.units) continue;
        const deviation = atDelta(layer.index, (pass) => {
          const upstream = rules.backThrough(reader, pass.delta(reader.index), weights);
          return rules.throughActivation(layer, pass.z(layer.index), pass.a(layer.index), upstream);
        });
        yield supposed(layer.index, deviation);
      }
    }
  },
};
