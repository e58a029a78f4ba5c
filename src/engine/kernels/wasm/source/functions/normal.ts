/**
 * The normal distribution Φ(x) = ½ (1 + erf(x/√2)) and gelu x Φ(x), accurate in their left tails too.
 *
 * Method: (1 + z) e^{z²/2} Φ(−z) for z ≥ 0 stays between 0.39 and 0.53 and is a polynomial in t = (z − 2)/(z + 4)
 * (M. M. Shepherd and J. G. Laframboise, Chebyshev approximation of (1 + 2x) exp(x²) erfc(x) in 0 ≤ x < ∞, Mathematics
 * of Computation 36, 1981). z² has more digits than a float64: it is written as h² + (z − h)(z + h), h² exact.
 */
import { exponential, scale, visiblePower } from './exponential';
import { gate, gated, type Gate } from './gate';
import { fastSum, halves, productOfPairs, quotient, scaled, sum } from './pairs';
import type { Value, VectorCode } from './vectorCode';

/** For −1/2 ≤ t ≤ 37/43, from test/golden/functions/makeCoefficients.py; error 2^−60.4. */
const COEFFICIENTS = [
  0.5043060036695118, -0.12067699585262275, -0.07748095533458121, 0.22489132829171404, -0.21945297633379676,
  0.10865980255524273, -0.011965887699177028, -0.01563985535069487, 0.004990072431118896,
  0.0027781538122977865, -0.0010890350754480349, -0.0007004088127781216, 0.00017349553916704266,
  0.0002037368890733912, 6.97687707484566e-7, -5.377901375914404e-5, -1.659506605045803e-5,
  9.217404816820885e-6, 8.494565945314769e-6, 1.0760914341273919e-6, -2.823380082311433e-6,
  -1.668057039020542e-6, 9.249879310122078e-7, 5.073328106886171e-7, -2.508840905444637e-7,
];

/** Φ(−LARGEST), also times LARGEST, is less than the smallest number. */
const LARGEST = 39;

function distribution(code: VectorCode, x: Value): Gate {
  const z = code.atMost(code.abs(x), LARGEST);
  const t = code.div(code.sub(z, 2), code.add(z, 4));
  // The first terms one by one, from the smallest: their rounding is what is left in the result.
  const [c0 = 0, c1 = 0, c2 = 0, ...others] = COEFFICIENTS;
  const rest = code.add(c2, code.mul(t, code.polynomial(t, others)));
  const p = fastSum(code, c0, code.mul(t, code.add(c1, code.mul(t, rest))));
  const h = halves(code, z);
  const { k, y } = exponential(
    code,
    code.mul(code.mul(h.high, h.high), -0.5),
    code.mul(code.mul(h.low, code.add(z, h.high)), -0.5),
  );
  const tail = productOfPairs(code, quotient(code, p, sum(code, 1, z)), y);
  const { high, low } = scaled(code, tail, code.neg(visiblePower(code, k)));
  const whole = fastSum(code, 1, high);
  return gate(code, x, { k, value: tail }, { high: whole.high, low: code.add(whole.low, low) });
}

export function normalCdf(code: VectorCode, x: Value): Value {
  const { value, k } = distribution(code, x);
  return scale(code, code.add(value.high, value.low), k);
}

export function gelu(code: VectorCode, x: Value): Value {
  return gated(code, x, distribution(code, x));
}
