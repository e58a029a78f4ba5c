/**
 * Numbers with twice the digits as unevaluated sums of two, after T. J. Dekker, A floating-point technique for extending
 * the available precision, Numerische Mathematik 18, 1971, and D. E. Knuth, The Art of Computer Programming 2, 4.2.2.
 */
import type { Operand, Value, VectorCode } from './vectorCode';

/** high + low, |low| at most about a last place of high. */
export interface Pair {
  readonly high: Value;
  readonly low: Value;
}

/** x + y exactly, where |x| ≥ |y| or x = 0. */
export function fastSum(code: VectorCode, x: Operand, y: Value): Pair {
  const high = code.add(x, y);
  return { high, low: code.sub(y, code.sub(high, x)) };
}

/** x + y exactly. */
export function sum(code: VectorCode, x: Operand, y: Operand): Pair {
  const high = code.add(x, y);
  const ofY = code.sub(high, x);
  const ofX = code.sub(high, ofY);
  return { high, low: code.add(code.sub(x, ofX), code.sub(y, ofY)) };
}

/** The first 26 bits of x, whose square is exact, and the rest. */
export function halves(code: VectorCode, x: Value): Pair {
  const high = code.and(x, ~((1n << 27n) - 1n) & ((1n << 64n) - 1n));
  return { high, low: code.sub(x, high) };
}

/** x · y, with an error of 2⁻¹⁰⁴ of it. */
export function product(code: VectorCode, x: Value, y: Value): Pair {
  const high = code.mul(x, y);
  const [a, b] = [halves(code, x), halves(code, y)];
  const first = code.sub(code.mul(a.high, b.high), high);
  const second = code.add(code.add(first, code.mul(a.high, b.low)), code.mul(a.low, b.high));
  return { high, low: code.add(second, code.mul(a.low, b.low)) };
}

/** x · y, with an error of about 2⁻¹⁰³ of it. */
export function productOfPairs(code: VectorCode, x: Pair, y: Pair): Pair {
  const { high, low } = product(code, x.high, y.high);
  return { high, low: code.add(low, code.add(code.mul(x.high, y.low), code.mul(x.low, y.high))) };
}

/** x · y with each part of y rounded on its own: y is a power of two, or 0 or 1. */
export function scaled(code: VectorCode, x: Pair, by: Operand): Pair {
  return { high: code.mul(x.high, by), low: code.mul(x.low, by) };
}

/** x / y, with an error of about 2⁻¹⁰⁰ of it, from one division and the remainder it leaves. */
export function quotient(code: VectorCode, x: Pair, y: Pair): Pair {
  const reciprocal = code.div(1, y.high);
  const high = code.mul(x.high, reciprocal);
  const back = product(code, high, y.high);
  const remainder = code.sub(code.sub(code.sub(x.high, back.high), back.low), code.mul(high, y.low));
  return { high, low: code.mul(code.add(remainder, x.low), reciprocal) };
}

export function selectPair(code: VectorCode, mask: Value, yes: Pair, no: Pair): Pair {
  return { high: code.select(mask, yes.high, no.high), low: code.select(mask, yes.low, no.low) };
}

/** The pair as one number. */
export function rounded(code: VectorCode, { high, low }: Pair): Value {
  return code.add(high, low);
}
