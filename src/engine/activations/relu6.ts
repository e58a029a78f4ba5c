/** relu6: a = min(max(z, 0), 6). */
import { unlessNaN } from '../functions/elementCode';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

export const relu6: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'relu6',
  title: 'ReLU6',
  aliases: { ReLU6: {}, Relu6: {} },
  documentation: 'ReLU cut off at 6, for low-precision inference; it passes no gradient outside (0, 6).',
  parameters: {},
  value: (code, z) => code.min(code.max(z, 0), 6),
  derivative: (code, z) => unlessNaN(code, z, code.ifLess(0, z, code.ifLess(z, 6, 1, 0), 0)),
  kinks: () => [0, 6],
  formula: everywhere(([z]) => `\\min(\\max(${z!}, 0), 6)`),
  derivativeFormula: {
    pieces: [
      {
        latex: () => '1',
        when: { latex: ([z]) => `0 < ${z!} < 6`, holds: ([z]) => z! > 0 && z! < 6 },
      },
      {
        latex: () => '0',
        when: {
          latex: ([z]) => `${z!} \\le 0 \\text{ or } ${z!} \\ge 6`,
          holds: ([z]) => z! <= 0 || z! >= 6,
        },
      },
    ],
  },
};
