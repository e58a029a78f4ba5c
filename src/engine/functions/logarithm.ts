/**
 * ln x and ln(1 + x).
 *
 * Method: fdlibm's (Sun Microsystems, e_log.c, 1993): x = 2^k (1 + f) with √½ ≤ 1 + f < √2; with s = f / (2 + f),
 * ln(1 + f) = 2 artanh s = f − (f²/2 − s (f²/2 + R)), R = 2 artanh(s) / s − 2 = z p(z), z = s².
 */
import { type Bits, type ElementCode, unlessNaN } from './elementCode';
import { LN2_HIGH, LN2_LOW } from './exponential';
import { sum } from './pairs';

/** p(z) for |s| ≤ (√2 − 1)², from test/golden/functions/makeCoefficients.py; error 2^−51.5, in R 2^−56.6. */
const COEFFICIENTS = [
  0.666666666666667, 0.39999999999899005, 0.28571428626173057, 0.2222221110612709, 0.1818289100504977,
  0.15331664799306263, 0.14617093237558204,
];

/** The upper half of √½’s bits, those of 1 less them, and the bits of a number that say its fraction. */
const SQRT_HALF: Bits = { high: 0x3fe6a09e, low: 0 };
const ONE_MINUS_SQRT_HALF: Bits = { high: 0x3ff00000 - SQRT_HALF.high, low: 0 };
const FRACTION: Bits = { high: 0x000fffff, low: 0xffffffff };
/** Its last place is 1: a whole number put into its last bits is added to it. */
const TWO_52 = 2 ** 52;
const TWO_52_BITS: Bits = { high: 0x43300000, low: 0 };

/** x = 2^k m, √½ ≤ m < √2, for normal x > 0. */
function split<V>(code: ElementCode<V>, x: V): { readonly k: V; readonly m: V } {
  const shifted = code.addBits(x, ONE_MINUS_SQRT_HALF);
  const k = code.sub(code.or(code.shiftRight(shifted, 52), TWO_52_BITS), TWO_52 + 1023);
  return { k, m: code.addBits(code.and(shifted, FRACTION), SQRT_HALF) };
}

/** ln(2^k m) + low. */
function logarithm<V>(code: ElementCode<V>, k: V, m: V, low?: V): V {
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
function withEnds<V>(code: ElementCode<V>, x: V, pole: number, result: V): V {
  const inner = code.ifLess(x, Infinity, result, x);
  const outer = code.ifEqual(x, pole, -Infinity, NaN);
  return code.ifLess(pole, x, inner, unlessNaN(code, x, outer));
}

const SMALLEST_NORMAL = 2 ** -1022;

export function log<V>(code: ElementCode<V>, x: V): V {
  const { k, m } = split(code, code.ifLess(x, SMALLEST_NORMAL, code.mul(x, 2 ** 54), x));
  const exponent = code.sub(k, code.ifLess(x, SMALLEST_NORMAL, 54, 0));
  return withEnds(code, x, 0, logarithm(code, exponent, m));
}

/** ln(1 + x + low), |low| at most a last place of x, for finite x > −1. */
export function logOfOnePlus<V>(code: ElementCode<V>, x: V, low?: V): V {
  const one = sum(code, 1, x);
  const lost = low === undefined ? one.low : code.add(one.low, low);
  const { k, m } = split(code, one.high);
  return logarithm(code, k, m, code.div(lost, one.high));
}

export function log1p<V>(code: ElementCode<V>, x: V): V {
  const result = code.withSign(logOfOnePlus(code, x), x);
  return withEnds(code, x, -1, result);
}
