/** The elementary operations in which a function of one number is written, once for scalars and for vectors. */

/**
 * What can be done with values V of an implementation: numbers themselves (scalarCode.ts), or the text of a WebAssembly
 * kernel that does it to many (kernels/wasm/source/vectorCode.ts). Each operation is exact or rounds once, as IEEE 754
 * says, so that all implementations give the same bits.
 */
export interface ElementCode<V> {
  add(x: Operand<V>, y: Operand<V>): V;
  sub(x: Operand<V>, y: Operand<V>): V;
  mul(x: Operand<V>, y: Operand<V>): V;
  div(x: Operand<V>, y: Operand<V>): V;
  neg(x: V): V;
  abs(x: V): V;
  /** The larger one: NaN where one is NaN, and +0 of both zeros. */
  max(x: V, y: Operand<V>): V;
  /** The smaller one: NaN where one is NaN, and −0 of both zeros. */
  min(x: V, y: Operand<V>): V;
  /** x, but `bound` where it is smaller; NaN and zeros stay as they are. Cheaper than `max`. */
  atLeast(x: V, bound: number): V;
  /** x, but `bound` where it is larger; NaN and zeros stay as they are. Cheaper than `min`. */
  atMost(x: V, bound: number): V;
  /** `yes` where x < y, else `no`, also where one is NaN. Both are worked out. */
  ifLess(x: Operand<V>, y: Operand<V>, yes: Operand<V>, no: Operand<V>): V;
  /** `yes` where x = y, else `no`, also where one is NaN. Both are worked out. */
  ifEqual(x: Operand<V>, y: Operand<V>, yes: Operand<V>, no: Operand<V>): V;
  /** |x| with the sign of `sign`, also where that is −0. */
  withSign(x: V, sign: V): V;
  /** The bits that x and the mask share. */
  and(x: V, mask: Bits): V;
  /** The bits of x and those of the mask. */
  or(x: V, mask: Bits): V;
  /** The sum of the bits as whole numbers, modulo 2⁶⁴. */
  addBits(x: V, y: Bits): V;
  /** The bits, `by` places up; from 32 to 63 places. */
  shiftLeft(x: V, by: number): V;
  /** The bits, `by` places down, zeros after them; from 32 to 63 places. */
  shiftRight(x: V, by: number): V;
  /** The number as a value. */
  number(x: number): V;
  /**
   * c₀ + c₁ x + c₂ x² + …, of two coefficients or more, in Estrin's scheme: neighbours in pairs, then pairs of pairs.
   * They need not wait for each other, as they must in Horner's.
   */
  polynomial(x: V, coefficients: readonly number[]): V;
}

/** A value, or a number that stands for it. */
export type Operand<V> = V | number;

/** The 64 bits of a float64 in two halves of 32, each from 0 to 2³² − 1. */
export interface Bits {
  readonly high: number;
  readonly low: number;
}

/** A function of one number, and of parameters that are the same for many. */
export type ElementFunction = <V>(code: ElementCode<V>, x: V, parameters: Readonly<Record<string, V>>) => V;

/** `value`, but NaN where x is NaN. */
export function unlessNaN<V>(code: ElementCode<V>, x: V, value: Operand<V>): V {
  return code.ifEqual(x, x, value, x);
}
