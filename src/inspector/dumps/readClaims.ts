/** A user's file or pasted text → what it claims of a network, whatever form it has. */
import type { Network } from '../../engine/network';
import type { Claim } from '../comparison/claim';
import { readOutput } from '../comparison/readOutput';
import type { DumpIssue } from './dump';
import { DumpFile } from './dumpFile';
import { claimsOf, matchArrays } from './matching/matchArrays';
import { readDump } from './readDump';

export interface ReadClaims {
  /** Undefined where there is nothing that can be compared. */
  readonly claims: readonly Claim[] | undefined;
  readonly issues: readonly DumpIssue[];
  /** Arrays that are not compared, and why. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/** @param dump its name with or without folders; of pasted text any. */
export function readClaims(
  dump: { readonly name: string; readonly bytes: Uint8Array },
  network: Network,
): ReadClaims {
  const read = readDump(dump);
  // What is wrong with JSON that has no arrays of its own is best said by the reader of our own output.
  if (read.format === 'run' || (read.format === 'json' && read.arrays.length === 0)) {
    const { text } = new DumpFile(dump.name, dump.bytes);
    return { ...readOutput(text, network), leftOut: [] };
  }
  const { arrays, issues } = read;
  const matching = matchArrays(arrays, network);
  const claims = claimsOf(matching);
  const ambiguous = matching.matched.filter(({ confidence }) => confidence === 'ambiguous');
  return {
    claims: claims.length === 0 ? undefined : claims,
    issues,
    leftOut: [...matching.unmatched, ...ambiguous].map(({ array, reason }) => ({ name: array.name, reason })),
  };
}
