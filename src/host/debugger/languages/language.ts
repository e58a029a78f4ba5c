/** What is asked of a paused program in its own language. The expressions change nothing in it. */
import type { FoundArray } from '../foundArray';

export interface Language {
  /** For people. */
  readonly title: string;
  /** Which debug sessions speak it, by their types. */
  readonly sessionTypes: RegExp;
  /** Whether what an adapter lists under this name is a variable that an expression can name. */
  isVariable(name: string): boolean;
  /** An expression for the arrays in these variables: a list of `FoundArray`s as JSON in Base64. */
  survey(names: readonly string[]): string;
  /** An expression for some numbers of an array, counted row by row: their bytes, little-endian, in Base64. */
  piece(array: FoundArray, start: number, end: number): string;
}
