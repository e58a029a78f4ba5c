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

/** An object as one line of text, its numbers as above but for −0, which is 0. */
export function jsonLine(object: object): string {
  const text = JSON.stringify(object, (_key, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
  return `${text}\n`;
}
