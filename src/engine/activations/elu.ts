/** elu: a = z where z > 0, else α (e^z − 1). Clevert et al., 2015. */
import { exp, expm1 } from '../functions/exponential';
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
  value: (code, z, { alpha }) => code.ifLess(0, z, z, code.mul(alpha!, expm1(code, z))),
  derivative: (code, z, { alpha }) => code.ifLess(0, z, 1, code.mul(alpha!, exp(code, z))),
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
