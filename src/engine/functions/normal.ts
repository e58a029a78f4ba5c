/**
 * The normal distribution Φ(x) = ½ (1 + erf(x/√2)) and its density φ(x) = e^{−x²/2}/√(2π), accurate in their tails too.
 *
 * Method: (1 + z) e^{z²/2} Φ(−z) for z ≥ 0 stays between 0.39 and 0.53 and is a polynomial in t = (z − 2)/(z + 4)
 * (M. M. Shepherd and J. G. Laframboise, Chebyshev approximation of (1 + 2x) exp(x²) erfc(x) in 0 ≤ x < ∞, Mathematics
 * of Computation 36, 1981). z² has more digits than a float64: it is written as h² + (z − h)(z + h), h² exact.
 */
import type { ElementCode } from './elementCode';
import { type Exponential, exponential, scale, visiblePower } from './exponential';
import type { Scaled, SlopedGate } from './gate';
import {
  fastSum,
  halves,
  ifNegative,
  type Pair,
  productOfPairs,
  quotient,
  rounded,
  scaled,
  sum,
} from './pairs';

/** For −1/2 ≤ t ≤ 37/43, from test/golden/functions/makeCoefficients.py; error 2^−60.4. */
const C0 = 0.5043060036695118;
const C1 = -0.12067699585262275;
const C2 = -0.07748095533458121;
const OTHERS = [
  0.22489132829171404, -0.21945297633379676, 0.10865980255524273, -0.011965887699177028, -0.01563985535069487,
  0.004990072431118896, 0.0027781538122977865, -0.0010890350754480349, -0.0007004088127781216,
  0.00017349553916704266, 0.0002037368890733912, 6.97687707484566e-7, -5.377901375914404e-5,
  -1.659506605045803e-5, 9.217404816820885e-6, 8.494565945314769e-6, 1.0760914341273919e-6,
  -2.823380082311433e-6, -1.668057039020542e-6, 9.249879310122078e-7, 5.073328106886171e-7,
  -2.508840905444637e-7,
];

/** Φ(−LARGEST), also times LARGEST, is less than the smallest number. */
const LARGEST = 39;

/** e^{−z²/2} = 2^k y. */
function gaussian<V>(code: ElementCode<V>, z: V): Exponential<V> {
  const h = halves(code, z);
  return exponential(
    code,
    code.mul(code.mul(h.high, h.high), -0.5),
    code.mul(code.mul(h.low, code.add(z, h.high)), -0.5),
  );
}

/** Φ(−z) e^{z²/2}, z ≥ 0. */
function scaledTail<V>(code: ElementCode<V>, z: V): Pair<V> {
  const t = code.div(code.sub(z, 2), code.add(z, 4));
  // The first terms one by one, from the smallest: their rounding is what is left in the result.
  const rest = code.add(C2, code.mul(t, code.polynomial(t, OTHERS)));
  const p = fastSum(code, C0, code.mul(t, code.add(C1, code.mul(t, rest))));
  return quotient(code, p, sum(code, 1, z));
}

/** Φ(x) from e^{−x²/2}: the tail where x < 0, else 1 less the tail. */
function distribution<V>(code: ElementCode<V>, x: V, z: V, { k, y }: Exponential<V>): Scaled<V> {
  const tail = productOfPairs(code, scaledTail(code, z), y);
  const { high, low } = scaled(code, tail, code.neg(visiblePower(code, k)));
  const whole = fastSum(code, 1, high);
  const right = { high: whole.high, low: code.add(whole.low, low) };
  return { value: ifNegative(code, x, tail, right), k: code.ifLess(x, 0, k, 0) };
}

/** Φ(x). */
export function normalDistribution<V>(code: ElementCode<V>, x: V): Scaled<V> {
  const z = code.atMost(code.abs(x), LARGEST);
  return distribution(code, x, z, gaussian(code, z));
}

/** 1/√(2π), and the rest of it. */
const INVERSE_ROOT_HIGH = 0.3989422804014327;
const INVERSE_ROOT_LOW = -2.49232720227773e-17;

/** Φ(x) and φ(x). */
export function slopedNormal<V>(code: ElementCode<V>, x: V): SlopedGate<V> {
  const z = code.atMost(code.abs(x), LARGEST);
  const falling = gaussian(code, z);
  const root = { high: code.number(INVERSE_ROOT_HIGH), low: code.number(INVERSE_ROOT_LOW) };
  return {
    gate: distribution(code, x, z, falling),
    slope: { value: productOfPairs(code, falling.y, root), k: falling.k },
  };
}

export function normalCdf<V>(code: ElementCode<V>, x: V): V {
  const { value, k } = normalDistribution(code, x);
  return scale(code, rounded(code, value), k);
}
