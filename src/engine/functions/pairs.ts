/**
 * Numbers with twice the digits as unevaluated sums of two, after T. J. Dekker, A floating-point technique for extending
 * the available precision, Numerische Mathematik 18, 1971, and D. E. Knuth, The Art of Computer Programming 2, 4.2.2.
 */
import type { Bits, ElementCode, Operand } from './elementCode';

/** high + low, |low| at most about a last place of high. */
export interface Pair<V> {
  readonly high: V;
  readonly low: V;
}

/** x + y exactly, where |x| ≥ |y| or x = 0. */
export function fastSum<V>(code: ElementCode<V>, x: Operand<V>, y: V): Pair<V> {
  const high = code.add(x, y);
  return { high, low: code.sub(y, code.sub(high, x)) };
}

/** x + y exactly. */
export function sum<V>(code: ElementCode<V>, x: Operand<V>, y: Operand<V>): Pair<V> {
  const high = code.add(x, y);
  const ofY = code.sub(high, x);
  const ofX = code.sub(high, ofY);
  return { high, low: code.add(code.sub(x, ofX), code.sub(y, ofY)) };
}

/** x + y, with an error of about 2⁻¹⁰⁴ of |x| + |y|. */
export function sumOfPairs<V>(code: ElementCode<V>, x: Pair<V>, y: Pair<V>): Pair<V> {
  const { high, low } = sum(code, x.high, y.high);
  return { high, low: code.add(low, code.add(x.low, y.low)) };
}

const FIRST_26_BITS: Bits = { high: 0xffffffff, low: 0xf8000000 };

/** The first 26 bits of x, whose square is exact, and the rest. */
export function halves<V>(code: ElementCode<V>, x: V): Pair<V> {
  const high = code.and(x, FIRST_26_BITS);
  return { high, low: code.sub(x, high) };
}

/** x · y, with an error of 2⁻¹⁰⁴ of it. */
function product<V>(code: ElementCode<V>, x: V, y: V): Pair<V> {
  const high = code.mul(x, y);
  const a = halves(code, x);
  const b = halves(code, y);
  const first = code.sub(code.mul(a.high, b.high), high);
  const second = code.add(code.add(first, code.mul(a.high, b.low)), code.mul(a.low, b.high));
  return { high, low: code.add(second, code.mul(a.low, b.low)) };
}

/** x · y, with an error of about 2⁻¹⁰³ of it. */
export function productWithPair<V>(code: ElementCode<V>, x: V, y: Pair<V>): Pair<V> {
  const { high, low } = product(code, x, y.high);
  return { high, low: code.add(low, code.mul(x, y.low)) };
}

/** x · y, with an error of about 2⁻¹⁰³ of it. */
export function productOfPairs<V>(code: ElementCode<V>, x: Pair<V>, y: Pair<V>): Pair<V> {
  const { high, low } = product(code, x.high, y.high);
  return { high, low: code.add(low, code.add(code.mul(x.high, y.low), code.mul(x.low, y.high))) };
}

/** x · y with each part of y rounded on its own: y is a power of two, or 0 or 1. */
export function scaled<V>(code: ElementCode<V>, x: Pair<V>, by: Operand<V>): Pair<V> {
  return { high: code.mul(x.high, by), low: code.mul(x.low, by) };
}

/** x / y, with an error of about 2⁻¹⁰⁰ of it, from one division and the remainder it leaves. */
export function quotient<V>(code: ElementCode<V>, x: Pair<V>, y: Pair<V>): Pair<V> {
  const reciprocal = code.div(1, y.high);
  const high = code.mul(x.high, reciprocal);
  const back = product(code, high, y.high);
  const remainder = code.sub(code.sub(code.sub(x.high, back.high), back.low), code.mul(high, y.low));
  return { high, low: code.mul(code.add(remainder, x.low), reciprocal) };
}

/** `yes` where x < 0, else `no`. */
export function ifNegative<V>(code: ElementCode<V>, x: V, yes: Pair<V>, no: Pair<V>): Pair<V> {
  return { high: code.ifLess(x, 0, yes.high, no.high), low: code.ifLess(x, 0, yes.low, no.low) };
}

/** The pair as one number. */
export function rounded<V>(code: ElementCode<V>, { high, low }: Pair<V>): V {
  return code.add(high, low);
}
