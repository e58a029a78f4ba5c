/** Numbers as they are typed, nudged by keys and dragged by the pointer. */
import * as l10n from '@vscode/l10n';
import { MINUS } from '../numbers/format';

const WRITTEN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** What a user typed; undefined where it is no finite number. */
export function typedNumber(text: string): number | undefined {
  const plain = plainly(text);
  const value = WRITTEN.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** Why it is none, in a sentence. */
export function whyNoNumber(text: string): string {
  const plain = plainly(text);
  return WRITTEN.test(plain) || /^[+-]?(nan|inf)/i.test(plain)
    ? l10n.t('Only finite numbers can be tried.')
    : l10n.t('Type a number such as {0} or {1}.', '0.25', '−1e-3');
}

function plainly(text: string): string {
  return text.trim().replaceAll(MINUS, '-');
}

/** The number one up or down in its last digit. */
export function inLastDigit(text: string, direction: -1 | 1): number | undefined {
  const value = typedNumber(text);
  if (value === undefined) return undefined;
  const [mantissa = '', exponent = '0'] = plainly(text).toLowerCase().split('e');
  const decimals = (mantissa.split('.')[1] ?? '').length;
  const unit = Number(exponent) - decimals;
  return rounded(value + direction * 10 ** unit, unit);
}

/** The number one hundredth of itself larger or smaller in magnitude. */
export function byOnePercent(text: string, direction: -1 | 1): number | undefined {
  const value = typedNumber(text);
  if (value === undefined || value === 0) return inLastDigit(text, direction);
  const unit = magnitudeOf(value) - 4;
  return rounded(value + (direction * Math.abs(value)) / 100, unit);
}

/** How far one pixel of a drag goes: in a number of two digits about one in its third. */
type Pace = 'usual' | 'fine' | 'coarse';

const PACES: Readonly<Record<Pace, number>> = { fine: -1, usual: 0, coarse: 1 };

/** A number that was dragged so many pixels to the right. The digits that it has it keeps. */
export function dragged(start: number, pixels: number, pace: Pace): number {
  const unit = magnitudeOf(start) - 2 + PACES[pace];
  return rounded(start + pixels * 10 ** unit, Math.min(unit, lastPlaceOf(start)));
}

/** The exponent of its first digit; a zero is dragged as numbers around 1 are. */
function magnitudeOf(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
}

/** The exponent of its last digit. */
function lastPlaceOf(value: number): number {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  return Number(exponent) - (mantissa.split('.')[1] ?? '').length;
}

/** To a multiple of 10^unit, as digits would be written. */
function rounded(value: number, unit: number): number {
  if (unit >= 0) return Math.round(value / 10 ** unit) * 10 ** unit;
  return unit < -100 ? value : Number(value.toFixed(-unit));
}
