/** gelu_tanh: a = ½ z (1 + tanh(√(2/π) (z + 0.044715 z³))), the approximation of gelu. */
import { power } from '../latex';
import { everywhere } from '../rule';
import type { Latex } from '../term';
import { gated, gatedSlope } from './gate';
import type { ElementwiseActivation } from './rule';
import { logistic } from './sigmoid';

const SQRT_TWO_OVER_PI = 0.7978845608028654;
const CUBIC = 0.044715;

/** 2u of the gate ½ (1 + tanh u) = σ(2u), which keeps its digits where tanh u is close to −1. */
function twiceU(z: number): number {
  return 2 * SQRT_TWO_OVER_PI * z * (1 + CUBIC * z * z);
}

function gateSlopeOf(z: number): number {
  const slope = logistic(twiceU(z)) * logistic(-twiceU(z));
  return slope === 0 ? 0 : slope * 2 * SQRT_TWO_OVER_PI * (1 + 3 * CUBIC * z * z);
}

const u = (z: Latex): Latex =>
  `\\left(\\sqrt{\\frac{2}{\\pi}} \\cdot (${z} + ${CUBIC} \\cdot ${power(z, '3')})\\right)`;

export const geluTanh: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'gelu_tanh',
  title: 'GELU (tanh)',
  aliases: { geluTanh: {}, gelu_approximate: {}, gelu_new: {}, gelu_pytorch_tanh: {} },
  documentation: 'GELU by the tanh approximation that GPT-2 and BERT use.',
  parameters: {},
  value: (z) => gated(z, logistic(twiceU(z))),
  derivative: (z) => gatedSlope(z, logistic(twiceU(z)), gateSlopeOf(z)),
  kinks: () => [],
  formula: everywhere(([z]) => `\\tfrac{1}{2} \\cdot ${z!} \\cdot \\left(1 + \\tanh${u(z!)}\\right)`),
  derivativeFormula: everywhere(
    ([z]) =>
      `\\tfrac{1}{2} \\left(1 + \\tanh${u(z!)}\\right) + \\tfrac{1}{2} \\cdot ${z!} \\cdot \\left(1 - \\tanh^{2}${u(z!)}\\right) \\cdot \\sqrt{\\frac{2}{\\pi}} \\cdot (1 + 3 \\cdot ${CUBIC} \\cdot ${power(z!, '2')})`,
  ),
};
