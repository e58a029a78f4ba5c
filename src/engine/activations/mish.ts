/** mish: a = z tanh(ln(1 + e^z)). Misra, 2019. */
import type { ElementCode } from '../functions/elementCode';
import { exponential, visiblePower } from '../functions/exponential';
import { gated, gatedSlope, type Scaled } from '../functions/gate';
import { fastSum, ifNegative, type Pair, productOfPairs, quotient, scaled, sum } from '../functions/pairs';
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

/**
 * The gate tanh(ln(1 + e^z)) as a fraction: with n = e^z it is n(n + 2) / (n(n + 2) + 2). Where z ≥ 0 both sides are divided
 * by n², so that only e = e^{−|z|} = 2^k y is needed and nothing overflows.
 */
interface Fraction<V> {
  /** 2^gateK times it is e(e + 2) where z < 0; 1 + 2e where z ≥ 0. */
  readonly numerator: Pair<V>;
  /** e(e + 2) + 2 where z < 0; 1 + 2e(1 + e) where z ≥ 0. */
  readonly denominator: Pair<V>;
  readonly gateK: V;
  /** 2^k times it is e where z < 0, e² where z ≥ 0. */
  readonly power: Pair<V>;
  readonly k: V;
  readonly onePlusE: Pair<V>;
}

function fractionOf<V>(code: ElementCode<V>, z: V): Fraction<V> {
  const { k, y } = exponential(code, code.neg(code.abs(z)));
  const visible = visiblePower(code, k);
  const e = scaled(code, y, visible);
  const ye = productOfPairs(code, y, e);
  const factor = ifNegative(code, z, y, e);
  const top = sum(code, code.mul(factor.high, 2), code.ifLess(z, 0, ye.high, 1));
  const rest = code.add(code.mul(factor.low, 2), code.ifLess(z, 0, ye.low, 0));
  const numerator = { high: top.high, low: code.add(top.low, rest) };
  // The denominator is the numerator's value + 2 where z < 0, else + 2 e².
  const value = scaled(code, numerator, code.ifLess(z, 0, visible, 1));
  const square = scaled(code, ye, code.mul(visible, 2));
  const bottom = sum(code, value.high, code.ifLess(z, 0, 2, square.high));
  const low = code.add(bottom.low, code.add(value.low, code.ifLess(z, 0, 0, square.low)));
  const one = fastSum(code, 1, e.high);
  return {
    numerator,
    denominator: { high: bottom.high, low },
    gateK: code.ifLess(z, 0, k, 0),
    power: ifNegative(code, z, y, ye),
    k,
    onePlusE: { high: one.high, low: code.add(one.low, e.low) },
  };
}

function gateOf<V>(code: ElementCode<V>, { numerator, denominator, gateK }: Fraction<V>): Scaled<V> {
  return { value: quotient(code, numerator, denominator), k: gateK };
}

/** The gate's slope, sech²(ln(1 + e^z)) σ(z) = 4 n (1 + n) / (n(n + 2) + 2)². */
function slopeOf<V>(code: ElementCode<V>, { denominator, power, k, onePlusE }: Fraction<V>): Scaled<V> {
  const top = scaled(code, productOfPairs(code, power, onePlusE), 4);
  return { value: quotient(code, top, productOfPairs(code, denominator, denominator)), k };
}

export const mish: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'mish',
  title: 'Mish',
  aliases: { Mish: {} },
  documentation: 'z gated by tanh of its softplus; smooth, and slightly negative left of 0.',
  parameters: {},
  value: (code, z) => gated(code, z, gateOf(code, fractionOf(code, z))),
  derivative: (code, z) => {
    const fraction = fractionOf(code, z);
    return gatedSlope(code, z, {
      gate: gateOf(code, fraction),
      slope: slopeOf(code, fraction),
    });
  },
  kinks: () => [],
  formula: everywhere(([z]) => `${z!} \\cdot \\tanh(\\ln(1 + e^{${z!}}))`),
  derivativeFormula: everywhere(
    ([z]) =>
      `\\tanh(\\ln(1 + e^{${z!}})) + ${z!} \\cdot \\frac{1 - \\tanh^{2}(\\ln(1 + e^{${z!}}))}{1 + e^{-${z!}}}`,
  ),
};
