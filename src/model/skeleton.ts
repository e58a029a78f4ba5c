/**
 * A text without what the library need not see: long white space becomes a line break, lists of numbers become `[]`. What is
 * left reads alike and is short; places in it lead back to places in the text.
 */
import {
  endOfComment,
  endOfSpace,
  endOfString,
  endOfTrivia,
  isSpace,
  openBracket,
  quote,
  slash,
} from './lexemes';
import { NumericArray } from './numericArray';
import { NumberScanner } from './scanNumbers';

/** A part of the text that is left out. */
interface Cut {
  readonly start: number;
  readonly end: number;
  /** What stands there; white space where undefined. */
  readonly numbers: NumericArray | undefined;
}

/** White space of so many characters is cut: jsonc-parser collects it character by character. */
const longSpace = 16;

/** Shorter lists of numbers are left to the library: an object for each would cost more than its numbers. */
const longList = 32;

const byteOrderMark = '\uFEFF';

export class Skeleton {
  readonly text: string;
  /** The lists of numbers that were cut, by the place in `text` of their `[]`. */
  readonly numbers = new Map<number, NumericArray>();
  /** From each of these places on, up to the next, the original is so far away. */
  private readonly places: number[] = [0];
  private readonly distances: number[] = [0];
  private current = 0;

  private constructor(
    private readonly original: string,
    private readonly cuts: readonly Cut[],
  ) {
    const parts: string[] = [];
    let length = 0;
    let end = 0;
    for (const cut of cuts) {
      parts.push(original.slice(end, cut.start));
      length += cut.start - end;
      if (cut.numbers === undefined) {
        // A line break, because one may end a comment or a text that is not closed.
        parts.push('\n');
      } else {
        this.numbers.set(length, cut.numbers);
        parts.push('[]');
        // The closing bracket is the list's own.
        this.leadBack(length + 1, cut.end - 1);
      }
      length += cut.numbers === undefined ? 1 : 2;
      end = cut.end;
      this.leadBack(length, end);
    }
    this.text = cuts.length === 0 ? original : parts.join('') + original.slice(end);
  }

  static of(text: string): Skeleton {
    return new Skeleton(text, findCuts(text));
  }

  /** The same with the lists of numbers that start at a place of the original, or behind it, put back. */
  withNumbersBefore(place: number): Skeleton {
    return new Skeleton(
      this.original,
      this.cuts.filter(({ numbers, start }) => numbers === undefined || start < place),
    );
  }

  /** The place in the original of a character of `text`; quick where it is near the last one that was asked for. */
  originalOf(place: number): number {
    const { places } = this;
    while (place < places[this.current]!) this.current--;
    while (this.current + 1 < places.length && place >= places[this.current + 1]!) this.current++;
    return place + this.distances[this.current]!;
  }

  private leadBack(place: number, original: number): void {
    this.places.push(place);
    this.distances.push(original - place);
  }
}

function findCuts(text: string): readonly Cut[] {
  const cuts: Cut[] = [];
  const scanner = new NumberScanner(text);
  let i = 0;
  if (text.startsWith(byteOrderMark)) cuts.push({ start: 0, end: ++i, numbers: undefined });
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === quote) {
      i = endOfString(text, i);
    } else if (code === slash) {
      i = Math.max(endOfComment(text, i), i + 1);
    } else if (isSpace(code)) {
      const start = i;
      i = endOfSpace(text, start);
      if (i - start >= longSpace) cuts.push({ start, end: i, numbers: undefined });
    } else {
      const isLong = code === openBracket && !isShortList(text, i);
      const numbers = isLong ? NumericArray.find(scanner, i) : undefined;
      if (numbers !== undefined && numbers.end - i >= longList) {
        cuts.push({ start: i, end: numbers.end, numbers });
        i = numbers.end;
      } else {
        i++;
      }
    }
  }
  return cuts;
}

/** Whether the list at a bracket is a short one without lists in it. */
function isShortList(text: string, start: number): boolean {
  return (
    text.slice(start, start + longList).includes(']') &&
    text.charCodeAt(endOfTrivia(text, start + 1)) !== openBracket
  );
}
