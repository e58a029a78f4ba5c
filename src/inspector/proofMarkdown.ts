/** A proof as Markdown, for notes and issues: what any reader with maths between dollars sets. */
import * as l10n from '@vscode/l10n';
import { words } from './markdownWords';
import type { Explanation } from './views';

/** Heading, where the number belongs, formula, all digits, notes as a list. */
export function proofMarkdown({
  name,
  context,
  latex,
  value,
  notes,
}: Pick<Explanation, 'name' | 'context' | 'latex' | 'value' | 'notes'>): string {
  const digits = Object.is(value, -0) ? '-0' : String(value);
  const parts = [
    `### ${words(name)}`,
    ...(context === '' ? [] : [words(context)]),
    `$$\n${latex}\n$$`,
    l10n.t('Value: {0}', `\`${digits}\``),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${words(note)}`).join('\n')]),
  ];
  return `${parts.join('\n\n')}\n`;
}
