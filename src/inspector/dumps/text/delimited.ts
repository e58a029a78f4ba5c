/** One matrix as lines of numbers with commas, semicolons, tabs or blanks between them, with a header line or without. */
import * as l10n from '@vscode/l10n';
import { Lines, type Span } from '../../../model/lines';
import { count } from '../../../model/words';
import { type DumpIssue, type DumpReading, unread } from '../dump';
import { numberOf } from './numberText';
import { WrittenNumbers } from './writtenNumbers';

interface Cell extends Span {
  readonly text: string;
}

/** Whether in one of the first two lines most cells are numbers. */
export function looksDelimited(text: string): boolean {
  return rowsOf(text.slice(0, 2 ** 14))
    .slice(0, 2)
    .some((row) => 2 * row.filter((cell) => numberOf(cell.text) !== undefined).length > row.length);
}

/** Reads the matrix. A first line of names, and a first column of line numbers as pandas writes it, are left out. */
export function readDelimited(name: string, text: string): DumpReading {
  const rows = rowsOf(text);
  const { lines, columns: leftOut } = headerOf(rows);
  const body = rows.slice(lines).map((row) => row.slice(leftOut));
  const [first] = body;
  if (first === undefined) {
    return unread({
      code: 'no_numbers',
      message: l10n.t('{0} has no numbers in it', name),
      expected: l10n.t('lines of numbers'),
      found: rows.length === 0 ? l10n.t('no lines') : l10n.t('a header only'),
    });
  }
  const columns = first.length;
  const values = new Float64Array(body.length * columns);
  const written = new WrittenNumbers('anything');
  for (const [i, row] of body.entries()) {
    if (row.length !== columns) return unread(ragged(name, text, row, columns));
    for (const [j, cell] of row.entries()) {
      const value = numberOf(cell.text);
      if (value === undefined) return unread(notANumber(name, text, cell));
      written.add(cell.text, value);
      values[i * columns + j] = value;
    }
  }
  return {
    arrays: [
      {
        name,
        shape: [body.length, columns],
        values,
        precision: written.precision(values),
        where: new Lines(text).range({ start: first[0]!.start, end: body.at(-1)!.at(-1)!.end }),
      },
    ],
    issues: [],
  };
}

/** The lines that are neither empty nor comments as np.savetxt writes them, each in cells. */
function rowsOf(text: string): readonly (readonly Cell[])[] {
  const lines = [...text.matchAll(/[^\r\n]+/g)].filter(([line]) => !/^\s*(?:#|$)/.test(line));
  const separator = separatorOf(lines.slice(0, 2).map(([line]) => line));
  return lines.map(({ 0: line, index }) => cellsOf(line, index, separator));
}

/** What stands between cells: the first of these in the first lines; else blanks. */
function separatorOf(lines: readonly string[]): string | undefined {
  return [';', '\t', ','].find((mark) => lines.some((line) => line.trim().includes(mark)));
}

function cellsOf(line: string, start: number, separator: string | undefined): readonly Cell[] {
  const pattern = separator === undefined ? /\S+/g : new RegExp(`(?<=^|${separator})[^${separator}]*`, 'g');
  return [...line.matchAll(pattern)].map(({ 0: cell, index }) => {
    const written = cell.trim();
    const at = start + index + (cell.length - cell.trimStart().length);
    return { text: written.replace(/^(["'])(.*)\1$/, '$2'), start: at, end: at + written.length };
  });
}

/** How many lines and columns are no numbers of the matrix. */
function headerOf(rows: readonly (readonly Cell[])[]): { readonly lines: number; readonly columns: number } {
  const [first = [], second = []] = rows;
  const names = first.map(({ text }) => text);
  if (names[0] === '' && rows.length > 1) {
    const isCounted = rows.slice(1).every(([cell], i) => cell?.text === String(i));
    return { lines: 1, columns: isCounted ? 1 : 0 };
  }
  const isNames = names.every((text) => numberOf(text) === undefined);
  const isCount =
    names.length > 1 &&
    names.every((text, j) => text === String(j)) &&
    second.some(({ text }) => text.includes('.'));
  return { lines: isNames || isCount ? 1 : 0, columns: 0 };
}

function ragged(name: string, text: string, row: readonly Cell[], columns: number): DumpIssue {
  const range = new Lines(text).range({ start: row[0]?.start ?? 0, end: row.at(-1)?.end ?? 0 });
  return {
    code: 'ragged_array',
    message: l10n.t(
      '{0}: line {1} has {2}, the first has {3}',
      name,
      range.start.line + 1,
      count.numbers(row.length),
      columns,
    ),
    expected: count.numbers(columns),
    found: count.numbers(row.length),
    range,
  };
}

function notANumber(name: string, text: string, cell: Cell): DumpIssue {
  const isDecimalComma = /^[-+]?\d*,\d+$/.test(cell.text);
  return {
    code: 'not_a_number',
    message: isDecimalComma
      ? l10n.t('{0}: a number is written with a point, not with a comma', name)
      : cell.text === ''
        ? l10n.t('{0}: a number is missing', name)
        : l10n.t('{0}: a text is not a number', name),
    expected: l10n.t('a number'),
    found: cell.text === '' ? l10n.t('nothing') : JSON.stringify(cell.text.slice(0, 40)),
    range: new Lines(text).range(cell),
  };
}
