// What of a page is not said in the language of brackets.
import { foreignWords } from '../packaging/pseudoLanguage';
import { shownTexts } from './shownTexts';

/** Symbols and identifiers that are the same in every language. */
const SAME = [
  'max',
  'min',
  'std',
  'rms',
  'log',
  'exp',
  'tanh',
  'erf',
  'JSON',
  'json',
  'float',
  'NaN',
  'Infinity',
  'net',
  'backprop',
  'linear',
  'notes',
  'pytorch',
  'deeplearning',
];

/** The name of a layer to which the model gives none. */
const UNNAMED = /layer\d+/g;

/** What a page says in no brackets, but for the model's own words. */
export function foreign(root: Element, model: string): readonly string[] {
  const own = [...SAME, model];
  return [...new Set(shownTexts(root))].filter(
    (text) => foreignWords(text.replace(UNNAMED, ''), own).length > 0,
  );
}
