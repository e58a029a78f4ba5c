/** How exact a dump's numbers are, and what that allows. */
import type { DType } from '../../engine/tensor';
import type { Precision } from './claim';

/** The error that one operation is granted, relative to its terms: some orders above the type's own rounding. */
const UNIT: { readonly [D in DType]: number } = { float64: 1e-10, float32: 1e-6 };

/** Decimal text with more digits than this was not computed in float32. */
const DIGITS_OF_FLOAT32 = 9;

/** How many numbers of a dump are looked at. */
const LOOKED_AT = 20_000;

/** The error that one operation of the user's is granted, relative to its terms. */
export function unitOf(precisions: readonly Precision[], dtype: DType): number {
  const isFloat32 = dtype === 'float32' || precisions.some(mayBeFloat32);
  return UNIT[isFloat32 ? 'float32' : 'float64'];
}

function mayBeFloat32(precision: Precision): boolean {
  switch (precision.kind) {
    case 'float64':
      return false;
    case 'digits':
      return precision.significant <= DIGITS_OF_FLOAT32;
    case 'float32':
    case 'decimals':
      return true;
  }
}

/** How far a number may be from the one that was computed, because of how it was written down. */
export function writingError(value: number, precision: Precision): number {
  const size = Number.isFinite(value) ? Math.abs(value) : 0;
  switch (precision.kind) {
    case 'float64':
      return 2 ** -52 * size;
    case 'float32':
      return 2 ** -23 * size;
    case 'digits':
      // Half a unit of the last digit, of the digits that the number itself has; a little more for a rounding before.
      return size === 0 ? 0 : 0.51 * 10 ** (Math.floor(Math.log10(size)) + 1 - precision.significant);
    case 'decimals':
      return 0.51 * precision.last;
  }
}

/**
 * The precision of numbers that were read from decimal text, from the digits that they have: trailing zeros, which a
 * number does not keep, are missed in a few of them only.
 */
export function precisionOf(values: Iterable<number>): Precision {
  let [significant, decimals, count, isFloat32] = [0, 0, 0, true];
  const digitsOf: number[] = [];
  const decimalsOf: number[] = [];
  for (const value of values) {
    if (count++ === LOOKED_AT) break;
    if (value === 0 || !Number.isFinite(value)) continue;
    isFloat32 &&= Math.fround(value) === value;
    const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
    const digits = mantissa.replace('.', '').length;
    const places = Math.max(0, digits - 1 - Number(exponent));
    digitsOf.push(digits);
    decimalsOf.push(places);
    significant = Math.max(significant, digits);
    decimals = Math.max(decimals, places);
  }
  if (significant > DIGITS_OF_FLOAT32) return { kind: isFloat32 ? 'float32' : 'float64' };
  if (decimals < 2) return { kind: 'digits', significant: Math.max(significant, LEAST_DIGITS) };
  const full = (counts: readonly number[], most: number): number => counts.filter((n) => n === most).length;
  return full(decimalsOf, decimals) > full(digitsOf, significant)
    ? { kind: 'decimals', last: 10 ** -decimals }
    : { kind: 'digits', significant };
}

/** Whole numbers and halves are taken to be exact, not rounded to them. */
const LEAST_DIGITS = 6;
