/** relu: a = max(z, 0). */
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

export const relu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'relu',
  title: 'ReLU',
  aliases: { ReLU: {}, Relu: {}, rectifier: {} },
  documentation: 'Keeps what is positive; a unit whose z is never positive passes no gradient (it is dead).',
  parameters: {},
  value: (z) => Math.max(z, 0),
  derivative: (z) => (z > 0 ? 1 : z <= 0 ? 0 : NaN),
  kinks: () => [0],
  formula: everywhere(([z]) => `\\max(${z!}, 0)`),
  derivativeFormula: {
    pieces: [
      { latex: () => '1', when: { latex: ([z]) => `${z!} > 0`, holds: ([z]) => z! > 0 } },
      { latex: () => '0', when: { latex: ([z]) => `${z!} \\le 0`, holds: ([z]) => z! <= 0 } },
    ],
  },
};
