// A language of which everybody sees what is said in it: English in brackets ⟦ ⟧.
import type { L10nBundle } from './l10nBundle';

export function pseudoLanguage(bundle: L10nBundle): Record<string, string> {
  return Object.fromEntries(
    Object.entries(bundle).map(([key, text]) => [key, `⟦${typeof text === 'string' ? text : text.message}⟧`]),
  );
}

/** What of a text stands in no brackets; a sentence may begin before the text, or go on behind it. */
export function untranslated(text: string): string {
  const rest = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return rest === text ? text.replace(/^[^⟦⟧]*⟧|⟦[^⟦⟧]*$/g, '') : untranslated(rest);
}
