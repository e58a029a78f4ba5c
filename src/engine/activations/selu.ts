/** selu: a = λ z where z > 0, else λ α (e^z − 1). Klambauer et al., "Self-Normalizing Neural Networks", 2017. */
import { exp, expm1 } from '../functions/exponential';
import type { ElementwiseActivation } from './rule';

/** α and λ of the paper's appendix A.1: mean 0 and variance 1 are a fixed point. */
const ALPHA = 1.6732632423543772;
const LAMBDA = 1.0507009873554805;

export const selu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'selu',
  title: 'SELU',
  aliases: { SELU: {}, Selu: {} },
  documentation: 'ELU scaled so that activations keep mean 0 and variance 1 from layer to layer.',
  parameters: {},
  value: (code, z) => code.ifLess(0, z, code.mul(LAMBDA, z), code.mul(LAMBDA * ALPHA, expm1(code, z))),
  derivative: (code, z) => code.ifLess(0, z, LAMBDA, code.mul(LAMBDA * ALPHA, exp(code, z))),
  kinks: () => [0],
  formula: {
    pieces: [
      {
        latex: ([z]) => `${LAMBDA} \\cdot ${z!}`,
        when: { latex: ([z]) => `${z!} > 0`, holds: ([z]) => z! > 0 },
      },
      {
        latex: ([z]) => `${LAMBDA} \\cdot ${ALPHA} \\cdot (e^{${z!}} - 1)`,
        when: { latex: ([z]) => `${z!} \\le 0`, holds: ([z]) => z! <= 0 },
      },
    ],
  },
  derivativeFormula: {
    pieces: [
      { latex: () => `${LAMBDA}`, when: { latex: ([z]) => `${z!} > 0`, holds: ([z]) => z! > 0 } },
      {
        latex: ([z]) => `${LAMBDA} \\cdot ${ALPHA} \\cdot e^{${z!}}`,
        when: { latex: ([z]) => `${z!} \\le 0`, holds: ([z]) => z! <= 0 },
      },
    ],
  },
};
