/**
 * Numbers of a picture in 16 bits each: the sign, exponent and first 4 bits of the mantissa of a float64. That is finer
 * than the steps of any colour scale, at every magnitude, and a quarter of the numbers themselves. It imports nothing:
 * the inspector writes such pictures, the panel colours them.
 *
 * Exact zeros, NaN and infinities keep codes of their own; no other number gets one of these.
 */

/** Every code there is: tables of colours have so many entries. */
export const CODES = 2 ** 16;

export const ZERO_CODE = 0x0000;
export const NAN_CODE = 0x7ff8;
const INFINITY_CODE = 0x7ff0;
const SIGN = 0x8000;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
/** Which of a float64's words is the upper one: machines differ. */
const UPPER = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** Writes each number's code. */
export function encodePicture(values: Float64Array): Uint16Array {
  const codes = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) codes[i] = codeOf(values[i]!);
  return codes;
}

export function codeOf(value: number): number {
  if (value === 0) return ZERO_CODE;
  if (Number.isNaN(value)) return NAN_CODE;
  float[0] = value;
  const code = words[UPPER]! >>> 16;
  // The smallest numbers are small, but not zero.
  return (code & ~SIGN) === 0 ? code | 1 : code;
}

/** The middle of the numbers that have this code. */
export function valueOf(code: number): number {
  if (code === ZERO_CODE || code === SIGN) return 0;
  const magnitude = code & ~SIGN;
  if (magnitude > INFINITY_CODE) return NaN;
  words[UPPER] = magnitude === INFINITY_CODE ? code << 16 : (code << 16) | 0x8000;
  words[1 - UPPER] = 0;
  return float[0]!;
}
