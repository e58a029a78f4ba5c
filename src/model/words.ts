/** How messages speak of values. */
import { isList, isObject, type Json } from './json';

/** `1 row`, `2 rows`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `2 × 3`, `3`. */
export function shapeText(shape: readonly (number | undefined)[]): string {
  return shape.map((length) => length ?? '?').join(' × ');
}

/** `"a", "b"`, cut where there are many. */
export function quotedList(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => JSON.stringify(name));
  return `${shown.join(', ')}${names.length > 12 ? ', …' : ''}`;
}

/** What a value is, in a few words. */
export function describe(value: Json): string {
  if (isList(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (isObject(value)) return describeObject(Object.keys(value));
  if (typeof value === 'string') {
    return `the text ${JSON.stringify(value.slice(0, 40))}${value.length > 40 ? '…' : ''}`;
  }
  return typeof value === 'number' ? `the number ${value}` : String(value);
}

function describeObject(keys: readonly string[]): string {
  if (keys.length === 0) return 'an empty object';
  const shown = keys.slice(0, 4).map((key) => JSON.stringify(key.slice(0, 40)));
  return `an object with ${shown.join(', ')}${keys.length > 4 ? ', …' : ''}`;
}

/** With a capital, as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
