// A language of brackets for pages, and what of a page is not said in it.
import * as l10n from '@vscode/l10n';
import { l10nBundle } from '../packaging/l10nBundle';
import { pseudoLanguage, untranslated } from '../packaging/pseudoLanguage';
import { shownTexts } from './shownTexts';

/** Speaks it from now on. As the host does it: before any module says a word, so pages are imported afterwards. */
export async function speakBrackets(): Promise<void> {
  l10n.config({ contents: pseudoLanguage(await l10nBundle()) });
}

/** Symbols and identifiers that are the same in every language. */
const SAME = new Set([
  'max',
  'min',
  'std',
  'rms',
  'log',
  'exp',
  'tanh',
  'erf',
  'JSON',
  'NaN',
  'Infinity',
  'net',
  'backprop',
  'linear',
  'notes',
  'pytorch',
  'deeplearning',
]);

/** The name of a layer to which the model gives none. */
const UNNAMED = /layer\d+/g;

/** What a page says in no brackets, but for the model's own words. */
export function foreign(root: Element, model: string): readonly string[] {
  const own = new Set([...SAME, ...(model.match(/\p{L}+/gu) ?? [])]);
  return [...new Set(shownTexts(root))].filter((text) => {
    const words =
      untranslated(text)
        .replace(UNNAMED, '')
        .match(/\p{Script=Latin}{3,}/gu) ?? [];
    return words.some((word) => !own.has(word));
  });
}
