/** Activations x g(x), whose gate g rises from 0 to 1: g keeps twice the digits, and its power of two, to the end. */
import type { ElementCode } from './elementCode';
import { scale, visiblePower } from './exponential';
import { type Pair, productWithPair, rounded, scaled, sumOfPairs } from './pairs';

/** 2^k value. Of a gate, k is 0 where x ≥ 0. */
export interface Scaled<V> {
  readonly value: Pair<V>;
  readonly k: V;
}

/** A gate with its slope. Where x < 0 both have the same k. */
export interface SlopedGate<V> {
  readonly gate: Scaled<V>;
  readonly slope: Scaled<V>;
}

/** Where all gates have become 1, and where their product with x has become 0. */
const OPEN = 40;
const SHUT = -760;

/** x g(x); x where the gate is open, −0 where it is shut, also at ±∞. */
export function gated<V>(code: ElementCode<V>, x: V, { value, k }: Scaled<V>): V {
  const bounded = code.atLeast(x, SHUT);
  const result = rounded(code, productWithPair(code, bounded, value));
  return code.ifLess(OPEN, x, x, code.withSign(scale(code, result, k), x));
}

/** Where x g′(x) too has vanished beside 1. */
const FLAT = 60;

/** g(x) + x g′(x), the slope of x g(x), with all the digits of g also where it passes through 0. */
export function gatedSlope<V>(code: ElementCode<V>, x: V, { gate, slope }: SlopedGate<V>): V {
  const bounded = code.atMost(code.atLeast(x, SHUT), FLAT);
  const rise = productWithPair(code, bounded, slope.value);
  const inUnitsOfGate = scaled(code, rise, code.ifLess(x, 0, 1, visiblePower(code, slope.k)));
  return scale(code, rounded(code, sumOfPairs(code, gate.value, inUnitsOfGate)), gate.k);
}
