/** Losses and their changes in the bar of a what-if. */
import { fullDigits, MINUS } from '../numbers/format';

/** Five digits. */
export function lossText(loss: number): string {
  return digits(loss, 5);
}

/** Three digits, with a sign. */
export function changeText(change: number): string {
  return `${change > 0 && change !== Infinity ? '+' : ''}${digits(change, 3)}`;
}

/** Zeros at the end stay: numbers that follow each other have one length. */
function digits(value: number, count: number): string {
  if (!Number.isFinite(value)) return fullDigits(value);
  return value === 0 ? '0' : value.toPrecision(count).replaceAll('-', MINUS);
}
