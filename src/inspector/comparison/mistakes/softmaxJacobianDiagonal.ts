/** softmax_jacobian_diagonal: of softmax's Jacobian only the diagonal a(1 − a) is used, as if it were element-wise. */
import * as l10n from '@vscode/l10n';
import { atDelta, type Mistake, supposed } from './mistake';

export const softmaxJacobianDiagonal: Mistake = {
  id: 'softmax_jacobian_diagonal',
  formula: '\\delta_j^{l} = \\frac{\\partial L}{\\partial a_j^{l}} \\; \\boxed{a_j^{l} (1 - a_j^{l})}',
  sentence: (where) =>
    l10n.t(
      'Of the softmax’s Jacobian in {0} only the diagonal is used: each z also moves the other outputs of its row.',
      where,
    ),
  applies: ({ layers }) => layers.some(({ activation }) => activation.kind === 'row'),
  hypotheses: ({ pass: { rules }, suspects }) =>
    suspects
      .filter(({ activation }) => activation.kind === 'row')
      .map((layer) => {
        const { index } = layer;
        const deviation = atDelta(index, (pass) =>
          rules.arithmetic.times(pass.upstream(layer), rules.diagonal(layer, pass.z(index))),
        );
        return supposed(index === rules.network.layers.length - 1 ? null : index, deviation);
      }),
};
