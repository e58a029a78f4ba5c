/** softsign x / (1 + |x|). */
import type { Value, VectorCode } from './vectorCode';

/** Where the quotient has long become ±1, so that ∞ needs no case of its own. */
const LARGEST = 2 ** 1000;

export function softsign(code: VectorCode, x: Value): Value {
  const size = code.atMost(code.abs(x), LARGEST);
  return code.withSign(code.div(size, code.add(size, 1)), x);
}
