/** relu: a = max(z, 0). */
import { unlessNaN } from '../functions/elementCode';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

export const relu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'relu',
  title: 'ReLU',
  aliases: { ReLU: {}, Relu: {}, rectifier: {} },
  documentation: 'Keeps what is positive; a unit whose z is never positive passes no gradient (it is dead).',
  parameters: {},
  value: (code, z) => code.max(z, 0),
  derivative: (code, z) => unlessNaN(code, z, code.ifLess(0, z, 1, 0)),
  kinks: () => [0],
  formula: everywhere(([z]) => `\\max(${z!}, 0)`),
  derivativeFormula: {
    pieces: [
      { latex: () => '1', when: { latex: ([z]) => `${z!} > 0`, holds: ([z]) => z! > 0 } },
      { latex: () => '0', when: { latex: ([z]) => `${z!} \\le 0`, holds: ([z]) => z! <= 0 } },
    ],
  },
};
