/** A problem in a user's model file: a value, never an exception. */
import type { LossName } from '../engine/losses';

export type IssueCode =
  | 'invalid_json'
  | 'duplicate_key'
  | 'forbidden_key'
  | 'too_deep'
  | 'not_a_model'
  | 'missing'
  | 'wrong_type'
  | 'unknown_key'
  | 'unknown_layer'
  | 'unknown_activation'
  | 'unknown_loss'
  | 'unknown_value'
  | 'invalid_parameter'
  | 'not_a_number'
  | 'ragged_array'
  | 'wrong_shape'
  | 'units_mismatch'
  | 'input_width'
  | 'target_shape'
  | 'class_index'
  | 'duplicate_name'
  | 'unknown_source'
  | 'unknown_name'
  | 'empty_batch'
  | 'double_activation'
  | 'unsupported'
  | 'more_issues';

export type JsonPath = readonly (string | number)[];

/** A range of the text, as offsets in UTF-16 code units and as line and column, all from 0. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

export interface TextPosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A change of the text that surely mends an issue, as far as the reader knows it; `src/model/fixes/` makes edits of it. */
export type Remedy =
  /** The marked text is a misspelt name. */
  | { readonly kind: 'name'; readonly name: string }
  /** What the layer's `units` should be. */
  | { readonly kind: 'units'; readonly units: number }
  /** The matrix fits with rows and columns swapped. */
  | { readonly kind: 'transpose' }
  /** So does every matrix if the file says that it writes them so. */
  | { readonly kind: 'layout'; readonly layout: 'in_out' | 'out_in' }
  /** A flat list stands where rows are wanted. */
  | { readonly kind: 'brackets' }
  /** Class indices stand where rows of so many numbers are wanted. */
  | { readonly kind: 'one_hot'; readonly classes: number }
  /** The targets are as this loss reads them. */
  | { readonly kind: 'loss'; readonly loss: LossName };

export interface ModelIssue {
  readonly severity: 'error' | 'warning';
  readonly code: IssueCode;
  /** What is wrong, in a sentence without a full stop. */
  readonly message: string;
  readonly path: JsonPath;
  readonly range: TextRange;
  readonly expected: string;
  readonly found: string;
  /** Other places that take part, such as the other side of a shape mismatch. */
  readonly related?: readonly {
    readonly message: string;
    readonly path: JsonPath;
    readonly range: TextRange;
  }[];
  readonly remedies?: readonly Remedy[];
}
