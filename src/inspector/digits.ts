/** Numbers in LaTeX. */
import type { Latex } from './views';

/**
 * Five significant digits at most: what a formula with many numbers can bear. All digits stand at the number itself. Beside
 * ±1 as many as show the distance: `0.99999998 - 1`, as probabilities have it, must not read `1 - 1`.
 */
export function shortDigits(value: number): Latex {
  return write(value, (x) => Number(x.toPrecision(digitsFor(x))));
}

function digitsFor(x: number): number {
  const distance = Math.abs(1 - Math.abs(x));
  if (distance === 0 || distance > 0.1) return 5;
  return Math.max(5, Math.min(17, Math.ceil(-Math.log10(distance)) + 2));
}

/** All digits: the shortest decimal that reads back as the same number. */
export function allDigits(value: number): Latex {
  return write(value, (x) => x);
}

/** All digits, with the cross of scientific notation: in a matrix no number is multiplied by its neighbour. */
export function entryDigits(value: number): Latex {
  return write(value, (x) => x, '\\times');
}

function write(value: number, round: (x: number) => number, times = '\\cdot'): Latex {
  if (Number.isNaN(value)) return '\\text{NaN}';
  if (!Number.isFinite(value)) return value < 0 ? '-\\infty' : '\\infty';
  const rounded = round(value);
  const magnitude = Math.abs(rounded);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e7)) {
    const [mantissa, exponent] = rounded.toExponential().split('e');
    return `${mantissa!} ${times} 10^{${Number(exponent)}}`;
  }
  return String(rounded);
}
