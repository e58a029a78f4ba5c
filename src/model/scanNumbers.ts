/** Lists of numbers in a text → typed arrays, in one pass over their characters. */
import { CharacterWindow } from './characterWindow';
import { decimal } from './decimal';
import {
  closeBracket,
  comma,
  endOfNumberText,
  isDigit,
  isExponentMark,
  minus,
  numberTexts,
  openBracket,
  plus,
  point,
  quote,
  zero,
} from './lexemes';

/** The place of every so many-th number is kept. */
export const markEvery = 1024;

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
  /** Where every `markEvery`-th number starts, row by row. */
  readonly marks: readonly number[];
}

/** So many numbers are gathered before their list gets an array of its own. */
const gathered = 2 ** 12;

/** Far more than any number has; larger ones overflow or vanish alike. */
const largestExponent = 9999;

const smallPowers = Int32Array.of(1, 10, 100, 1000);

/** Scans the lists of one text. Indices are those of the window, which moves along; -1 is none. */
export class NumberScanner {
  private readonly window: CharacterWindow;
  private readonly gathering = new Float64Array(gathered);
  private values: Float64Array<ArrayBuffer> = this.gathering;
  private count = 0;
  private overflows = false;
  private marks: number[] = [];
  private start = 0;

  /** @param length how much of the text will be scanned. */
  constructor(
    readonly text: string,
    length: number,
  ) {
    this.window = new CharacterWindow(text, length);
  }

  /**
   * Scans the list that starts at a bracket of the text. Comments, a trailing comma and the texts that stand for numbers
   * may be in it.
   * @returns undefined where anything else is in it, rows have different lengths, or there is no number.
   */
  scan(start: number): ScannedNumbers | undefined {
    const { window } = this;
    this.start = start;
    this.values = this.gathering;
    this.count = 0;
    this.overflows = false;
    this.marks = [];
    const first = window.endOfTrivia(window.seek(start) + 1);
    if (window.bytes[first] !== openBracket) return this.finish(this.row(first), undefined);
    let rows = 0;
    let columns = 0;
    let i = first;
    while (window.bytes[i] === openBracket) {
      i = this.row(window.endOfTrivia(i + 1));
      rows++;
      if (rows === 1) columns = this.count;
      if (i === -1 || columns === 0 || this.count !== rows * columns) return undefined;
      i = window.endOfTrivia(i);
      if (window.bytes[i] !== comma) break;
      i = window.endOfTrivia(i + 1);
    }
    return this.finish(window.bytes[i] === closeBracket ? i + 1 : -1, rows);
  }

  private finish(index: number, rows: number | undefined): ScannedNumbers | undefined {
    const { count, values, overflows, marks } = this;
    this.values = this.gathering;
    if (index === -1 || count === 0) return undefined;
    return {
      end: this.window.base + index,
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

  /** From a row's first number to behind the bracket that closes it. */
  private row(first: number): number {
    const { window } = this;
    const { bytes, view } = window;
    let { values, count } = this;
    let i = first;
    while (bytes[i] !== closeBracket) {
      if (count === values.length) values = this.grown(count, window.base + i);
      if (count % markEvery === 0) this.marks.push(window.base + i);
      const end =
        bytes[i] === quote ? this.numberText(i, values, count) : this.number(bytes, view, i, values, count);
      if (end === -1) return -1;
      count++;
      i = end;
      if (bytes[i] !== comma) i = window.endOfTrivia(i);
      if (bytes[i] !== comma) break;
      i = window.endOfTrivia(i + 1);
    }
    this.count = count;
    return bytes[i] === closeBracket ? i + 1 : -1;
  }

  private numberText(start: number, values: Float64Array<ArrayBuffer>, index: number): number {
    const { text, window } = this;
    const place = window.base + start;
    const end = endOfNumberText(text, place);
    if (end === -1) return -1;
    values[index] = numberTexts.get(text.slice(place + 1, end - 1))!;
    return window.seek(end);
  }

  /** Reads one number by the grammar of JSON; the index behind it. Free of branches that follow no pattern. */
  private number(
    bytes: Uint8Array,
    view: DataView,
    start: number,
    values: Float64Array<ArrayBuffer>,
    index: number,
  ): number {
    let i = start;
    let code = bytes[i]!;
    // -1 where there is a sign: all that may stand here and is less than "0" is "-".
    const sign = (code - zero) >> 31;
    if ((sign & (code ^ minus)) !== 0) return -1;
    i -= sign;
    code = bytes[i]!;

    // The first six to nine significant digits go to `head`, all others to `tail`.
    let head = 0;
    let tail = 0;
    let tailDigits = 0;
    if (code === zero) {
      code = bytes[++i]!;
    } else {
      if (!isDigit(code)) return -1;
      do {
        if (head < 1e8) {
          head = head * 10 + (code - zero);
        } else {
          tail = tail * 10 + (code - zero);
          tailDigits++;
        }
        code = bytes[++i]!;
      } while (isDigit(code));
    }
    let exponent = 0;
    if (code === point) {
      const fraction = ++i;
      let four = view.getInt32(i, true);
      let others = notDigits(four);
      for (; others === 0; others = notDigits(four)) {
        if (tailDigits === 0 && head < 1e5) {
          head = head * 10_000 + valueOf(four - 0x30303030);
        } else {
          tail = tail * 10_000 + valueOf(four - 0x30303030);
          tailDigits += 4;
        }
        i += 4;
        four = view.getInt32(i, true);
      }
      const rest = (31 - Math.clz32(others & -others)) >> 3;
      // Zeros before the digits that are left; in two steps, because a shift by 32 is none.
      const value = valueOf(((four - 0x30303030) << 8) << (24 - 8 * rest));
      if (tailDigits === 0 && head < 1e5) {
        head = head * smallPowers[rest]! + value;
      } else {
        tail = tail * smallPowers[rest]! + value;
        tailDigits += rest;
      }
      i += rest;
      code = bytes[i]!;
      if (i === fraction) return -1;
      exponent = fraction - i;
    }
    if (isExponentMark(code)) {
      const mark = i++;
      if (bytes[i] === plus || bytes[i] === minus) i++;
      if (!isDigit(bytes[i]!)) return -1;
      while (isDigit(bytes[i]!)) i++;
      const written = Number(this.slice(mark + 1, i));
      exponent += Math.max(-largestExponent, Math.min(written, largestExponent)) | 0;
    }

    const magnitude = decimal(head, tail, tailDigits, exponent);
    values[index] = Number.isNaN(magnitude) ? this.slowly(start, i) : magnitude * (2 * sign + 1);
    return i;
  }

  private slowly(start: number, end: number): number {
    const value = Number(this.slice(start, end));
    this.overflows ||= !Number.isFinite(value);
    return value;
  }

  private slice(start: number, end: number): string {
    const { base } = this.window;
    return this.text.slice(base + start, base + end);
  }

  /** Makes room for as many numbers as the rest of the text may hold, if they go on like those so far. */
  private grown(count: number, place: number): Float64Array<ArrayBuffer> {
    const { text, values } = this;
    const each = (place - this.start) / count;
    const expected = Math.ceil((1.02 * (text.length - place)) / each) + gathered;
    this.values = new Float64Array(count + Math.max(expected, count / 2));
    this.values.set(values);
    return this.values;
  }
}

/**
 * The lowest bit that is set tells the first of four bytes that is no digit; 0 where all are. Adding 0x46 sets the highest
 * bit of a byte from 0x3a to 0xb9, subtracting 0x30 that of one below 0x30 or above 0xaf; a carry reaches only bytes
 * behind the first that is no digit.
 */
function notDigits(four: number): number {
  return ((four + 0x46464646) | (four - 0x30303030)) & 0x80808080;
}

/** The number of four digits from 0 to 9, the first of them in the lowest byte. */
function valueOf(digits: number): number {
  // Its lowest byte and its third one are now the two pairs.
  const pairs = Math.imul(digits, 10) + (digits >>> 8);
  return (pairs & 0xff) * 100 + ((pairs >>> 16) & 0xff);
}
