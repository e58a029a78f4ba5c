/** What the kernels' sources and their callers agree on. */

/**
 * `strict` rounds each product and each sum, as JavaScript does, so that it gives the same bits everywhere. `fused`
 * rounds a product and its sum once where the machine can: faster, and the last bits are the machine's.
 */
export type Arithmetic = 'strict' | 'fused';

/**
 * Sums of a product that stay in registers: a tile of C of `rows` × `vectors` 128-bit vectors. Eight sums hide the
 * latency of an addition, and with the factors they fit into the 16 registers of x86-64: 4 × 2 runs at its peak in
 * V8 11.3 and 13.6, where 3 × 3, unrolled or not, spills in the older one and gains nothing in the newer.
 */
export interface Tile {
  readonly rows: number;
  readonly vectors: number;
}

export const TILE: Tile = { rows: 4, vectors: 2 };

/** The bytes that a tile takes which reaches over C's edge, for every tile. */
export const SPARE_BYTES = 256;

/** The most pages of 64 KiB that a memory can have: 4 GiB. */
export const MAXIMUM_PAGES = 65_536;

/** Bytes of a vector, and the alignment of everything in the memory. */
export const VECTOR_BYTES = 16;

/** `multiplyDots` computes so many vectors of C's columns side by side, which hides the latency of an addition. */
export const DOT_VECTORS = 2;
