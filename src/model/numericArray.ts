/** A list of numbers, or of rows of numbers, as a typed array that knows its text. */
import type { DType, Numbers } from '../engine/tensor';
import {
  closeBracket,
  comma,
  endOfString,
  endOfTrivia,
  isDigit,
  isExponentMark,
  minus,
  openBracket,
  plus,
  point,
} from './lexemes';
import type { Span } from './lines';
import type { Mark, NumberScanner, ScannedNumbers } from './scanNumbers';

/** What `NumericArray.at` finds: one number, or a row. */
interface FoundPlace extends Span {
  readonly isRow: boolean;
}

export class NumericArray implements Span {
  readonly end: number;
  /** Length, or rows and columns. None is 0. */
  readonly shape: readonly [number] | readonly [number, number];
  /** The number that was looked up last: those that are looked up in order are not counted from a mark again. */
  private cursor: Mark | undefined;

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

  /** The elements as JSON values; rows stay typed arrays. */
  elements(): readonly (number | string | NumericArray)[] {
    const { text } = this;
    const { values: all, overflows } = this.scanned;
    const [rows, columns] = this.shape;
    if (columns !== undefined) {
      return Array.from({ length: rows }, (_, i) => {
        const { start, end } = this.row(i);
        const marks = [{ place: start, index: 0 }];
        const row = all.subarray(i * columns, (i + 1) * columns);
        return new NumericArray(text, start, { end, shape: [columns], values: row, overflows, marks });
      });
    }
    const values: (number | string)[] = [];
    for (let place = this.number(0); values.length < this.size; place = this.next(place.end)) {
      values.push(JSON.parse(text.slice(place.start, place.end)) as number | string);
    }
    return values;
  }

  /** The place of a row, or of a number by one or two indices; undefined where there is none. */
  at(indices: readonly (string | number)[]): FoundPlace | undefined {
    const [rows, columns] = this.shape;
    const [i, j, ...more] = indices;
    if (!isIndex(i, rows) || more.length > 0) return undefined;
    if (columns === undefined) return j === undefined ? this.lookUp(i) : undefined;
    if (j === undefined) return { ...this.row(i), isRow: true };
    return isIndex(j, columns) ? this.lookUp(i * columns + j) : undefined;
  }

  /** The first number that ends at an offset or behind it: its indices and its place. */
  numberEndingFrom(
    offset: number,
  ): { readonly indices: readonly number[]; readonly place: Span } | undefined {
    const mark = this.lastMark((candidate) => candidate.place <= offset);
    let k = mark.index;
    if (k === this.size) return undefined;
    let place = this.next(mark.place);
    while (place.end < offset) {
      if (++k === this.size) return undefined;
      place = this.next(place.end);
    }
    const columns = this.shape[1];
    return { indices: columns === undefined ? [k] : [Math.floor(k / columns), k % columns], place };
  }

  private lookUp(k: number): FoundPlace {
    const { start, end } = this.number(k);
    this.cursor = { place: start, index: k };
    return { start, end, isRow: false };
  }

  private number(k: number): Span {
    const mark = this.lastMark(({ index }) => index <= k);
    const { cursor } = this;
    const from = cursor !== undefined && cursor.index <= k && cursor.index > mark.index ? cursor : mark;
    let place = this.next(from.place);
    for (let i = from.index; i < k; i++) place = this.next(place.end);
    return place;
  }

  /** The last mark that holds, the first one where none does; marks that hold stand before those that do not. */
  private lastMark(holds: (mark: Mark) => boolean): Mark {
    const { marks } = this.scanned;
    let low = 0;
    for (let high = marks.length; high - low > 1;) {
      const middle = (low + high) >>> 1;
      if (holds(marks[middle]!)) low = middle;
      else high = middle;
    }
    return marks[low]!;
  }

  /** The number behind a place, which is no place in one. */
  private next(place: number): Span {
    const { text } = this;
    let start = endOfTrivia(text, place);
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
  return i === start ? endOfString(text, start) : i;
}
