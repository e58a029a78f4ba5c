/** Lists of numbers in a file → typed arrays; what is ragged or no number becomes issues. */
import type { DType, Numbers } from '../engine/tensor';
import type { IssueList } from './issueList';
import { elementsOf, hasLists, isList, isObject, type Json, type JsonList } from './json';
import { numberTexts } from './lexemes';
import type { JsonPath } from './modelIssue';
import { NumericArray } from './numericArray';
import { describe, plural } from './words';

/** What is read, for messages and positions. */
export interface NumbersContext {
  readonly issues: IssueList;
  readonly path: JsonPath;
  /** Such as `The weights of layer "hidden"`. */
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
    addNotAList(value, context, 'a list of numbers');
    return undefined;
  }
  if (hasLists(value)) {
    issues.add({
      code: 'wrong_shape',
      message: `${subject} must be one flat list of numbers`,
      path,
      expected: 'a list of numbers such as [0.1, 0.2]',
      found: 'a list of lists',
    });
    return undefined;
  }
  const whole = value instanceof NumericArray ? readWhole(value, context) : undefined;
  if (whole !== undefined) return whole;
  const reader = new ElementReader(context, value.length);
  reader.readRow(value, path, 0);
  return { shape: [value.length], data: reader.finish() };
}

/** Reads a list of rows, each a list of numbers. */
export function readMatrix(value: Json, context: NumbersContext, row: string): ReadNumbers | undefined {
  const { issues, path, subject } = context;
  if (!isList(value)) {
    addNotAList(value, context, 'a list of rows');
    return undefined;
  }
  if (value.length > 0 && !hasLists(value)) {
    issues.add({
      code: 'wrong_shape',
      message: `${subject} must be a list of rows, one for each ${row}: put each row in brackets of its own`,
      path,
      expected: 'rows such as [[0.1, 0.2]]',
      found: 'a flat list',
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

/** The numbers of a whole list; undefined where one of them is too large. */
function readWhole(numbers: NumericArray, { dtype }: NumbersContext): ReadNumbers | undefined {
  const data = numbers.numbers(dtype);
  return data && { shape: numbers.shape, data };
}

function newNumbers(dtype: DType, size: number): Numbers {
  return dtype === 'float64' ? new Float64Array(size) : new Float32Array(size);
}

function addNotAList(value: Json, { issues, path, subject }: NumbersContext, expected: string): void {
  const form = isObject(value) ? ['file', 'init'].find((key) => key in value) : undefined;
  issues.add(
    form === undefined
      ? {
          code: 'wrong_type',
          message: `${subject} must be ${expected}`,
          path,
          expected,
          found: describe(value),
        }
      : {
          code: 'unsupported',
          message: `${subject} can not be given by "${form}" yet: write the numbers into the model`,
          path,
          expected,
          found: `an object with "${form}"`,
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
        ? `${subject}: row ${i + 1} has ${plural(row.length, 'number')}, the others have ${columns}`
        : `${subject}: row ${i + 1} is not a list`,
      path: [...path, i],
      expected: plural(columns, 'number'),
      found: isList(row) ? plural(row.length, 'number') : describe(row),
      related: [{ message: `A row of ${plural(columns, 'number')}`, path: [...path, usual] }],
    });
  }
  if (odd.length > listedElements) {
    issues.add({
      code: 'ragged_array',
      message: `${subject}: ${odd.length - listedElements} more rows do not have ${plural(columns, 'number')}`,
      path,
      expected: `rows of ${plural(columns, 'number')}`,
      found: `${odd.length} other rows`,
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
        message: `${subject}: ${this.wrong - listedElements} more elements are not numbers`,
        path,
        expected: 'numbers',
        found: `${this.wrong} other elements`,
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
      message: `${subject}: ${whyNot(element, dtype)}`,
      path,
      expected: 'a number',
      ...(typeof element === 'object' && element !== null ? { found: describe(element) } : {}),
    });
  }
}

function whyNot(element: Json, dtype: DType): string {
  if (typeof element === 'number') {
    return `the number is too large for ${dtype}; write "${element < 0 ? '-' : ''}Infinity" if that is meant`;
  }
  if (element === null) return 'null is not a number; write "NaN" if that is meant';
  if (typeof element === 'string') {
    return element.trim() !== '' && Number.isFinite(Number(element))
      ? 'a number stands without quotes'
      : 'a text is not a number';
  }
  return `${describe(element)} is not a number`;
}
