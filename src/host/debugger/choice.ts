/** Which of a frame’s arrays the user is asked about, and in which order. */
import type { ProposedMeaning } from '../../inspector/views';
import type { FoundArray } from './foundArray';

/** An array with what it is taken for. */
export interface Candidate {
  readonly array: FoundArray;
  readonly proposal: ProposedMeaning;
}

export interface Choice {
  /** Taken for a layer’s quantity, or called like one; what is taken for one comes first. */
  readonly candidates: readonly Candidate[];
  /** Arrays of which nothing is known. */
  readonly others: readonly Candidate[];
}

/** @param proposals one for each array, in their order. */
export function choiceOf(arrays: readonly FoundArray[], proposals: readonly ProposedMeaning[]): Choice {
  const all = arrays
    .map((array, i): Candidate => ({ array, proposal: proposals[i]! }))
    // A single number that is no layer’s is a learning rate, a loss or a counter.
    .filter(({ array, proposal }) => array.shape.length > 0 || proposal.meaning !== undefined);
  const isKnown = ({ proposal }: Candidate): boolean => proposal.isSure || proposal.isNamed;
  return {
    candidates: all.filter(isKnown).sort((a, b) => Number(b.proposal.isSure) - Number(a.proposal.isSure)),
    others: all.filter((candidate) => !isKnown(candidate)),
  };
}
