/** How exact numbers are, judged by the digits with which a whole text writes them. */
import type { Precision } from '../../comparison/claim';
import { digitsOf } from './numberText';

/** Whose rules of printing a text follows. */
export type PrintedBy = 'numpy' | 'torch' | 'anything';

/** NumPy prints 8 decimals unless told otherwise, and leaves out zeros at the end. */
const numpyDecimals = 8;

/** A float64 that is written to its last digit has up to 17 digits, and of several numbers one has 16 at least. */
const allOfFloat64 = 16;

/**
 * A float32 that is written to its last digit has up to 9 digits, and of several numbers one has 8 at least. Rounding to 7
 * may move a number further than float32 does.
 */
const allOfFloat32 = 8;

/** A float32 that was computed is right to about so much of the largest number of its array. */
const errorOfFloat32 = 1e-6;

/**
 * Numbers of one text that were written in the same way. One number does not tell how it was rounded (`0.5` may be exact or
 * not); all together do.
 */
export class WrittenNumbers {
  readonly #decimals = new Map<number, number>();
  readonly #significant = new Map<number, number>();
  #isFloat32 = true;

  constructor(readonly printedBy: PrintedBy) {}

  /** Takes note of a number. */
  add(text: string, value: number): void {
    const digits = digitsOf(text);
    if (digits === undefined) return;
    if (digits.decimals !== undefined) countOne(this.#decimals, digits.decimals);
    if (value === 0) return;
    countOne(this.#significant, digits.significant);
    this.#isFloat32 &&= mayBeFloat32(value, digits.significant);
  }

  /**
   * How exact an array of these numbers is.
   * @param values the array's, with their common factor.
   * @param factor what was written apart, as `1e-03 *`.
   */
  precision(values: Float64Array, factor = 1): Precision {
    const decimals = Math.max(...this.#decimals.keys());
    const significant = Math.max(...this.#significant.keys());
    switch (this.printedBy) {
      case 'numpy':
        return this.#decimals.size > 0
          ? this.#toDecimals(decimals === 0 ? numpyDecimals : decimals, values, factor)
          : this.#toDigits(significant === 1 ? numpyDecimals + 1 : significant);
      case 'torch':
        // PyTorch leaves out the decimals only where all of them would be 0.
        if (this.#decimals.size === 0 && this.#significant.size > 0) return this.#toDigits(significant);
        return decimals > 0 ? this.#toDecimals(decimals, values, factor) : { kind: 'float32' };
      case 'anything':
        // Python writes an exact zero as 0.0.
        if (this.#significant.size === 0 && !(decimals > 1)) return { kind: 'float64' };
        if (significant >= allOfFloat64) return { kind: this.#isFloat32 ? 'float32' : 'float64' };
        return (this.#decimals.get(decimals) ?? 0) >= (this.#significant.get(significant) ?? 0)
          ? this.#toDecimals(decimals, values, factor)
          : this.#toDigits(significant);
    }
  }

  #toDecimals(decimals: number, values: Float64Array, factor: number): Precision {
    const last = Number(`1e-${decimals}`) * Math.abs(factor);
    return {
      kind: 'decimals',
      last: this.#isFloat32 ? Math.max(last, largestOf(values) * errorOfFloat32) : last,
    };
  }

  #toDigits(significant: number): Precision {
    return this.#isFloat32 && significant >= allOfFloat32
      ? { kind: 'float32' }
      : { kind: 'digits', significant };
  }
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
}

function countOne(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Whether a number is what a float32 reads as in so many digits. Of other numbers of 8 digits most are not. */
function mayBeFloat32(value: number, significant: number): boolean {
  return Number(Math.fround(value).toPrecision(Math.min(significant, 100))) === value;
}
