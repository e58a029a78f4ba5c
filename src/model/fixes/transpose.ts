/** transpose: rows and columns of a matrix change places; every number keeps its digits, the lines their form. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../lines';
import { MOST_CHARACTERS, type Treatment } from './candidate';
import { type ListLexeme, listLexemes } from './listLexemes';

export const transpose: Treatment<'transpose'> = {
  isTried: true,
  candidates(_remedy, { text, issue, place }) {
    const turned = transposed(text, place.value);
    if (turned === undefined) return [];
    const title = l10n.t('Transpose "{0}"', issue.path.at(-1) ?? '');
    return [{ title, edits: [{ span: place.value, text: turned }] }];
  },
};

interface Row extends Span {
  readonly elements: readonly Span[];
}

/** Undefined where it is no matrix, has comments, which have no place in the other one, or is very long. */
function transposed(text: string, span: Span): string | undefined {
  if (span.end - span.start > MOST_CHARACTERS) return undefined;
  const lexemes = listLexemes(text, span);
  const rows = rowsOf(lexemes);
  const width = rows[0]?.elements.length ?? 0;
  const isMatrix = width > 0 && rows.every(({ elements }) => elements.length === width);
  if (!isMatrix || hasComments(text, lexemes)) return undefined;
  const ofRows = spacing(text, span, rows);
  const ofNumbers = spacing(text, rows[0]!, rows[0]!.elements);
  const numbers = rows.map(({ elements }) => elements.map(({ start, end }) => text.slice(start, end)));
  const turned = numbers[0]!.map((_, j) =>
    joined(
      numbers.map((row) => row[j]!),
      ofNumbers,
      ofRows,
    ),
  );
  return joined(turned, ofRows, ofNumbers);
}

function rowsOf(lexemes: readonly ListLexeme[]): readonly Row[] {
  const rows: Row[] = [];
  let open: { readonly start: number; readonly elements: Span[] } | undefined;
  for (const { kind, start, end } of lexemes.slice(1, -1)) {
    if (kind === '[') open = { start, elements: [] };
    else if (kind === 'element') open?.elements.push({ start, end });
    else if (kind === ']' && open !== undefined) rows.push({ ...open, end });
  }
  return rows;
}

function hasComments(text: string, lexemes: readonly ListLexeme[]): boolean {
  return lexemes.some(({ start }, i) => i > 0 && text.slice(lexemes[i - 1]!.end, start).includes('/'));
}

/** What stands in a list beside its elements. */
interface Spacing {
  readonly open: string;
  /** Undefined where there is one element only. */
  readonly between: string | undefined;
  readonly close: string;
}

function spacing(text: string, list: Span, elements: readonly Span[]): Spacing {
  const [first, second] = elements;
  return {
    open: text.slice(list.start + 1, first!.start),
    between: second && text.slice(first!.end, second.start),
    close: text.slice(elements.at(-1)!.end, list.end - 1),
  };
}

/** @param other the spacing of the lists outside or inside, which is a hint where this one has no commas. */
function joined(elements: readonly string[], { open, between, close }: Spacing, other: Spacing): string {
  const isOneLine = !/[\n\r]/.test(open);
  const hint = other.between !== undefined && !/[\n\r]/.test(other.between) ? other.between : ', ';
  return `[${open}${elements.join(between ?? (isOneLine ? hint : `,${open}`))}${close}]`;
}
