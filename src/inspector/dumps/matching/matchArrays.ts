/** Named arrays → layers and quantities, by names and shapes; the user may correct what is proposed. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../../../engine/network';
import type { Claim } from '../../comparison/claim';
import type { NamedArray } from '../dump';
import { readArrayName } from './arrayName';
import { fits, meaningText, misfitText } from './layerShapes';
import {
  type Correction,
  type MatchedArray,
  type Matching,
  meaningKey,
  type UnmatchedArray,
} from './matching';
import { withoutParameters } from './ownParameters';
import { placeByName, saysLayer } from './placeByName';
import { placeByShape } from './placeByShape';
import { type Candidate, isMatch, type Proposal, quantitiesNamed } from './proposals';

/**
 * Proposes what each array is.
 * @param arrays each with a name of its own.
 * @param corrections what the user says of arrays, by their names; the others are matched as if these were not there.
 */
export function matchArrays(
  arrays: readonly NamedArray[],
  network: Network,
  corrections: ReadonlyMap<string, Correction> = new Map(),
): Matching {
  const proposals = new Map<NamedArray, Proposal>();
  const candidates: Candidate[] = [];
  for (const array of arrays) {
    const correction = corrections.get(array.name);
    const name = readArrayName(array.name, network);
    const quantities = quantitiesNamed(name);
    if (correction !== undefined) proposals.set(array, corrected(array, correction, network));
    else if (quantities.length > 0) candidates.push({ array, name, quantities });
    else proposals.set(array, { reason: l10n.t('the gradient of an activation is not compared') });
  }
  const named = candidates.filter(saysLayer);
  const others = candidates.filter((candidate) => !saysLayer(candidate));
  const placed = [
    ...placeByName(named, network),
    ...placeByShape(others, others.length === arrays.length, network),
  ];
  for (const [{ array }, proposal] of withoutParameters(placed, network)) proposals.set(array, proposal);
  return withoutRepeats(
    arrays.map((array) => [array, proposals.get(array)!] as const),
    network,
  );
}

/** What a matching claims: all that is matched, but nothing that may as well be something else. */
export function claimsOf({ matched }: Matching): readonly Claim[] {
  return matched
    .filter(({ confidence }) => confidence !== 'ambiguous')
    .map(({ layer, quantity, array: { shape, values, precision, where } }) => ({
      layer,
      quantity,
      shape: shape.length === 0 ? [1] : shape,
      values,
      precision,
      ...(where === undefined ? {} : { where }),
    }));
}

function corrected({ shape }: NamedArray, correction: Correction, network: Network): Proposal {
  if (correction === 'ignore') return { reason: l10n.t('it is left out as you said') };
  const { layer, quantity } = correction;
  return fits(network, correction, shape)
    ? { layer, quantity, confidence: 'corrected', reason: l10n.t('you said so'), alternatives: [] }
    : { reason: misfitText(network, correction, shape) };
}

const byConfidence: readonly MatchedArray['confidence'][] = ['corrected', 'named', 'inferred', 'ambiguous'];

/** Of several arrays for one layer's quantity only the surest, or else the first: a training loop prints the same again. */
function withoutRepeats(proposals: readonly (readonly [NamedArray, Proposal])[], network: Network): Matching {
  const taken = new Map<string, NamedArray>();
  for (const confidence of byConfidence) {
    for (const [array, proposal] of proposals) {
      if (!isMatch(proposal) || proposal.confidence !== confidence) continue;
      const key = meaningKey(proposal);
      if (!taken.has(key)) taken.set(key, array);
    }
  }
  const matched: MatchedArray[] = [];
  const unmatched: UnmatchedArray[] = [];
  for (const [array, proposal] of proposals) {
    const owner = isMatch(proposal) ? taken.get(meaningKey(proposal)) : undefined;
    if (!isMatch(proposal)) unmatched.push({ array, reason: proposal.reason });
    else if (owner === array) matched.push({ array, ...proposal });
    else {
      const reason = l10n.t('{0} is "{1}" already', meaningText(network, proposal), owner!.name);
      unmatched.push({ array, reason });
    }
  }
  return { matched, unmatched };
}
