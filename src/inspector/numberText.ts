/** Numbers in running text, with few digits and a true minus: one source for the inspector’s sentences and the panel. */
import type { Notation } from '../engine/notation';

export const MINUS = '−';

/** `2.13e−7`, of a magnitude. */
export function exponential(magnitude: number, decimals: number): string {
  const [mantissa = '', exponent = '0'] = magnitude.toExponential(decimals).split('e');
  const power = Number(exponent);
  return `${mantissa}e${power < 0 ? MINUS : '+'}${Math.abs(power)}`;
}

/** All digits that the number has. */
export function fullDigits(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Math.abs(value) === Infinity) return value < 0 ? `${MINUS}∞` : '+∞';
  return String(value).replaceAll('-', MINUS);
}

/** Three digits, for norms, statistics and relative errors. */
export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === 0) return '0';
  const sign = value < 0 ? MINUS : '';
  const magnitude = Math.abs(value);
  if (magnitude === Infinity) return `${sign}∞`;
  return sign + (magnitude >= 0.1 && magnitude < 1000 ? magnitude.toPrecision(3) : exponential(magnitude, 1));
}

/** A factor of the flow: `0.36`, `0.027`, `1.2e−9`. */
export function factor(value: number): string {
  if (!Number.isFinite(value) || value === 0) return shortNumber(value);
  if (value >= 1000 || value < 1e-3) return shortNumber(value);
  return value >= 0.1 ? value.toFixed(2) : value.toPrecision(2);
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** An integer in superscript characters, for places that cannot hold a formula: `10⁻³`. */
export function superscript(value: number): string {
  return String(value).replace(/[-0-9]/g, (character) =>
    character === '-' ? '⁻' : SUPERSCRIPTS.charAt(Number(character)),
  );
}

/** A layer's number beside a symbol in such places: `δ²`, `dZ[2]`. */
export function layerMark({ symbols }: Notation, layer: number): string {
  return symbols === 'd' ? `[${layer}]` : superscript(layer);
}

/** Of the float64 numbers that are this one when they are rounded to float32, the one with the fewest digits. */
export function shortestSingle(value: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  for (let precision = 1; precision < 9; precision++) {
    const shorter = Number(value.toPrecision(precision));
    if (Math.fround(shorter) === value) return shorter;
  }
  return Number(value.toPrecision(9));
}
