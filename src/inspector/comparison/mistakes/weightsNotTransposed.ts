/** weights_not_transposed: δ goes back through W instead of its transpose; no error where W is square. */
import * as l10n from '@vscode/l10n';
import type { NetworkLayer } from '../../../engine/network';
import { transposed } from '../estimate';
import { atDelta, type Mistake, onlyReader, supposed } from './mistake';

export const weightsNotTransposed: Mistake = {
  id: 'weights_not_transposed',
  formula: "\\Delta^{l} = \\Delta^{l+1} \\boxed{W^{l+1}} \\odot \\sigma'(Z^{l})",
  sentence: (where) =>
    l10n.t(
      'The δ of {0} comes back through the next layer’s weights the wrong way round: W must be transposed here.',
      where,
    ),
  applies: ({ layers }) => layers.some(isSquare),
  *hypotheses({ pass: { rules }, suspects }) {
    for (const layer of suspects) {
      const reader = onlyReader(rules.network, layer);
      if (reader === undefined || !isSquare(reader)) continue;
      const deviation = atDelta(layer.index, (pass) => {
        const turned = transposed(rules.weights(reader));
        const upstream = rules.backThrough(reader, pass.delta(reader.index), turned);
        return rules.throughActivation(layer, pass.z(layer.index), pass.a(layer.index), upstream);
      });
      yield supposed(layer.index, deviation);
    }
  },
};

function isSquare({ inputWidths, units }: NetworkLayer): boolean {
  return inputWidths[0] === units;
}
