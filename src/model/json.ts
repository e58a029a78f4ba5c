/** JSON values, and the one way in which the text of a model is walked: comments, trailing commas, bounded depth. */
import { type JSONVisitor, visit } from 'jsonc-parser';
import type { Span } from './lines';

export type Json = null | boolean | number | string | JsonList | JsonObject;
export type JsonList = readonly Json[];
/** An object without a prototype, so that no key of a file can reach one. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
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
export function walkJson(text: string, visitor: JSONVisitor): Span | undefined {
  let depth = 0;
  let tooDeep: Span | undefined;
  const enter = (offset: number, length: number): void => {
    depth++;
    if (depth <= maximumDepth) return;
    tooDeep = spanOf(offset, length);
    endWalk();
  };
  try {
    visit(
      withoutByteOrderMark(text),
      {
        ...visitor,
        onObjectBegin: (...at) => {
          enter(at[0], at[1]);
          visitor.onObjectBegin?.(...at);
        },
        onObjectEnd: (...at) => {
          depth--;
          visitor.onObjectEnd?.(...at);
        },
        onArrayBegin: (...at) => {
          enter(at[0], at[1]);
          visitor.onArrayBegin?.(...at);
        },
        onArrayEnd: (...at) => {
          depth--;
          visitor.onArrayEnd?.(...at);
        },
      },
      { allowTrailingComma: true },
    );
  } catch (error) {
    if (!(error instanceof EndOfWalk)) throw error;
  }
  return tooDeep;
}

/** The mark that some editors put first becomes a space, so that offsets stay. */
function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

export function spanOf(offset: number, length: number): Span {
  return { start: offset, end: offset + length };
}

/** Whether a value is an object rather than a list or a scalar. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

export function isList(value: Json | undefined): value is JsonList {
  return Array.isArray(value);
}
