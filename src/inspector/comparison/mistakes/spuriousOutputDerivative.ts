/** spurious_output_derivative: δ = a − y has σ′ inside already, and is multiplied by it once more. */
import * as l10n from '@vscode/l10n';
import { atDelta, type Mistake, supposed } from './mistake';

export const spuriousOutputDerivative: Mistake = {
  id: 'spurious_output_derivative',
  formula: "\\delta^{L} = (a^{L} - y) \\odot \\boxed{\\sigma'(z^{L})}",
  sentence: () =>
    l10n.t(
      'The output’s δ is multiplied by the activation’s derivative once too often: with this loss a − y contains it already.',
    ),
  applies: ({ loss }) => loss.fused !== undefined,
  hypotheses: ({ pass: { rules } }) => {
    const { layers, loss } = rules.network;
    const layer = layers.length - 1;
    const deviation = atDelta(layer, (pass) =>
      rules.arithmetic.times(
        pass.byRule({ layer, quantity: 'delta' }),
        rules.fusedDiagonal(loss.fromLogits ? pass.a(layer) : pass.z(layer)),
      ),
    );
    return [supposed(null, deviation)];
  },
};
