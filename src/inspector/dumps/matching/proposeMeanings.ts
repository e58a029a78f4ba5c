/** What arrays are taken for by their names and shapes alone, before anyone reads their numbers. */
import type { Network } from '../../../engine/network';
import type { ArrayHeader, ProposedMeaning } from '../../views';
import { readArrayName } from './arrayName';
import { meaningText } from './layerShapes';
import { matchArrays } from './matchArrays';

/** Without its numbers an array is no parameter's own; whatever is compared in the end is matched again with them. */
const unread = { values: new Float64Array(0), precision: { kind: 'float64' } } as const;

/**
 * Proposes what each array is.
 * @param headers each with a name of its own.
 * @returns one proposal each, in their order.
 */
export function proposeMeanings(
  headers: readonly ArrayHeader[],
  network: Network,
): readonly ProposedMeaning[] {
  const { matched, unmatched } = matchArrays(
    headers.map((header) => ({ ...header, ...unread })),
    network,
  );
  const meanings = new Map(matched.map((match) => [match.array.name, match]));
  const reasons = new Map(unmatched.map(({ array, reason }) => [array.name, reason]));
  return headers.map(({ name }) => {
    const match = meanings.get(name);
    return {
      isNamed: saysQuantity(name, network),
      meaning: match === undefined ? undefined : meaningText(network, match),
      isSure: match !== undefined && match.confidence !== 'ambiguous',
      reason: match?.reason ?? reasons.get(name) ?? '',
    };
  });
}

function saysQuantity(name: string, network: Network): boolean {
  const { subject, isGradient } = readArrayName(name, network);
  return subject !== undefined || isGradient;
}
