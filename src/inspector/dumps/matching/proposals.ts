/** An array on its way to a layer: what its name says, and what it is proposed to be. */
import * as l10n from '@vscode/l10n';
import type { ClaimedQuantity } from '../../comparison/claim';
import type { NamedArray } from '../dump';
import type { ArrayName } from './arrayName';
import { claimedQuantities } from './layerShapes';
import type { MatchedArray, Meaning } from './matching';

export interface Candidate {
  readonly array: NamedArray;
  readonly name: ArrayName;
  /** What it can be by its name. */
  readonly quantities: readonly ClaimedQuantity[];
}

/** A match, or why there is none. */
export type Proposal = Omit<MatchedArray, 'array'> | { readonly reason: string };

export function isMatch(proposal: Proposal): proposal is Omit<MatchedArray, 'array'> {
  return 'layer' in proposal;
}

/** What an array can be by its name alone. */
export function quantitiesNamed({ subject, isGradient }: ArrayName): readonly ClaimedQuantity[] {
  switch (subject) {
    case 'weights':
      return ['dW'];
    case 'biases':
      return ['db'];
    case 'delta':
      return ['delta'];
    case 'z':
      return isGradient ? ['delta'] : ['z'];
    case 'a':
      // The gradient of an activation is no quantity of a comparison.
      return isGradient ? [] : ['a'];
    case undefined:
      return isGradient ? ['dW', 'db', 'delta'] : claimedQuantities;
  }
}

/** The first of several meanings, which the user should confirm. */
export function ambiguous(meanings: readonly Meaning[]): Proposal {
  const [first, ...alternatives] = meanings.map(({ layer, quantity }) => ({ layer, quantity }));
  return {
    ...first!,
    confidence: 'ambiguous',
    reason: l10n.t('name and shape leave it open what it is'),
    alternatives,
  };
}
