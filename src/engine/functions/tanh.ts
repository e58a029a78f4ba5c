/** tanh x and its slope sech² x. */
import type { ElementCode } from './elementCode';
import { halfExpm1, scale } from './exponential';
import { logisticSlope } from './logistic';
import { fastSum, quotient, rounded } from './pairs';

/** Where x³/3 has become less than half a last place of x. */
const LINEAR = 2 ** -28;

/** tanh |x| = −h / (1 + h) with h = ½ (e^{−2|x|} − 1), both sides with more digits than the result. */
export function tanh<V>(code: ElementCode<V>, x: V): V {
  const size = code.abs(x);
  const h = halfExpm1(code, code.mul(size, -2));
  const { high, low } = fastSum(code, 1, h.high);
  const minus = { high: code.neg(h.high), low: code.neg(h.low) };
  const result = rounded(code, quotient(code, minus, { high, low: code.add(low, h.low) }));
  return code.ifLess(size, LINEAR, x, code.withSign(result, x));
}

/** 4 σ(2x) σ(−2x), which keeps its digits where tanh rounds to ±1. */
export function sechSquared<V>(code: ElementCode<V>, x: V): V {
  const { value, k } = logisticSlope(code, code.mul(x, 2));
  return scale(code, rounded(code, value), code.add(k, 2));
}
