/** hard_sigmoid: a = relu6(z + 3) / 6, as in Keras 3 and in PyTorch's Hardsigmoid. */
import { unlessNaN } from '../functions/elementCode';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

export const hardSigmoid: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'hard_sigmoid',
  title: 'hard sigmoid',
  aliases: { hardSigmoid: {}, HardSigmoid: {}, Hardsigmoid: {}, hardsigmoid: {} },
  documentation: 'A sigmoid of three straight lines; it passes no gradient outside (−3, 3).',
  parameters: {},
  value: (code, z) => code.div(code.min(code.max(code.add(z, 3), 0), 6), 6),
  derivative: (code, z) => unlessNaN(code, z, code.ifLess(-3, z, code.ifLess(z, 3, 1 / 6, 0), 0)),
  kinks: () => [-3, 3],
  formula: everywhere(([z]) => `\\frac{\\min(\\max(${z!} + 3, 0), 6)}{6}`),
  derivativeFormula: {
    pieces: [
      {
        latex: () => '\\frac{1}{6}',
        when: { latex: ([z]) => `-3 < ${z!} < 3`, holds: ([z]) => z! > -3 && z! < 3 },
      },
      {
        latex: () => '0',
        when: {
          latex: ([z]) => `${z!} \\le -3 \\text{ or } ${z!} \\ge 3`,
          holds: ([z]) => z! <= -3 || z! >= 3,
        },
      },
    ],
  },
};
