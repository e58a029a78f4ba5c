/**
 * e^x and e^x − 1.
 *
 * Method: x = k ln 2 + r with |r| ≤ ½ ln 2 (W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980:
 * ln 2 in two parts, so that k times the first is exact), then e^r = 1 + r + r² q(r), all but the last sum with an error
 * far below a last place.
 */
import type { ElementCode } from './elementCode';
import { fastSum, type Pair, sum } from './pairs';

/** ln 2 to 42 bits, and the rest of it. */
export const LN2_HIGH = 0.6931471805598903;
export const LN2_LOW = 5.497923018708371e-14;

/** q(r) = (e^r − 1 − r) / r² for |r| ≤ ½ ln 2, from test/golden/functions/makeCoefficients.py; error 2^−59.3. */
const COEFFICIENTS = [
  0.5, 0.1666666666666667, 0.04166666666666668, 0.008333333333326141, 0.0013888888888879082,
  0.00019841269874802173, 2.4801587336422683e-5, 2.755725542387984e-6, 2.755726330017862e-7,
  2.510520706464424e-8, 2.091812988660952e-9,
];

/** Added to a number below 2⁵¹ it leaves no bit for a fraction: the sum's last bits are the nearest whole number. */
const SHIFTER = 1.5 * 2 ** 52;

/** Below this e^x is 0, also times a number up to |x|; above the other it is ∞. */
const LOWEST = -760;
const HIGHEST = 710;

/** e^x = 2^k (1 + r + s), |r| ≤ ½ ln 2, |s| < r². */
function reduce<V>(code: ElementCode<V>, x: V, low?: V): { readonly k: V; readonly r: V; readonly s: V } {
  const k = code.sub(code.add(code.mul(x, Math.LOG2E), SHIFTER), SHIFTER);
  const high = code.sub(x, code.mul(k, LN2_HIGH));
  const product = code.mul(k, LN2_LOW);
  const rest = low === undefined ? product : code.sub(product, low);
  const r = code.sub(high, rest);
  const lost = code.sub(code.sub(high, r), rest);
  const q = code.polynomial(r, COEFFICIENTS);
  return { k, r, s: code.add(lost, code.mul(code.mul(r, r), q)) };
}

/** 2^k for whole k from −1022 to 1023. */
export function powerOfTwo<V>(code: ElementCode<V>, k: V): V {
  return code.shiftLeft(code.add(k, SHIFTER + 1023), 52);
}

/** x 2^k, rounded once more where that is subnormal. Two factors, because 2^k alone may be out of range. */
export function scale<V>(code: ElementCode<V>, x: V, k: V): V {
  const half = code.sub(code.add(code.mul(k, 0.5), SHIFTER), SHIFTER);
  return code.mul(code.mul(x, powerOfTwo(code, half)), powerOfTwo(code, code.sub(k, half)));
}

/** e^x = 2^k y, y from 0.7 to 1.42, with an error of about 2⁻⁵⁸ of it. */
export interface Exponential<V> {
  readonly k: V;
  readonly y: Pair<V>;
}

/** e^(x + low), |low| far below 1, for x not above HIGHEST. */
export function exponential<V>(code: ElementCode<V>, x: V, low?: V): Exponential<V> {
  const { k, r, s } = reduce(code, code.atLeast(x, LOWEST), low);
  const y = fastSum(code, 1, r);
  return { k, y: fastSum(code, y.high, code.add(y.low, s)) };
}

/** 2^k, but not so small that a pair times it would lose digits: no sum with 1 can tell. */
export function visiblePower<V>(code: ElementCode<V>, k: V): V {
  return powerOfTwo(code, code.atLeast(k, -900));
}

export function exp<V>(code: ElementCode<V>, x: V): V {
  const { k, y } = exponential(code, code.atMost(x, HIGHEST));
  return scale(code, y.high, k);
}

/** ½ (e^x − 1), with an error of about 2⁻⁵⁸ of it; half, because twice 2¹⁰²³ is out of range. */
export function halfExpm1<V>(code: ElementCode<V>, x: V): Pair<V> {
  // 2^k is lost beside 1 from −60 on.
  const { k, r, s } = reduce(code, code.atMost(code.atLeast(x, -60), HIGHEST));
  const power = powerOfTwo(code, code.sub(k, 1));
  const whole = sum(code, power, -0.5);
  const { high, low } = fastSum(code, whole.high, code.mul(power, r));
  return fastSum(code, high, code.add(code.add(low, whole.low), code.mul(power, s)));
}

export function expm1<V>(code: ElementCode<V>, x: V): V {
  const result = code.mul(halfExpm1(code, x).high, 2);
  return code.ifLess(code.abs(x), 2 ** -54, x, result);
}
