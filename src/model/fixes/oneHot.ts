/** one_hot: each class index becomes a row with a 1 at that class. */
import * as l10n from '@vscode/l10n';
import { MOST_CHARACTERS, type Treatment } from './candidate';
import { elementsIn } from './listLexemes';

export const oneHot: Treatment<'one_hot'> = {
  isTried: true,
  candidates({ classes }, { text, place: { value } }) {
    const elements = elementsIn(text, value);
    const indices = elements.map(({ start, end }) => Number(text.slice(start, end)));
    const areClasses = indices.every((k) => Number.isInteger(k) && k >= 0 && k < classes);
    if (!areClasses || elements.length * classes * 3 > MOST_CHARACTERS) return [];
    const edits = elements.map((span, i) => ({ span, text: row(classes, indices[i]!) }));
    return [{ title: l10n.t('Write "targets" as one-hot rows of {0}', classes), edits }];
  },
};

function row(classes: number, hot: number): string {
  return `[${Array.from({ length: classes }, (_, k) => (k === hot ? 1 : 0)).join(', ')}]`;
}
