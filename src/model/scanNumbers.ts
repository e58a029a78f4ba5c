/** Lists of numbers in a text → typed arrays: JSON.parse reads them in slices that are short enough to leave no trace. */
import { parse, type ParseError } from 'jsonc-parser';
import { closeBracket, comma, endOfTrivia, numberTexts, openBracket } from './lexemes';

/** A list of numbers, or of rows of equal length. */
export interface ScannedNumbers {
  /** Behind the bracket that closes the list. */
  readonly end: number;
  /** Length, or rows and columns. None is 0. */
  readonly shape: readonly [number] | readonly [number, number];
  /** Row-major, each as JSON.parse reads it. */
  readonly values: Float64Array;
  /** Whether one of them is too large for float64. */
  readonly overflows: boolean;
  readonly marks: readonly Mark[];
}

/** A place in a list: between it and the number of that index are brackets, commas, white space and comments only. */
export interface Mark {
  readonly place: number;
  readonly index: number;
}

/** So many characters are parsed at once. */
const slice = 2 ** 16;

/** Rows that are shorter are parsed several at once: every call of JSON.parse has its price. */
const longRow = 2 ** 11;

/** So many characters lie between two marks at least. */
const betweenMarks = slice;

/** So many numbers are gathered before their list gets an array of its own. */
const gathered = 2 ** 12;

/** Scans the lists of one text. */
export class NumberScanner {
  private readonly gathering = new Float64Array(gathered);
  private values = this.gathering;
  private count = 0;
  private overflows = false;
  private marks: Mark[] = [];
  private start = 0;
  /** Behind the last slice in which something else was found: up to there no other list is tried, so that no text is slow. */
  private triedTo = 0;

  constructor(readonly text: string) {}

  /**
   * Scans the list that starts at a bracket of the text. Comments, trailing commas and the texts that stand for numbers
   * may be in it.
   * @returns undefined where anything else is in it, rows have different lengths, there is no number, or where a comment
   * hides its commas and brackets.
   */
  scan(start: number): ScannedNumbers | undefined {
    const { text } = this;
    const first = endOfTrivia(text, start + 1);
    if (start < this.triedTo || !/["\-\d[]/.test(text.charAt(first))) return undefined;
    this.start = start;
    this.values = this.gathering;
    this.count = 0;
    this.overflows = false;
    this.marks = [];
    if (text.charCodeAt(first) !== openBracket) return this.finish(this.row(start), undefined);
    let columns = 0;
    let rows = 0;
    const end = this.rows(first, (length) => {
      if (rows++ === 0) columns = length;
      return length === columns && length > 0;
    });
    return this.finish(end, rows);
  }

  private finish(end: number | undefined, rows: number | undefined): ScannedNumbers | undefined {
    const { count, values, overflows, marks } = this;
    this.values = this.gathering;
    if (end === undefined || count === 0) return undefined;
    return {
      end,
      shape: rows === undefined ? [count] : [rows, count / rows],
      // An eighth of air costs less than a copy.
      values:
        values === this.gathering || values.length - count > count / 8
          ? values.slice(0, count)
          : values.subarray(0, count),
      overflows,
      marks,
    };
  }

  /**
   * Reads rows from the bracket of the first one.
   * @param isFit told the length of each row.
   * @returns behind the bracket that closes the list; undefined where something else was found.
   */
  private rows(first: number, isFit: (length: number) => boolean): number | undefined {
    const { text } = this;
    let i = first;
    let oneByOneTo = 0;
    while (text.charCodeAt(i) === openBracket) {
      const part = text.slice(i, i + slice);
      const close = part.indexOf(']');
      if (close === -1 || close > longRow || i < oneByOneTo) {
        const before = this.count;
        const end = this.row(i);
        if (end === undefined || !isFit(this.count - before)) return undefined;
        i = end;
      } else {
        const last = /\](?:\s*,)?\s*\]/.exec(part)?.index ?? part.lastIndexOf(']');
        const end = i + last + 1;
        const rows = parseStrictly(`[${part.slice(0, last + 1)}]`);
        if (rows?.every(Array.isArray) !== true) {
          oneByOneTo = i + part.length;
          continue;
        }
        this.mark(i);
        this.reserve(
          rows.reduce((sum, row) => sum + row.length, 0),
          end,
        );
        if (!rows.every((row) => this.put(row, end) && isFit(row.length))) return undefined;
        i = end;
      }
      i = endOfTrivia(text, i);
      if (text.charCodeAt(i) !== comma) break;
      i = endOfTrivia(text, i + 1);
    }
    return text.charCodeAt(i) === closeBracket ? i + 1 : undefined;
  }

  /** Reads a flat list from its bracket to behind the one that closes it. */
  private row(start: number): number | undefined {
    const { text } = this;
    let i = start + 1;
    for (;;) {
      const part = text.slice(i, i + slice);
      const close = part.indexOf(']');
      const end = close === -1 ? part.lastIndexOf(',') : close;
      // With brackets of its own a list is parsed where it stands, without a copy.
      const isWhole = close !== -1 && i === start + 1;
      const list = isWhole ? text.slice(start, i + end + 1) : `[${part.slice(0, end)}]`;
      const numbers = end === -1 ? undefined : (parseStrictly(list) ?? parseFlat(list, close !== -1));
      // Nothing may stand only before the bracket: behind a trailing comma, or in an empty list.
      if (numbers === undefined || (close === -1 && numbers.length === 0)) {
        this.triedTo = i + (end === -1 ? part.length : end);
        return undefined;
      }
      this.mark(i);
      this.reserve(numbers.length, i + end);
      if (!this.put(numbers, i + end)) return undefined;
      i += end + 1;
      if (close !== -1) return i;
    }
  }

  /** Remembers that the next number stands behind a place. */
  private mark(place: number): void {
    const last = this.marks.at(-1);
    if (last === undefined || place - last.place >= betweenMarks)
      this.marks.push({ place, index: this.count });
  }

  /** Adds the numbers of a slice that ends at a place; false where one is none. */
  private put(elements: readonly unknown[], end: number): boolean {
    const { values } = this;
    const { length } = elements;
    let { count } = this;
    for (let i = 0; i < length; i++) {
      const element = elements[i];
      const value = typeof element === 'number' ? element : numberTexts.get(element);
      if (value === undefined) {
        this.triedTo = end;
        return false;
      }
      if (typeof element === 'number' && !Number.isFinite(value)) this.overflows = true;
      values[count++] = value;
    }
    this.count = count;
    return true;
  }

  /**
   * Makes room for more numbers, and for as many as the rest of the text may hold if they go on like those so far.
   * @param end where the last of them stands.
   */
  private reserve(more: number, end: number): void {
    const { text, start, values } = this;
    const wanted = this.count + more;
    if (wanted <= values.length) return;
    const expected = Math.ceil((1.02 * (text.length - start) * wanted) / (end - start));
    this.values = new Float64Array(Math.max(expected, wanted, 1.5 * this.count));
    this.values.set(values.subarray(0, this.count));
  }
}

function parseStrictly(list: string): readonly unknown[] | undefined {
  try {
    return JSON.parse(list) as readonly unknown[];
  } catch {
    return undefined;
  }
}

/** Parses a list without lists in it, but with comments, and with a trailing comma where it is whole. */
function parseFlat(list: string, isWhole: boolean): readonly unknown[] | undefined {
  // jsonc-parser recurses once a level.
  if (list.includes('[', 1)) return undefined;
  const errors: ParseError[] = [];
  const found = parse(list, errors, { allowTrailingComma: isWhole }) as readonly unknown[];
  return errors.length === 0 ? found : undefined;
}
