/** A user's file or pasted text → what it claims of a network, whatever form it has. */
import type { Network } from '../../engine/network';
import type { TextRange } from '../../model/modelIssue';
import type { Claim } from '../comparison/claim';
import { readOutput } from '../comparison/readOutput';
import type { DumpIssue } from './dump';
import { DumpFile } from './dumpFile';
import { claimedQuantities, meaningsFor, meaningText } from './matching/layerShapes';
import { claimsOf, matchArrays } from './matching/matchArrays';
import type { Correction, Meaning } from './matching/matching';
import { readDump } from './readDump';

/** A user's numbers as they have them. */
export interface DumpContent {
  /** Of a file, with or without folders; of pasted text any. */
  readonly name: string;
  /** A file's, or a text's in UTF-8. */
  readonly bytes: Uint8Array;
}

/** What an array of a dump is taken for. */
export interface DumpArray {
  readonly name: string;
  readonly shape: readonly number[];
  /** Undefined where it is not compared. */
  readonly meaning: Meaning | undefined;
  /** Why, for the user; without a full stop. */
  readonly reason: string;
  /** All that it could be by its shape. */
  readonly choices: readonly { readonly meaning: Meaning; readonly text: string }[];
  /** Where it stands; absent in a binary format. */
  readonly where?: TextRange;
}

export interface ReadClaims {
  /** Undefined where there is nothing that can be compared. */
  readonly claims: readonly Claim[] | undefined;
  readonly issues: readonly DumpIssue[];
  /** In the order of the dump; none where it names layers and quantities itself. */
  readonly arrays: readonly DumpArray[];
}

/** @param corrections what the user says of arrays, by their names. */
export function readClaims(
  dump: DumpContent,
  network: Network,
  corrections: ReadonlyMap<string, Correction> = new Map(),
): ReadClaims {
  const read = readDump(dump);
  // What is wrong with JSON that has no arrays of its own is best said by the reader of our own output.
  if (read.format === 'run' || (read.format === 'json' && read.arrays.length === 0)) {
    const { text } = new DumpFile(dump.name, dump.bytes);
    return { ...readOutput(text, network), arrays: [] };
  }
  const { arrays, issues } = read;
  const matching = matchArrays(arrays, network, corrections);
  const claims = claimsOf(matching);
  const matched = new Map(matching.matched.map((match) => [match.array, match]));
  const reasons = new Map(matching.unmatched.map(({ array, reason }) => [array, reason]));
  return {
    claims: claims.length === 0 ? undefined : claims,
    issues,
    arrays: arrays.map((array) => {
      const { name, shape, where } = array;
      const match = matched.get(array);
      const isCompared = match !== undefined && match.confidence !== 'ambiguous';
      return {
        ...{ name, shape },
        meaning: isCompared ? { layer: match.layer, quantity: match.quantity } : undefined,
        reason: match?.reason ?? reasons.get(array) ?? '',
        choices: meaningsFor(network, claimedQuantities, shape).map((meaning) => ({
          meaning,
          text: meaningText(network, meaning),
        })),
        ...(where === undefined ? {} : { where }),
      };
    }),
  };
}
