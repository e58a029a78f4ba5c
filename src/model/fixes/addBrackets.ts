/** brackets: a flat list becomes one row, or a column of rows of one number: whichever fits. */
import { MOST_CHARACTERS, type Treatment } from './candidate';
import { elementsIn } from './listLexemes';

export const addBrackets: Treatment<'brackets'> = {
  isTried: true,
  candidates(_remedy, { text, issue, place: { value } }) {
    const name = `"${issue.path.at(-1) ?? ''}"`;
    const elements = value.end - value.start > MOST_CHARACTERS ? [] : elementsIn(text, value);
    const around = [
      { span: { start: value.start, end: value.start }, text: '[' },
      { span: { start: value.end, end: value.end }, text: ']' },
    ];
    const aroundEach = elements.map((span) => ({ span, text: `[${text.slice(span.start, span.end)}]` }));
    return [
      { title: `Wrap ${name} in brackets as one row`, edits: around },
      ...(elements.length < 2
        ? []
        : [{ title: `Make each number of ${name} a row of its own`, edits: aroundEach }]),
    ];
  },
};
