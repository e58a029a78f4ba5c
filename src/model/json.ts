/** JSON values, and the one way in which the text of a model is walked: comments, trailing commas, bounded depth. */
import { printParseErrorCode, visit } from 'jsonc-parser';
import type { Span } from './lines';
import type { JsonPath } from './modelIssue';
import { NumericArray } from './numericArray';
import { Skeleton } from './skeleton';

export type Json = null | boolean | number | string | JsonList | JsonObject;
export type JsonList = readonly Json[] | NumericArray;
/** An object without a prototype, so that no key of a file can reach one. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export type ParserError = ReturnType<typeof printParseErrorCode>;

/** What a walk meets, in the order of the text, with the place of the bracket, key or value. */
export interface JsonVisitor {
  readonly onObjectBegin?: (start: number, end: number) => void;
  readonly onObjectProperty?: (key: string, start: number, end: number) => void;
  readonly onObjectEnd?: (start: number, end: number) => void;
  readonly onArrayBegin?: (start: number, end: number) => void;
  readonly onArrayEnd?: (start: number, end: number) => void;
  readonly onLiteralValue?: (
    value: null | boolean | number | string,
    start: number,
    end: number,
    path: () => JsonPath,
  ) => void;
  /** A whole list of numbers; a short one may come as a list of literal values instead. */
  readonly onNumbers: (numbers: NumericArray, path: () => JsonPath) => void;
  readonly onError?: (error: ParserError, start: number, end: number) => void;
}

/** Lists and objects inside each other; a model needs five levels. */
export const maximumDepth = 64;

/** Ends a walk from inside a visitor: jsonc-parser has no other way to leave, and recurses once a level. */
class EndOfWalk extends Error {}

/** Ends the walk that is under way. */
export function endWalk(): never {
  throw new EndOfWalk();
}

/**
 * Visits the text by jsonc-parser, never deeper than `maximumDepth`.
 * @returns where the text goes deeper, which ends the walk; undefined where it does not.
 */
export function walkJson(text: string, visitor: JsonVisitor): Span | undefined {
  return walkSkeleton(Skeleton.of(text), visitor);
}

/** Texts of more characters are scanned anew by each look at them. */
const MOST_KEPT = 2 ** 25;
let kept: { readonly text: string; readonly skeleton: Skeleton } | undefined;

/** The same for one who will look at the same text again: its lists of numbers are not scanned a second time. */
export function walkAgain(text: string, visitor: JsonVisitor): void {
  if (kept?.text !== text) kept = { text, skeleton: Skeleton.of(text) };
  const { skeleton } = kept;
  if (text.length > MOST_KEPT) kept = undefined;
  walkSkeleton(skeleton, visitor);
}

function walkSkeleton(skeleton: Skeleton, visitor: JsonVisitor): Span | undefined {
  const error = skeleton.numbers.size === 0 ? undefined : firstError(skeleton);
  // Behind an error the library searches on among all that follows, numbers and their commas too.
  return walk(error === undefined ? skeleton : skeleton.withNumbersBefore(error), visitor);
}

function firstError(skeleton: Skeleton): number | undefined {
  let first: number | undefined;
  walk(skeleton, {
    onNumbers: () => undefined,
    onError: (_error, start) => {
      first = start;
      endWalk();
    },
  });
  return first;
}

function walk(skeleton: Skeleton, visitor: JsonVisitor): Span | undefined {
  let depth = 0;
  let tooDeep: Span | undefined;
  let isNumbers = false;
  const enter = (start: number, end: number): void => {
    depth++;
    if (depth <= maximumDepth) return;
    tooDeep = { start, end };
    endWalk();
  };
  const startOf = (offset: number): number => skeleton.originalOf(offset);
  const endOf = (offset: number, length: number): number =>
    length === 0 ? startOf(offset) : skeleton.originalOf(offset + length - 1) + 1;
  const enterNumbers = (numbers: NumericArray): void => {
    const { start, isMatrix } = numbers;
    enter(start, start + 1);
    if (isMatrix && depth === maximumDepth) {
      visitor.onArrayBegin?.(start, start + 1);
      const row = numbers.at([0])!;
      enter(row.start, row.start + 1);
    }
  };
  try {
    visit(
      skeleton.text,
      {
        onObjectBegin: (offset, length) => {
          const start = startOf(offset);
          const end = endOf(offset, length);
          enter(start, end);
          visitor.onObjectBegin?.(start, end);
        },
        onObjectProperty: (key, offset, length) => {
          visitor.onObjectProperty?.(key, startOf(offset), endOf(offset, length));
        },
        onObjectEnd: (offset, length) => {
          depth--;
          visitor.onObjectEnd?.(startOf(offset), endOf(offset, length));
        },
        onArrayBegin: (offset, length, _line, _column, path) => {
          const numbers = skeleton.numbers.get(offset);
          isNumbers = numbers !== undefined;
          if (numbers !== undefined) {
            enterNumbers(numbers);
            visitor.onNumbers(numbers, path);
            return;
          }
          const start = startOf(offset);
          const end = endOf(offset, length);
          enter(start, end);
          visitor.onArrayBegin?.(start, end);
        },
        onArrayEnd: (offset, length) => {
          depth--;
          if (!isNumbers) visitor.onArrayEnd?.(startOf(offset), endOf(offset, length));
          isNumbers = false;
        },
        onLiteralValue: (value: null | boolean | number | string, offset, length, _line, _column, path) => {
          visitor.onLiteralValue?.(value, startOf(offset), endOf(offset, length), path);
        },
        onError: (error, offset, length) => {
          visitor.onError?.(printParseErrorCode(error), startOf(offset), endOf(offset, length));
        },
      },
      { allowTrailingComma: true },
    );
  } catch (error) {
    if (!(error instanceof EndOfWalk)) throw error;
  }
  return tooDeep;
}

/** Whether a value is an object rather than a list or a scalar. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

export function isList(value: Json | undefined): value is JsonList {
  return Array.isArray(value) || value instanceof NumericArray;
}

/** The elements of a list, each a value of its own. */
export function elementsOf(list: JsonList): readonly Json[] {
  return list instanceof NumericArray ? list.elements() : list;
}

/** Whether a list has lists in it. */
export function hasLists(list: JsonList): boolean {
  return list instanceof NumericArray ? list.isMatrix : list.some(isList);
}
