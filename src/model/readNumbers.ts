/** Lists of numbers in a file → typed arrays; what is ragged or no number becomes issues. */
import * as l10n from '@vscode/l10n';
import type { DType, Numbers } from '../engine/tensor';
import type { IssueList } from './issueList';
import { elementsOf, hasLists, isList, isObject, type Json, type JsonList } from './json';
import { numberTexts } from './lexemes';
import type { JsonPath } from './modelIssue';
import { NumericArray } from './numericArray';
import { count, describe } from './words';

/** What is read, for messages and positions. */
export interface NumbersContext {
  readonly issues: IssueList;
  readonly path: JsonPath;
  /** Such as `The weights of layer "hidden"`, in the user's language. */
  readonly subject: string;
  readonly dtype: DType;
}

/** A list or a list of rows as it stands in the file. */
export interface ReadNumbers {
  /** Lengths; undefined where the rows do not agree. */
  readonly shape: readonly (number | undefined)[];
  /** Row-major; undefined where an issue was found. */
  readonly data: Numbers | undefined;
}

/** So many elements of one list are listed as issues; a further issue counts the others. */
const listedElements = 10;

/** Reads a flat list of numbers. */
export function readVector(value: Json, context: NumbersContext): ReadNumbers | undefined {
  const { issues, path, subject } = context;
  if (!isList(value)) {
    addNotAList(value, context, {
      message: l10n.t('{0} must be a list of numbers', subject),
      expected: l10n.t('a list of numbers'),
    });
    return undefined;
  }
  if (hasLists(value)) {
    issues.add({
      code: 'wrong_shape',
      message: l10n.t('{0} must be one flat list of numbers', subject),
      path,
      expected: l10n.t('a list of numbers such as [0.1, 0.2]'),
      found: l10n.t('a list of lists'),
    });
    return undefined;
  }
  const whole = value instanceof NumericArray ? readWhole(value, context) : undefined;
  if (whole !== undefined) return whole;
  const reader = new ElementReader(context, value.length);
  reader.readRow(value, path, 0);
  return { shape: [value.length], data: reader.finish() };
}

/** What a matrix has one row for; `row` where that is not known. */
type RowMeaning = 'sample' | 'input' | 'unit' | 'row';

/** Reads a list of rows, each a list of numbers. */
export function readMatrix(value: Json, context: NumbersContext, row: RowMeaning): ReadNumbers | undefined {
  const { issues, path, subject } = context;
  if (!isList(value)) {
    addNotAList(value, context, {
      message: l10n.t('{0} must be a list of rows', subject),
      expected: l10n.t('a list of rows'),
    });
    return undefined;
  }
  if (value.length > 0 && !hasLists(value)) {
    issues.add({
      code: 'wrong_shape',
      message: flatMessage(subject, row),
      path,
      expected: l10n.t('rows such as [[0.1, 0.2]]'),
      found: l10n.t('a flat list'),
      remedies: [{ kind: 'brackets' }],
    });
    return undefined;
  }
  const whole = value instanceof NumericArray ? readWhole(value, context) : undefined;
  if (whole !== undefined) return whole;
  const rows = elementsOf(value);
  const columns = usualLength(rows);
  const ragged = addRaggedRows(rows, columns, context);
  const reader = new ElementReader(context, ragged ? 0 : rows.length * columns);
  rows.forEach((element, i) => {
    if (isList(element)) reader.readRow(element, [...path, i], i * columns);
  });
  const data = reader.finish();
  return { shape: [rows.length, ragged ? undefined : columns], data: ragged ? undefined : data };
}

function flatMessage(subject: string, row: RowMeaning): string {
  switch (row) {
    case 'sample':
      return l10n.t(
        '{0} must be a list of rows, one for each sample: put each row in brackets of its own',
        subject,
      );
    case 'input':
      return l10n.t(
        '{0} must be a list of rows, one for each input: put each row in brackets of its own',
        subject,
      );
    case 'unit':
      return l10n.t(
        '{0} must be a list of rows, one for each unit: put each row in brackets of its own',
        subject,
      );
    case 'row':
      return l10n.t(
        '{0} must be a list of rows, one for each row: put each row in brackets of its own',
        subject,
      );
  }
}

/** The numbers of a whole list; undefined where one of them is too large. */
function readWhole(numbers: NumericArray, { dtype }: NumbersContext): ReadNumbers | undefined {
  const data = numbers.numbers(dtype);
  return data && { shape: numbers.shape, data };
}

function newNumbers(dtype: DType, size: number): Numbers {
  return dtype === 'float64' ? new Float64Array(size) : new Float32Array(size);
}

function addNotAList(
  value: Json,
  { issues, path, subject }: NumbersContext,
  { message, expected }: { readonly message: string; readonly expected: string },
): void {
  const form = isObject(value) ? ['file', 'init'].find((key) => key in value) : undefined;
  issues.add(
    form === undefined
      ? {
          code: 'wrong_type',
          message,
          path,
          expected,
          found: describe(value),
        }
      : {
          code: 'unsupported',
          message: l10n.t(
            '{0} can not be given by "{1}" yet: write the numbers into the model',
            subject,
            form,
          ),
          path,
          expected,
          found: l10n.t('an object with {0}', `"${form}"`),
        },
  );
}

/** The length that most rows have. */
function usualLength(rows: readonly Json[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    if (isList(row)) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  }
  let usual = 0;
  let most = 0;
  for (const [length, count] of counts) {
    if (count > most) [usual, most] = [length, count];
  }
  return usual;
}

function addRaggedRows(
  rows: readonly Json[],
  columns: number,
  { issues, path, subject }: NumbersContext,
): boolean {
  const odd = rows.flatMap((row, i) => (isList(row) && row.length === columns ? [] : [i]));
  const usual = rows.findIndex((row) => isList(row) && row.length === columns);
  for (const i of odd.slice(0, listedElements)) {
    const row = rows[i]!;
    issues.add({
      code: 'ragged_array',
      message: isList(row)
        ? l10n.t(
            '{0}: row {1} has {2}, the others have {3}',
            subject,
            i + 1,
            count.numbers(row.length),
            columns,
          )
        : l10n.t('{0}: row {1} is not a list', subject, i + 1),
      path: [...path, i],
      expected: count.numbers(columns),
      found: isList(row) ? count.numbers(row.length) : describe(row),
      related: [{ message: l10n.t('A row of {0}', count.numbers(columns)), path: [...path, usual] }],
    });
  }
  if (odd.length > listedElements) {
    issues.add({
      code: 'ragged_array',
      message: l10n.t(
        '{0}: {1} more rows do not have {2}',
        subject,
        odd.length - listedElements,
        count.numbers(columns),
      ),
      path,
      expected: l10n.t('rows of {0}', count.numbers(columns)),
      found: l10n.t('{0} other rows', odd.length),
    });
  }
  return odd.length > 0;
}

/** Puts elements into one typed array and adds issues for those that are no numbers. */
class ElementReader {
  private readonly data: Numbers;
  private wrong = 0;

  constructor(
    private readonly context: NumbersContext,
    size: number,
  ) {
    this.data = newNumbers(context.dtype, size);
  }

  readRow(row: JsonList, path: JsonPath, offset: number): void {
    const { data } = this;
    const numbers =
      row instanceof NumericArray && !row.isMatrix ? row.numbers(this.context.dtype) : undefined;
    if (numbers !== undefined && offset + numbers.length <= data.length) {
      data.set(numbers, offset);
      return;
    }
    elementsOf(row).forEach((element, i) => {
      const value = typeof element === 'number' ? element : numberTexts.get(element);
      if (value === undefined || (typeof element === 'number' && this.overflows(element))) {
        this.addIssue(element, [...path, i]);
      } else if (offset + i < data.length) {
        data[offset + i] = value;
      }
    });
  }

  /** The numbers; undefined where one of them is none. */
  finish(): Numbers | undefined {
    const { issues, path, subject } = this.context;
    if (this.wrong > listedElements) {
      issues.add({
        code: 'not_a_number',
        message: l10n.t('{0}: {1} more elements are not numbers', subject, this.wrong - listedElements),
        path,
        expected: l10n.t('numbers'),
        found: l10n.t('{0} other elements', this.wrong),
      });
    }
    return this.wrong === 0 ? this.data : undefined;
  }

  /** A number of the text is finite; it is infinite here only where the type cannot hold it. */
  private overflows(value: number): boolean {
    return !Number.isFinite(this.context.dtype === 'float64' ? value : Math.fround(value));
  }

  private addIssue(element: Json, path: JsonPath): void {
    this.wrong++;
    if (this.wrong > listedElements) return;
    const { issues, subject, dtype } = this.context;
    issues.add({
      code: 'not_a_number',
      message: whyNot(element, subject, dtype),
      path,
      expected: l10n.t('a number'),
      ...(typeof element === 'object' && element !== null ? { found: describe(element) } : {}),
    });
  }
}

function whyNot(element: Json, subject: string, dtype: DType): string {
  if (typeof element === 'number') {
    return l10n.t(
      '{0}: the number is too large for {1}; write "{2}" if that is meant',
      subject,
      dtype,
      element < 0 ? '-Infinity' : 'Infinity',
    );
  }
  if (element === null) return l10n.t('{0}: null is not a number; write "NaN" if that is meant', subject);
  if (typeof element === 'string') {
    return element.trim() !== '' && Number.isFinite(Number(element))
      ? l10n.t('{0}: a number stands without quotes', subject)
      : l10n.t('{0}: a text is not a number', subject);
  }
  return l10n.t('{0}: {1} is not a number', subject, describe(element));
}
