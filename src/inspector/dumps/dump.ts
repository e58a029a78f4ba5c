/** What is read from a user's dump: named arrays, and the problems on the way. */
import type { IssueCode, TextRange } from '../../model/modelIssue';
import type { Precision } from '../comparison/claim';

/** One array as the user wrote it. */
export interface NamedArray {
  /** As written; once in a dump. */
  readonly name: string;
  /** Any number of lengths; none for a single number. */
  readonly shape: readonly number[];
  /** Row-major, as many as the shape's product. */
  readonly values: Float64Array;
  readonly precision: Precision;
  /** Where it stands; undefined in a binary format. */
  readonly where?: TextRange;
}

export type DumpIssueCode =
  | IssueCode
  | 'unknown_format'
  | 'truncated'
  | 'damaged'
  | 'too_large'
  | 'abbreviated'
  | 'no_numbers'
  | 'unread_data';

/** A problem in a user's dump: a value, never an exception. */
export interface DumpIssue {
  readonly code: DumpIssueCode;
  /** What is wrong, in a sentence without a full stop. */
  readonly message: string;
  readonly expected: string;
  readonly found: string;
  /** Where it stands; undefined in a binary format. */
  readonly range?: TextRange;
}

/** What could be read, beside what could not. */
export interface DumpReading {
  readonly arrays: readonly NamedArray[];
  readonly issues: readonly DumpIssue[];
}

/** A reading of nothing but problems. */
export function unread(...issues: readonly DumpIssue[]): DumpReading {
  return { arrays: [], issues };
}
