/** sigmoid 1 / (1 + e^−x) and silu x / (1 + e^−x): e is raised to −|x| only, so that nothing overflows. */
import { exponential, scale, visiblePower } from './exponential';
import { gate, type Gate, gated } from './gate';
import { fastSum, quotient, rounded, scaled } from './pairs';
import type { Value, VectorCode } from './vectorCode';

/** e / (1 + e) where x < 0, else 1 / (1 + e), e = e^−|x|. */
function logistic(code: VectorCode, x: Value): Gate {
  const { k, y } = exponential(code, code.neg(code.abs(x)));
  const e = scaled(code, y, visiblePower(code, k));
  const { high, low } = fastSum(code, 1, e.high);
  const one = { high: code.number(1), low: code.number(0) };
  const numerator = gate(code, x, { k, value: y }, one);
  return { k: numerator.k, value: quotient(code, numerator.value, { high, low: code.add(low, e.low) }) };
}

export function sigmoid(code: VectorCode, x: Value): Value {
  const { value, k } = logistic(code, x);
  return scale(code, rounded(code, value), k);
}

export function silu(code: VectorCode, x: Value): Value {
  return gated(code, x, logistic(code, x));
}
