/** What a comparison of a user's numbers with a run says. */
import type { Network } from '../../engine/network';
import { layerNumber } from '../../engine/symbols';
import type { Latex } from '../../engine/term';
import type { TextRange } from '../../model/modelIssue';
import { flatGradient, whole } from '../formulas';
import type { ClaimedQuantity } from './claim';
import type { Convention } from './conventions/convention';
import type { MistakeId, MistakeParameters } from './mistakes/mistake';
import type { Step } from './pass';

export interface Comparison {
  /** Whether every number given is right, in the user's conventions. */
  readonly matches: boolean;
  readonly conventions: readonly Pick<Convention, 'id' | 'documentation' | 'notation'>[];
  /** Index of the first quantity that is wrong; undefined where none is. */
  readonly firstDivergence: number | undefined;
  /** The mistakes that make these numbers, the first wrong one's first; none where no known one does. */
  readonly diagnoses: readonly Diagnosis[];
  /** Mistakes that were supposed for the first wrong quantity, and do not make it. */
  readonly ruledOut: readonly MistakeId[];
  /** In the order of computation. */
  readonly quantities: readonly ComparedQuantity[];
}

export interface Diagnosis {
  readonly mistake: MistakeId;
  /** The layer whose rule is wrong; null for a mistake that concerns the whole pass. */
  readonly layer: string | null;
  readonly parameters: MistakeParameters;
  /** The largest error that the mistake leaves unexplained, as a part of the largest number. */
  readonly relativeError: number;
  readonly explanation: string;
  /** Index of the first quantity that it makes wrong. */
  readonly quantity: number;
  /** As it was computed, what is wrong in it boxed. */
  readonly formula: Latex;
}

export interface ComparedQuantity {
  /** The layer's name and its index. */
  readonly layer: string;
  readonly layerIndex: number;
  readonly quantity: ClaimedQuantity;
  readonly symbol: Latex;
  /** `follows`: not ours, but what the right rule makes of the user's own numbers before it. */
  readonly status: 'match' | 'wrong' | 'follows' | 'missing';
  /** The largest difference from ours, as a part of our largest number; null where nothing was given. */
  readonly maxRelativeError: number | null;
  /** The largest difference that counts as none, likewise. */
  readonly tolerance: number | null;
  /** Where it stands in the user's text; absent where that is not known. */
  readonly where?: TextRange;
}

/** The symbol of a step's result. */
export function symbolOf(network: Network, { layer: index, quantity }: Step): Latex {
  const layer = network.layers[index]!;
  const l = layerNumber(index);
  const gradient = (parameter: string): Latex =>
    flatGradient(network, layer.rule.parameters[parameter]!, l, {});
  switch (quantity) {
    case 'z':
    case 'a':
    case 'delta':
      return whole(network.notation, quantity, l, false);
    case 'dW':
      return gradient('weights');
    case 'db':
      return gradient('biases');
  }
}
