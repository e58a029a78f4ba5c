/** Activations x g(x), whose gate g rises from 0 to 1: g keeps twice the digits, and its power of two, to the end. */
import { scale } from './exponential';
import { type Pair, product, selectPair } from './pairs';
import type { Value, VectorCode } from './vectorCode';

/** 2^k value. */
export interface Gate {
  readonly value: Pair;
  readonly k: Value;
}

/** The gate that is `left` where x < 0, else `right`. */
export function gate(code: VectorCode, x: Value, left: Gate, right: Pair): Gate {
  const negative = code.less(x, 0);
  return { value: selectPair(code, negative, left.value, right), k: code.select(negative, left.k, 0) };
}

/** Where all gates have become 1, and where their product with x has become 0. */
const OPEN = 40;
const SHUT = -760;

/** x g(x); x where the gate is open, −0 where it is shut, also at ±∞. */
export function gated(code: VectorCode, x: Value, { value, k }: Gate): Value {
  const bounded = code.atLeast(x, SHUT);
  const { high, low } = product(code, bounded, value.high);
  const result = code.add(high, code.add(low, code.mul(bounded, value.low)));
  return code.select(code.less(OPEN, x), x, code.withSign(scale(code, result, k), x));
}
