/** A list of numbers, or of rows of numbers, as a typed array that knows its text. */
import type { DType, Numbers } from '../engine/tensor';
import {
  closeBracket,
  comma,
  endOfNumberText,
  endOfTrivia,
  isDigit,
  isExponentMark,
  minus,
  openBracket,
  plus,
  point,
} from './lexemes';
import type { Span } from './lines';
import { markEvery, NumberScanner, type ScannedNumbers } from './scanNumbers';

/** What `NumericArray.at` finds: one number, or a row. */
interface FoundPlace extends Span {
  readonly isRow: boolean;
}

export class NumericArray implements Span {
  readonly end: number;
  /** Length, or rows and columns. None is 0. */
  readonly shape: readonly [number] | readonly [number, number];

  private constructor(
    private readonly text: string,
    readonly start: number,
    private readonly scanned: ScannedNumbers,
  ) {
    this.end = scanned.end;
    this.shape = scanned.shape;
  }

  /** The list of numbers that starts at a bracket of the scanner's text; undefined where it is something else. */
  static find(scanner: NumberScanner, start: number): NumericArray | undefined {
    const scanned = scanner.scan(start);
    return scanned && new NumericArray(scanner.text, start, scanned);
  }

  /** Elements: numbers of a flat list, otherwise rows. */
  get length(): number {
    return this.shape[0];
  }

  get isMatrix(): boolean {
    return this.shape.length === 2;
  }

  /** How many numbers it holds. */
  get size(): number {
    return this.shape[0] * (this.shape[1] ?? 1);
  }

  /** The numbers, row-major; undefined where one is too large for the type. Float64 ones are not copied. */
  numbers(dtype: DType): Numbers | undefined {
    const { values, overflows } = this.scanned;
    if (overflows) return undefined;
    if (dtype === 'float64') return values;
    const rounded = new Float32Array(values);
    return rounded.some((value, i) => !Number.isFinite(value) && Number.isFinite(values[i]))
      ? undefined
      : rounded;
  }

  /** The elements as JSON values; rows stay in the text. */
  elements(): readonly (number | string | NumericArray)[] {
    const { text } = this;
    if (this.isMatrix) {
      const scanner = new NumberScanner(text, this.end - this.start);
      return Array.from({ length: this.length }, (_, row) =>
        NumericArray.find(scanner, this.row(row).start)!,
      );
    }
    const values: (number | string)[] = [];
    for (let place = this.first(); values.length < this.size; place = this.next(place)) {
      const written = text.slice(place.start, place.end);
      const value = Number(written);
      values.push(Number.isNaN(value) ? written.slice(1, -1) : value);
    }
    return values;
  }

  /** The place of a row, or of a number by one or two indices; undefined where there is none. */
  at(indices: readonly (string | number)[]): FoundPlace | undefined {
    const [rows, columns] = this.shape;
    const [i, j, ...more] = indices;
    if (!isIndex(i, rows) || more.length > 0) return undefined;
    if (columns === undefined) return j === undefined ? { ...this.number(i), isRow: false } : undefined;
    if (j === undefined) return { ...this.row(i), isRow: true };
    return isIndex(j, columns) ? { ...this.number(i * columns + j), isRow: false } : undefined;
  }

  /** The first number that ends at an offset or behind it: its indices and its place. */
  numberEndingFrom(
    offset: number,
  ): { readonly indices: readonly number[]; readonly place: Span } | undefined {
    let mark = 0;
    for (let high = this.scanned.marks.length; high - mark > 1;) {
      const middle = (mark + high) >>> 1;
      if (this.scanned.marks[middle]! <= offset) mark = middle;
      else high = middle;
    }
    let k = mark * markEvery;
    let place = this.number(k);
    while (place.end < offset) {
      if (++k === this.size) return undefined;
      place = this.next(place);
    }
    const columns = this.shape[1];
    return { indices: columns === undefined ? [k] : [Math.floor(k / columns), k % columns], place };
  }

  private first(): Span {
    return this.number(0);
  }

  private number(k: number): Span {
    const mark = Math.floor(k / markEvery);
    const start = this.scanned.marks[mark]!;
    let place: Span = { start, end: endOfElement(this.text, start) };
    for (let i = mark * markEvery; i < k; i++) place = this.next(place);
    return place;
  }

  private next({ end }: Span): Span {
    const { text } = this;
    let start = endOfTrivia(text, end);
    while (isPunctuation(text.charCodeAt(start))) start = endOfTrivia(text, start + 1);
    return { start, end: endOfElement(text, start) };
  }

  private row(row: number): Span {
    const columns = this.shape[1] ?? 0;
    const before = row === 0 ? this.start + 1 : this.number(row * columns - 1).end;
    const last = this.number((row + 1) * columns - 1).end;
    return { start: this.findCode(openBracket, before), end: this.findCode(closeBracket, last) + 1 };
  }

  /** The next bracket of a kind outside comments, with no number before it. */
  private findCode(code: number, from: number): number {
    let i = endOfTrivia(this.text, from);
    while (this.text.charCodeAt(i) !== code) i = endOfTrivia(this.text, i + 1);
    return i;
  }
}

function isIndex(value: string | number | undefined, length: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < length;
}

function isPunctuation(code: number): boolean {
  return code === comma || code === openBracket || code === closeBracket;
}

/** The end of a number that is known to be valid. */
function endOfElement(text: string, start: number): number {
  let i = start;
  let code = text.charCodeAt(i);
  while (isDigit(code) || isExponentMark(code) || code === point || code === minus || code === plus) {
    code = text.charCodeAt(++i);
  }
  return i === start ? endOfNumberText(text, start) : i;
}
