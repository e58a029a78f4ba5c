/**
 * mish x tanh(ln(1 + e^x)). Its gate is n (n + 2) / (n (n + 2) + 2) with n = e^x; where x ≥ 0 both sides are divided by n²,
 * so that e is raised to −|x| only.
 */
import { exponential, visiblePower } from './exponential';
import { gated, type Gate } from './gate';
import { productOfPairs, quotient, scaled, selectPair, sum } from './pairs';
import type { Value, VectorCode } from './vectorCode';

function tanhOfSoftplus(code: VectorCode, x: Value): Gate {
  const negative = code.less(x, 0);
  const { k, y } = exponential(code, code.neg(code.abs(x)));
  const power = visiblePower(code, k);
  const e = scaled(code, y, power);
  // 2^k times the numerator 2 y + y e where x < 0, else 1 + 2 e.
  const factor = selectPair(code, negative, y, e);
  const square = productOfPairs(code, factor, e);
  const top = sum(code, code.mul(factor.high, 2), code.select(negative, square.high, 1));
  const rest = code.add(code.mul(factor.low, 2), code.select(negative, square.low, 0));
  const numerator = { high: top.high, low: code.add(top.low, rest) };
  // The denominator is the numerator's value + 2 where x < 0, else + 2 e².
  const value = scaled(code, numerator, code.select(negative, power, 1));
  const bottom = sum(code, value.high, code.select(negative, 2, code.mul(square.high, 2)));
  const squareRest = code.select(negative, 0, code.mul(square.low, 2));
  const denominator = { high: bottom.high, low: code.add(bottom.low, code.add(value.low, squareRest)) };
  return { value: quotient(code, numerator, denominator), k: code.select(negative, k, 0) };
}

export function mish(code: VectorCode, x: Value): Value {
  return gated(code, x, tanhOfSoftplus(code, x));
}
