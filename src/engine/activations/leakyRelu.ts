/** leaky_relu: a = z where z > 0, else s z with a small slope s. */
import { unlessNaN } from '../functions/elementCode';
import type { ElementwiseActivation } from './rule';

export const leakyRelu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'leaky_relu',
  title: 'leaky ReLU',
  aliases: { leakyRelu: {}, LeakyReLU: {}, leakyReLU: {}, LeakyRelu: {}, lrelu: {} },
  documentation: 'ReLU with a small slope below 0, so that no unit dies.',
  parameters: {
    negative_slope: { default: 0.01, symbol: 's', documentation: 'The slope s where z is not positive.' },
  },
  value: (code, z, { negative_slope: slope }) => code.ifLess(0, z, z, code.mul(slope!, z)),
  derivative: (code, z, { negative_slope: slope }) => unlessNaN(code, z, code.ifLess(0, z, 1, slope!)),
  kinks: ({ negative_slope: slope }) => (slope === 1 ? [] : [0]),
  formula: {
    pieces: [
      { latex: ([z]) => z!, when: { latex: ([z]) => `${z!} > 0`, holds: ([z]) => z! > 0 } },
      {
        latex: ([z], { negative_slope: slope }) => `${slope!} \\cdot ${z!}`,
        when: { latex: ([z]) => `${z!} \\le 0`, holds: ([z]) => z! <= 0 },
      },
    ],
  },
  derivativeFormula: {
    pieces: [
      { latex: () => '1', when: { latex: ([z]) => `${z!} > 0`, holds: ([z]) => z! > 0 } },
      {
        latex: (_, { negative_slope: slope }) => slope!,
        when: { latex: ([z]) => `${z!} \\le 0`, holds: ([z]) => z! <= 0 },
      },
    ],
  },
};
