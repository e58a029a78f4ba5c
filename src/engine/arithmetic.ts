/** How a run rounds its products and sums. */

/**
 * `strict` rounds every product and every sum once and adds up float32 in float64: the same bits on every machine. `fast`
 * fuses a product with its sum where the machine can and adds up float32 in float32: the last digits are the machine's.
 */
export type Arithmetic = 'strict' | 'fast';
