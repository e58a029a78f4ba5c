/**
 * ln x, ln(1 + x) and softplus ln(1 + e^x).
 *
 * Method: fdlibm's (Sun Microsystems, e_log.c, 1993): x = 2^k (1 + f) with √½ ≤ 1 + f < √2; with s = f / (2 + f),
 * ln(1 + f) = 2 artanh s = f − (f²/2 − s (f²/2 + R)), R = 2 artanh(s) / s − 2 = z p(z), z = s².
 */
import { exponential, LN2_HIGH, LN2_LOW, scale } from './exponential';
import { sum } from './pairs';
import type { Value, VectorCode } from './vectorCode';

/** p(z) for |s| ≤ (√2 − 1)², from test/golden/functions/makeCoefficients.py; error 2^−51.5, in R 2^−56.6. */
const COEFFICIENTS = [
  0.666666666666667, 0.39999999999899005, 0.28571428626173057, 0.2222221110612709, 0.1818289100504977,
  0.15331664799306263, 0.14617093237558204,
];

/** The upper half of √½’s bits, the bits of 1, and those of a number that say its fraction. */
const SQRT_HALF = 0x3fe6a09e00000000n;
const ONE = 0x3ff0000000000000n;
const FRACTION = (1n << 52n) - 1n;
/** Its last place is 1: a whole number put into its last bits is added to it. */
const TWO_52 = 2 ** 52;
const TWO_52_BITS = 0x4330000000000000n;

/** x = 2^k m, √½ ≤ m < √2, for normal x > 0. */
function split(code: VectorCode, x: Value): { readonly k: Value; readonly m: Value } {
  const shifted = code.addBits(x, ONE - SQRT_HALF);
  const k = code.sub(code.or(code.shiftRight(shifted, 52), TWO_52_BITS), TWO_52 + 1023);
  return { k, m: code.addBits(code.and(shifted, FRACTION), SQRT_HALF) };
}

/** ln(2^k m) + low. */
function logarithm(code: VectorCode, k: Value, m: Value, low?: Value): Value {
  const f = code.sub(m, 1);
  const s = code.div(f, code.add(f, 2));
  const z = code.mul(s, s);
  const r = code.mul(z, code.polynomial(z, COEFFICIENTS));
  const half = code.mul(code.mul(f, f), 0.5);
  const small = code.mul(k, LN2_LOW);
  const rest = code.add(code.mul(s, code.add(half, r)), low === undefined ? small : code.add(small, low));
  return code.sub(code.mul(k, LN2_HIGH), code.sub(code.sub(half, rest), f));
}

/** `result` for finite x above `pole`, −∞ at it, NaN below, and x where it is ∞ or NaN. */
function withEnds(code: VectorCode, x: Value, pole: number, result: Value): Value {
  const inner = code.select(code.less(x, Infinity), result, x);
  const outer = code.select(code.equal(x, pole), -Infinity, NaN);
  return code.select(code.less(pole, x), inner, code.select(code.equal(x, x), outer, x));
}

export function log(code: VectorCode, x: Value): Value {
  const subnormal = code.less(x, 2 ** -1022);
  const { k, m } = split(code, code.select(subnormal, code.mul(x, 2 ** 54), x));
  const exponent = code.sub(k, code.select(subnormal, 54, 0));
  return withEnds(code, x, 0, logarithm(code, exponent, m));
}

/** ln(1 + x + low), |low| at most a last place of x, for finite x > −1. */
function logOfOnePlus(code: VectorCode, x: Value, low?: Value): Value {
  const one = sum(code, 1, x);
  const lost = low === undefined ? one.low : code.add(one.low, low);
  const { k, m } = split(code, one.high);
  return logarithm(code, k, m, code.div(lost, one.high));
}

export function log1p(code: VectorCode, x: Value): Value {
  const result = code.withSign(logOfOnePlus(code, x), x);
  return withEnds(code, x, -1, result);
}

/** max(x, 0) + ln(1 + e^−|x|), in which nothing overflows. */
export function softplus(code: VectorCode, x: Value): Value {
  const { k, y } = exponential(code, code.neg(code.abs(x)));
  const result = logOfOnePlus(code, scale(code, y.high, k), scale(code, y.low, k));
  return code.add(code.atLeast(x, 0), result);
}
