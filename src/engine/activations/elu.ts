/** elu: a = z where z > 0, else α (e^z − 1). Clevert et al., 2015. */
import type { ElementwiseActivation } from './rule';

export const elu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'elu',
  title: 'ELU',
  aliases: { ELU: {}, Elu: {} },
  documentation: 'ReLU with an exponential tail below 0 that levels out at −α.',
  parameters: {
    alpha: { default: 1, symbol: '\\alpha', documentation: 'The depth α of the tail: a tends to −α.' },
  },
  value: (z, { alpha }) => (z > 0 ? z : alpha! * Math.expm1(z)),
  derivative: (z, { alpha }) => (z > 0 ? 1 : alpha! * Math.exp(z)),
  kinks: ({ alpha }) => (alpha === 1 ? [] : [0]),
  bends: () => [0],
  formula: {
    pieces: [
      { latex: ([z]) => z!, when: { latex: ([z]) => `${z!} > 0`, holds: ([z]) => z! > 0 } },
      {
        latex: ([z], { alpha }) => `${alpha!} \\cdot (e^{${z!}} - 1)`,
        when: { latex: ([z]) => `${z!} \\le 0`, holds: ([z]) => z! <= 0 },
      },
    ],
  },
  derivativeFormula: {
    pieces: [
      { latex: () => '1', when: { latex: ([z]) => `${z!} > 0`, holds: ([z]) => z! > 0 } },
      {
        latex: ([z], { alpha }) => `${alpha!} \\cdot e^{${z!}}`,
        when: { latex: ([z]) => `${z!} \\le 0`, holds: ([z]) => z! <= 0 },
      },
    ],
  },
};
