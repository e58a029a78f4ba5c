// A language of which everybody sees what is said in it: English in brackets ⟦ ⟧.
import * as l10n from '@vscode/l10n';
import bundle from '../../l10n/bundle.l10n.json';

/**
 * Speaks it from now on. What is put into a message stands outside of its brackets, so that English shows there too; not
 * where quotes make it a name.
 */
export function speakBrackets(): void {
  const contents = Object.entries(bundle).map(([key, text]) => {
    const message = typeof text === 'string' ? text : text.message;
    return [key, `⟦${message.replace(/(?<!")\{\d+\}(?!")/g, '⟧$&⟦')}⟧`];
  });
  l10n.config({ contents: Object.fromEntries(contents) as Record<string, string> });
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

/** What of a text stands in no brackets; a sentence may begin before the text, or go on behind it. */
function untranslated(text: string): string {
  const rest = text.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  return rest === text ? text.replace(/^[^⟦⟧]*⟧|⟦[^⟦⟧]*$/g, '') : untranslated(rest);
}
