/** Arrays whose names say a layer, by number or by its own name. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../../../engine/network';
import { type NumberedArray, type Numbering, numberingsOf } from './layerNumbering';
import { fits, meaningsFor, misfitText, sizeText } from './layerShapes';
import { ambiguous, type Candidate, isMatch, type Proposal } from './proposals';

/** Whether a name says a layer. */
export function saysLayer({ name }: Candidate): boolean {
  return name.layer !== undefined || name.number !== undefined;
}

/**
 * Proposes a layer and quantity for arrays whose names say a layer, each by itself but counted in one way: indices of a
 * list in one, numbers in words in another, because a program may have `dW1` beside `layers[0]`.
 */
export function placeByName(
  candidates: readonly Candidate[],
  network: Network,
): ReadonlyMap<Candidate, Proposal> {
  const numbered = new Map(
    candidates.flatMap((candidate) => {
      const array = numberedArray(candidate, network);
      return array === undefined ? [] : [[candidate, array] as const];
    }),
  );
  const numberingsFor = (isIndex: boolean): readonly Numbering[] =>
    numberingsOf([...numbered].flatMap(([{ name }, array]) => (name.isIndex === isIndex ? [array] : [])));
  const numberings = { words: numberingsFor(false), indices: numberingsFor(true) };
  return new Map(
    candidates.map((candidate) => {
      const array = numbered.get(candidate);
      return [
        candidate,
        array === undefined
          ? propose(candidate, candidate.name.layer!, l10n.t('the layer’s name stands in its name'), network)
          : proposeCounted(
              candidate,
              array,
              candidate.name.isIndex ? numberings.indices : numberings.words,
              network,
            ),
      ] as const;
    }),
  );
}

/** Undefined where the layer's own name is without a number, and so beyond doubt. */
function numberedArray({ array, name, quantities }: Candidate, network: Network): NumberedArray | undefined {
  const named = name.layer === undefined ? undefined : network.layers[name.layer]!.name;
  if (name.number === undefined || (named !== undefined && !/\d/.test(named))) return undefined;
  return {
    number: name.number,
    namedLayer: name.layer,
    isModule: name.isModule,
    fitsLayer: (layer) => quantities.some((quantity) => fits(network, { layer, quantity }, array.shape)),
  };
}

function proposeCounted(
  candidate: Candidate,
  array: NumberedArray,
  numberings: readonly Numbering[],
  network: Network,
): Proposal {
  const [usual, ...others] = numberings;
  const layer = usual?.layerOf(array);
  if (usual === undefined || layer === undefined) return { reason: l10n.t('its number is no layer’s') };
  const proposal = propose(candidate, layer, usual.reason, network);
  // An index of a module alone does not tell whether activations are modules too.
  if (!isMatch(proposal) || !array.isModule) return proposal;
  const layers = new Set([usual, ...others].map(({ layerOf }) => layerOf(array)));
  const meanings = [...layers].flatMap((other) =>
    other !== undefined && array.fitsLayer(other) ? [{ ...proposal, layer: other }] : [],
  );
  return meanings.length === 1 ? proposal : ambiguous(meanings);
}

function propose(
  { array, name, quantities }: Candidate,
  layer: number,
  reason: string,
  network: Network,
): Proposal {
  const meanings = meaningsFor(network, quantities, array.shape, layer);
  const [only] = meanings;
  if (only === undefined) {
    return {
      reason:
        quantities.length === 1
          ? misfitText(network, { layer, quantity: quantities[0]! }, array.shape)
          : l10n.t('nothing in layer {0} is {1}', layer + 1, sizeText(array.shape)),
    };
  }
  const isSaid = name.subject !== undefined;
  // A number alone, as in "x1", says too little.
  if (meanings.length > 1 || !(isSaid || name.isGradient || name.layer !== undefined))
    return ambiguous(meanings);
  return { ...only, confidence: isSaid ? 'named' : 'inferred', reason, alternatives: [] };
}
