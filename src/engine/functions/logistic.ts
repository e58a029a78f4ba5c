/** σ(x) = 1 / (1 + e^−x) and its slope σ(x) σ(−x): e is raised to −|x| only, so that nothing overflows. */
import type { ElementCode } from './elementCode';
import { exponential, type Exponential, scale, visiblePower } from './exponential';
import type { Scaled, SlopedGate } from './gate';
import { fastSum, ifNegative, type Pair, productOfPairs, quotient, rounded, scaled } from './pairs';

/** e = e^−|x| = 2^k y, and 1 + e. */
function decay<V>(code: ElementCode<V>, x: V): Exponential<V> & { readonly onePlus: Pair<V> } {
  const { k, y } = exponential(code, code.neg(code.abs(x)));
  const e = scaled(code, y, visiblePower(code, k));
  const { high, low } = fastSum(code, 1, e.high);
  return { k, y, onePlus: { high, low: code.add(low, e.low) } };
}

function one<V>(code: ElementCode<V>): Pair<V> {
  return { high: code.number(1), low: code.number(0) };
}

/** e / (1 + e) where x < 0, else 1 / (1 + e). */
export function logistic<V>(code: ElementCode<V>, x: V): Scaled<V> {
  const { k, y, onePlus } = decay(code, x);
  const value = quotient(code, ifNegative(code, x, y, one(code)), onePlus);
  return { value, k: code.ifLess(x, 0, k, 0) };
}

/** e / (1 + e)². */
export function logisticSlope<V>(code: ElementCode<V>, x: V): Scaled<V> {
  const { k, y, onePlus } = decay(code, x);
  return { value: quotient(code, y, productOfPairs(code, onePlus, onePlus)), k };
}

/** Both, from one division. */
export function slopedLogistic<V>(code: ElementCode<V>, x: V): SlopedGate<V> {
  const { k, y, onePlus } = decay(code, x);
  const right = quotient(code, one(code), onePlus);
  const left = productOfPairs(code, y, right);
  return {
    gate: { value: ifNegative(code, x, left, right), k: code.ifLess(x, 0, k, 0) },
    slope: { value: productOfPairs(code, left, right), k },
  };
}

export function sigmoid<V>(code: ElementCode<V>, x: V): V {
  const { value, k } = logistic(code, x);
  return scale(code, rounded(code, value), k);
}
