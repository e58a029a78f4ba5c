/** How messages speak of values. */
import * as l10n from '@vscode/l10n';
import { isList, isObject, type Json } from './json';

/** `1 row`, `2 rows`: so many of what messages speak of. */
export const count = {
  rows: (n: number) => (n === 1 ? l10n.t('1 row') : l10n.t('{0} rows', n)),
  columns: (n: number) => (n === 1 ? l10n.t('1 column') : l10n.t('{0} columns', n)),
  numbers: (n: number) => (n === 1 ? l10n.t('1 number') : l10n.t('{0} numbers', n)),
  values: (n: number) => (n === 1 ? l10n.t('1 value') : l10n.t('{0} values', n)),
  units: (n: number) => (n === 1 ? l10n.t('1 unit') : l10n.t('{0} units', n)),
  samples: (n: number) => (n === 1 ? l10n.t('1 sample') : l10n.t('{0} samples', n)),
  classes: (n: number) => (n === 1 ? l10n.t('1 class') : l10n.t('{0} classes', n)),
  classIndices: (n: number) => (n === 1 ? l10n.t('1 class index') : l10n.t('{0} class indices', n)),
};

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
  if (isList(value)) {
    return value.length === 0 ? l10n.t('an empty list') : l10n.t('a list of {0}', value.length);
  }
  if (isObject(value)) return describeObject(Object.keys(value));
  if (typeof value === 'string') {
    return l10n.t('the text {0}', `${JSON.stringify(value.slice(0, 40))}${value.length > 40 ? '…' : ''}`);
  }
  return typeof value === 'number' ? l10n.t('the number {0}', value) : String(value);
}

function describeObject(keys: readonly string[]): string {
  if (keys.length === 0) return l10n.t('an empty object');
  const shown = keys.slice(0, 4).map((key) => JSON.stringify(key.slice(0, 40)));
  return l10n.t('an object with {0}', `${shown.join(', ')}${keys.length > 4 ? ', …' : ''}`);
}

/** A sentence about one layer, or about the whole model where none is named. */
export function ofLayer(name: string | undefined, sentence: string): string {
  return name === undefined ? sentence : l10n.t('Layer {0}: {1}', JSON.stringify(name), sentence);
}

/** With a capital, as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
