/** Numbers in JSON. */

/** All digits; NaN and the infinities, which JSON has no numbers for, are strings. */
export function jsonNumber(value: number): string {
  if (!Number.isFinite(value)) return JSON.stringify(String(value));
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A list of numbers. */
export function jsonNumbers(values: Iterable<number>): string {
  return `[${Array.from(values, jsonNumber).join(',')}]`;
}
