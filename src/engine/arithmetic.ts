/** How numbers are rounded while they are summed. */

/**
 * `strict` rounds each product and each sum once, in float64 also where numbers are float32: the same bits on every
 * machine. `fast` rounds a product and its sum at once where the machine can, and sums float32 in float32: the last
 * digits are then the machine's.
 */
export type Arithmetic = 'strict' | 'fast';
