/** tanh |x| = −h / (1 + h) with h = ½ (e^{−2|x|} − 1), both sides with more digits than the result. */
import { halfExpm1 } from './exponential';
import { fastSum, quotient, rounded } from './pairs';
import type { Value, VectorCode } from './vectorCode';

/** Where x³/3 has become less than half a last place of x. */
const LINEAR = 2 ** -28;

export function tanh(code: VectorCode, x: Value): Value {
  const size = code.abs(x);
  const h = halfExpm1(code, code.mul(size, -2));
  const { high, low } = fastSum(code, 1, h.high);
  const minus = { high: code.neg(h.high), low: code.neg(h.low) };
  const result = rounded(code, quotient(code, minus, { high, low: code.add(low, h.low) }));
  return code.select(code.less(size, LINEAR), x, code.withSign(result, x));
}
