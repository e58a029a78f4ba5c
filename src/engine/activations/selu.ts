/** selu: a = λ z where z > 0, else λ α (e^z − 1). Klambauer et al., "Self-Normalizing Neural Networks", 2017. */
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
  value: (z) => (z > 0 ? LAMBDA * z : LAMBDA * ALPHA * Math.expm1(z)),
  derivative: (z) => (z > 0 ? LAMBDA : LAMBDA * ALPHA * Math.exp(z)),
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
