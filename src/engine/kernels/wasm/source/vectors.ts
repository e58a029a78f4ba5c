/** What the sources of the kernels say about one type of element and its 128-bit vectors, as WebAssembly text. */
import type { Arithmetic } from '../layout';

/** An element type: its size in bytes, how many fill a vector, and the type of that vector. */
export interface Element {
  readonly name: 'f64' | 'f32';
  readonly bytes: 8 | 4;
  readonly lanes: 2 | 4;
  readonly vector: 'f64x2' | 'f32x4';
}

export const float64: Element = { name: 'f64', bytes: 8, lanes: 2, vector: 'f64x2' };
export const float32: Element = { name: 'f32', bytes: 4, lanes: 4, vector: 'f32x4' };

/** The number at an address as one of another type, which holds it exactly. */
export function load(as: Element, from: Element, address: string, offset = 0): string {
  const loaded = `(${from.name}.load offset=${offset} ${address})`;
  return as.name === from.name ? loaded : `(f64.promote_f32 ${loaded})`;
}

/** As many numbers from an address on as fill a vector. */
export function loadVector(as: Element, from: Element, address: string, offset = 0): string {
  return as.name === from.name
    ? `(v128.load offset=${offset} ${address})`
    : `(f64x2.promote_low_f32x4 (v128.load64_zero offset=${offset} ${address}))`;
}

/** sum + x · y, on vectors. */
export function multiplyAdd(
  { vector }: Element,
  arithmetic: Arithmetic,
  x: string,
  y: string,
  sum: string,
): string {
  return arithmetic === 'strict'
    ? `(${vector}.add ${sum} (${vector}.mul ${x} ${y}))`
    : `(${vector}.relaxed_madd ${x} ${y} ${sum})`;
}

/** A vector with the element at an address in all its lanes. */
export function splat({ bytes }: Element, address: string, offset: number): string {
  return `(v128.load${8 * bytes}_splat offset=${offset} ${address})`;
}

/** The text of `piece` for 0, 1, … count − 1. */
export function repeat(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join('\n');
}

/** Adds a number, which may be the text of an expression, to a local. */
export function advance(local: string, by: string | number): string {
  const amount = typeof by === 'number' ? `(i32.const ${by})` : by;
  return `(local.set ${local} (i32.add (local.get ${local}) ${amount}))`;
}
