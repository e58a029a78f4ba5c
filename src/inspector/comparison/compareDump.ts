/** A user's file or pasted text against a run: read, matched to the network, compared. */
import type { Computation } from '../../engine/computation';
import type { Run } from '../../engine/run';
import type { DumpIssue } from '../dumps/dump';
import type { Correction } from '../dumps/matching/matching';
import { type DumpArray, type DumpContent, readClaims } from '../dumps/readClaims';
import { compare, type Compared } from './compare';
import type { Comparison } from './comparison';

export interface DumpComparison {
  readonly run: number;
  /** Undefined where the dump has nothing that can be compared. */
  readonly comparison: Comparison | undefined;
  readonly issues: readonly DumpIssue[];
  /** What its arrays were taken for, in their order; none where the dump says itself what they are. */
  readonly arrays: readonly DumpArray[];
}

/** What the user says that an array is. */
export interface ArrayCorrection {
  readonly name: string;
  readonly meaning: Correction;
}

/** @param id the run's number, passed on. */
export function* compareDump(
  run: Run,
  id: number,
  dump: DumpContent,
  corrections: readonly ArrayCorrection[],
): Computation<{ readonly view: DumpComparison; readonly compared: Compared | undefined }> {
  const said = new Map(corrections.map(({ name, meaning }) => [name, meaning]));
  const { claims, issues, arrays } = readClaims(dump, run.network, said);
  const compared = claims && (yield* compare(run, claims));
  return { view: { run: id, comparison: compared?.comparison, issues, arrays }, compared };
}
