/** How numbers are written on screen: a true minus, signs on gradients, leading zeros apart so that they can be dimmed. */
import * as l10n from '@vscode/l10n';
import { formatLocale } from 'd3-format';
import { exponential, fullDigits, MINUS } from '../../src/inspector/numberText';

export {
  exponential,
  factor,
  fullDigits,
  layerMark,
  MINUS,
  shortNumber,
  superscript,
} from '../../src/inspector/numberText';

/** The user's choice: 0.0012 or 1.2e−3. */
export type NumberFormat = 'decimal' | 'exponent';

/** A number as it is drawn: sign, zeros that carry nothing, and the digits that do. */
export interface Digits {
  readonly sign: string;
  readonly leading: string;
  readonly rest: string;
}

const DECIMALS = 5;
/** From here on a number does not fit a cell without an exponent. */
const LARGEST_DECIMAL = 1e6;

/**
 * The number as a grid's cell shows it. Exactly 0 is a bare 0; NaN and infinities keep their names.
 * @param decimals of numbers around 1; large ones have fewer.
 */
export function cellDigits(
  value: number,
  format: NumberFormat,
  signed: boolean,
  decimals = DECIMALS,
): Digits {
  if (Number.isNaN(value)) return { sign: '', leading: '', rest: 'NaN' };
  if (value === 0) return { sign: '', leading: '', rest: '0' };
  const sign = value < 0 ? MINUS : signed ? '+' : '';
  const magnitude = Math.abs(value);
  if (magnitude === Infinity) return { sign: sign === '' ? '+' : sign, leading: '', rest: '∞' };
  // Smaller magnitudes would lose their digits: 5e−5 with five decimals.
  const smallest = 5 / 10 ** Math.max(4, decimals);
  if (format === 'exponent' || magnitude < smallest || magnitude >= LARGEST_DECIMAL) {
    return { sign, leading: '', rest: exponential(magnitude, 2) };
  }
  const whole = Math.max(1, Math.floor(Math.log10(magnitude)) + 1);
  const text = magnitude.toFixed(Math.max(0, Math.min(decimals, DECIMALS + 1 - whole)));
  const leading = /^0\.0*(?=\d)/.exec(text)?.[0] ?? '';
  return { sign, leading, rest: text.slice(leading.length) };
}

/** The fewest decimals, up to five, that show all of these numbers as they are. */
export function commonDecimals(values: readonly number[]): number {
  let decimals = 0;
  while (decimals < DECIMALS && values.some((x) => Number.isFinite(x) && Number(x.toFixed(decimals)) !== x)) {
    decimals++;
  }
  return decimals;
}

export function digitsText({ sign, leading, rest }: Digits): string {
  return `${sign}${leading}${rest}`;
}

/** With thin spaces between thousands: `10 912`. */
export const count: (value: number) => string = formatLocale({
  decimal: '.',
  thousands: '\u202f',
  grouping: [3],
  currency: ['', ''],
}).format(',d');

/** As a screen reader should say it: five digits, and words for what is not a common number. */
export function spoken(value: number): string {
  if (Number.isNaN(value)) return l10n.t('not a number');
  if (value === Infinity) return l10n.t('plus infinity');
  if (value === -Infinity) return l10n.t('minus infinity');
  if (value === 0) return l10n.t('exactly 0');
  return fullDigits(Number(value.toPrecision(5)));
}

/** The spoken name of a number on screen; where fewer digits are seen than said, those too. */
export function spokenAs(name: string, value: number, seen: string): string {
  const said = spoken(value);
  const rounded = value !== 0 && Math.abs(value) !== Infinity && said !== seen.replace(/^\+/, '');
  return rounded ? l10n.t('{0}, {1}, shown as {2}', name, said, seen) : `${name}, ${said}`;
}
