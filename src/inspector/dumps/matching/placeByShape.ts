/** Arrays whose names say no layer: by their order, which is that of the layers in a list of gradients, or by shape. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../../../engine/network';
import type { ClaimedQuantity } from '../../comparison/claim';
import { givenName } from '../arrayNames';
import { fits, meaningsFor, sizeText } from './layerShapes';
import type { Meaning } from './matching';
import { ambiguous, type Candidate, type Proposal } from './proposals';

/**
 * Proposes layers and quantities by order and shape.
 * @param isAll whether these are all arrays of the dump.
 */
export function placeByShape(
  candidates: readonly Candidate[],
  isAll: boolean,
  network: Network,
): ReadonlyMap<Candidate, Proposal> {
  // The only array of a dump is called after its file, which may say anything.
  const isOpen = ({ array, name }: Candidate): boolean =>
    givenName(array.name) === '' ||
    (isAll && candidates.length === 1) ||
    name.subject !== undefined ||
    name.isGradient;
  const inOrder = new Map(
    [...groupsOf(candidates)].flatMap((group) => {
      const meanings = meaningsInOrder(group, network);
      return group.map((candidate, i) => [candidate, meanings?.[i]] as const);
    }),
  );
  return new Map(
    candidates.map((candidate): readonly [Candidate, Proposal] => {
      if (!isOpen(candidate)) return [candidate, { reason: l10n.t('its name says no quantity of a layer') }];
      const meaning = inOrder.get(candidate);
      return [
        candidate,
        meaning === undefined
          ? proposeByShape(candidate, network)
          : {
              ...meaning,
              confidence: 'inferred',
              reason: l10n.t('the arrays stand in the order of the layers'),
              alternatives: [],
            },
      ];
    }),
  );
}

/** Arrays of the same kind, such as all without a name. */
function groupsOf(candidates: readonly Candidate[]): Iterable<readonly Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { subject, isGradient } = candidate.name;
    const key = `${subject ?? givenName(candidate.array.name)} ${isGradient}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [candidate]);
    else group.push(candidate);
  }
  return groups.values();
}

/** What the arrays are when they go through the layers, forwards or backwards, without a gap; undefined where they do not. */
function meaningsInOrder(group: readonly Candidate[], network: Network): readonly Meaning[] | undefined {
  const layers = network.layers.map(({ index }) => index);
  const quantities = group[0]!.quantities;
  const runs: readonly (readonly ClaimedQuantity[])[] = [
    ...(quantities.includes('dW') && quantities.includes('db') ? [['dW', 'db'] as const] : []),
    ...(quantities.length === 1 || quantities[0] === 'dW' ? [quantities.slice(0, 1)] : []),
  ];
  for (const run of runs) {
    for (const order of [layers, layers.toReversed()]) {
      const meanings = order.flatMap((layer) => run.map((quantity) => ({ layer, quantity })));
      const isRight =
        meanings.length === group.length && meanings.every((m, i) => fits(network, m, group[i]!.array.shape));
      if (isRight) return meanings;
    }
  }
  return undefined;
}

function proposeByShape({ array, quantities }: Candidate, network: Network): Proposal {
  const meanings = meaningsFor(network, quantities, array.shape);
  if (meanings.length > 1) return ambiguous(meanings);
  return meanings.length === 0
    ? { reason: l10n.t('nothing that it could be is {0}', sizeText(array.shape)) }
    : {
        ...meanings[0]!,
        confidence: 'inferred',
        reason: l10n.t('nothing else has its shape'),
        alternatives: [],
      };
}
