/** A user's own numbers, as a comparison takes them. */
import type { TextRange } from '../../model/modelIssue';

/** What of a layer the numbers are said to be: in the notes' letters, as the command line's output names them. */
export type ClaimedQuantity = 'z' | 'a' | 'delta' | 'dW' | 'db';

/** One array of a user's, matched to a layer. Its layout is as the user has it: conventions are found later. */
export interface Claim {
  /** Index of the layer in the model. */
  readonly layer: number;
  readonly quantity: ClaimedQuantity;
  /** One or two lengths; row-major. */
  readonly shape: readonly number[];
  readonly values: Float64Array;
  readonly precision: Precision;
  /** Where it stands in the user's text; absent where that is not known. */
  readonly where?: TextRange;
}

/** How exact the numbers are as they were written down. */
export type Precision =
  | { readonly kind: 'float64' | 'float32' }
  /** Decimal text: so many significant digits, or a last digit of this size where digits are counted after the point. */
  | { readonly kind: 'digits'; readonly significant: number }
  | { readonly kind: 'decimals'; readonly last: number };
