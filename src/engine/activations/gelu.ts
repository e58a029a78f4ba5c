/** gelu: a = z Φ(z), the exact one. Hendrycks and Gimpel, 2016. */
import { power } from '../latex';
import { normalCdf, normalDensity } from '../normal';
import { everywhere } from '../rule';
import { gated, gatedSlope } from './gate';
import type { ElementwiseActivation } from './rule';

export const gelu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'gelu',
  title: 'GELU',
  aliases: { GELU: {}, Gelu: {} },
  documentation: 'z gated by the normal distribution Φ(z); the exact one, by erf.',
  parameters: {},
  value: (z) => gated(z, normalCdf(z)),
  derivative: (z) => gatedSlope(z, normalCdf(z), normalDensity(z)),
  kinks: () => [],
  formula: everywhere(
    ([z]) =>
      `\\tfrac{1}{2} \\cdot ${z!} \\cdot \\left(1 + \\operatorname{erf}\\left(\\frac{${z!}}{\\sqrt{2}}\\right)\\right)`,
  ),
  derivativeFormula: everywhere(
    ([z]) =>
      `\\tfrac{1}{2} \\left(1 + \\operatorname{erf}\\left(\\frac{${z!}}{\\sqrt{2}}\\right)\\right) + \\frac{${z!}}{\\sqrt{2 \\pi}} \\cdot e^{-${power(z!, '2')} / 2}`,
  ),
};
