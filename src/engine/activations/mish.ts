/** mish: a = z tanh(ln(1 + e^z)). Misra, 2019. */
import { everywhere } from '../rule';
import { gated, gatedSlope } from './gate';
import type { ElementwiseActivation } from './rule';

/**
 * tanh(ln(1 + e^z)) as a ratio of polynomials in n = e^z: n(n + 2) / (n(n + 2) + 2). Where z > 0 both sides are divided by
 * n², so that only e^{−|z|} is needed and nothing overflows.
 */
function gateOf(z: number): number {
  const e = Math.exp(-Math.abs(z));
  return z > 0 ? (1 + 2 * e) / (1 + 2 * e * (1 + e)) : (e * (e + 2)) / (e * (e + 2) + 2);
}

/** The gate's slope, sech²(ln(1 + e^z)) σ(z) = 4 n (1 + n) / (n(n + 2) + 2)². */
function gateSlopeOf(z: number): number {
  const e = Math.exp(-Math.abs(z));
  const denominator = z > 0 ? 1 + 2 * e * (1 + e) : e * (e + 2) + 2;
  return (4 * e * (z > 0 ? e : 1) * (1 + e)) / (denominator * denominator);
}

export const mish: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'mish',
  title: 'Mish',
  aliases: { Mish: {} },
  documentation: 'z gated by tanh of its softplus; smooth, and slightly negative left of 0.',
  parameters: {},
  value: (z) => gated(z, gateOf(z)),
  derivative: (z) => gatedSlope(z, gateOf(z), gateSlopeOf(z)),
  kinks: () => [],
  formula: everywhere(([z]) => `${z!} \\cdot \\tanh(\\ln(1 + e^{${z!}}))`),
  derivativeFormula: everywhere(
    ([z]) =>
      `\\tanh(\\ln(1 + e^{${z!}})) + ${z!} \\cdot \\frac{1 - \\tanh^{2}(\\ln(1 + e^{${z!}}))}{1 + e^{-${z!}}}`,
  ),
};
