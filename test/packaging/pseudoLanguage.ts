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

/** The same with what is put into its messages outside of their brackets, so that English shows there too; not where quotes make it a name. */
export function withBareArguments(language: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(language).map(([key, text]) => [key, text.replace(/(?<!")\{\d+\}(?!")/g, '⟧ $& ⟦')]),
  );
}

/**
 * The words of three letters or more that stand in no brackets. What is in quotes or has an underscore is a key or a name.
 * @param own texts whose words are the same in every language.
 */
export function foreignWords(text: string, own: readonly string[]): readonly string[] {
  const same = new Set(own.flatMap((each) => each.match(/\p{L}+/gu) ?? []));
  const words = untranslated(text)
    .replace(/"[^"]*"|\w+_\w+/g, '')
    .match(/\p{Script=Latin}{3,}/gu);
  return (words ?? []).filter((word) => !same.has(word));
}
