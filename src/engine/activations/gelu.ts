/** gelu: a = z Φ(z), the exact one. Hendrycks and Gimpel, 2016. */
import { gated, gatedSlope } from '../functions/gate';
import { normalDistribution, slopedNormal } from '../functions/normal';
import { power } from '../latex';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

export const gelu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'gelu',
  title: 'GELU',
  aliases: { GELU: {}, Gelu: {} },
  documentation: 'z gated by the normal distribution Φ(z); the exact one, by erf.',
  parameters: {},
  value: (code, z) => gated(code, z, normalDistribution(code, z)),
  derivative: (code, z) => gatedSlope(code, z, slopedNormal(code, z)),
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
