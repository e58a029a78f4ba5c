/** Which layer and quantity each array of a dump is taken for. */
import type { ClaimedQuantity } from '../../comparison/claim';
import type { NamedArray } from '../dump';

export interface Meaning {
  /** Index of the layer in the model. */
  readonly layer: number;
  readonly quantity: ClaimedQuantity;
}

export interface MatchedArray extends Meaning {
  readonly array: NamedArray;
  /** By the user's own word, by its name, by its shape or place among the others, or one of several that it may be. */
  readonly confidence: 'corrected' | 'named' | 'inferred' | 'ambiguous';
  /** Why, for the user; without a full stop. */
  readonly reason: string;
  /** What else it may be. */
  readonly alternatives: readonly Meaning[];
}

export interface UnmatchedArray {
  readonly array: NamedArray;
  /** Why, for the user; without a full stop. */
  readonly reason: string;
}

/** Every array is in one of the two, in the order of the dump. No layer's quantity is matched twice. */
export interface Matching {
  readonly matched: readonly MatchedArray[];
  readonly unmatched: readonly UnmatchedArray[];
}

/** What the user says of an array. */
export type Correction = Meaning | 'ignore';

/** One text for each layer's quantity. */
export function meaningKey({ layer, quantity }: Meaning): string {
  return `${quantity} ${layer}`;
}
