/** brackets: a flat list becomes one row, or a column of rows of one number: whichever fits. */
import * as l10n from '@vscode/l10n';
import { MOST_CHARACTERS, type Treatment } from './candidate';
import { elementsIn } from './listLexemes';

export const addBrackets: Treatment<'brackets'> = {
  isTried: true,
  candidates(_remedy, { text, issue, place: { value } }) {
    const name = issue.path.at(-1) ?? '';
    const elements = value.end - value.start > MOST_CHARACTERS ? [] : elementsIn(text, value);
    const around = [
      { span: { start: value.start, end: value.start }, text: '[' },
      { span: { start: value.end, end: value.end }, text: ']' },
    ];
    const aroundEach = elements.map((span) => ({ span, text: `[${text.slice(span.start, span.end)}]` }));
    return [
      { title: l10n.t('Wrap "{0}" in brackets as one row', name), edits: around },
      ...(elements.length < 2
        ? []
        : [{ title: l10n.t('Make each number of "{0}" a row of its own', name), edits: aroundEach }]),
    ];
  },
};
