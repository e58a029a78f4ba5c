/** A comparison without a driver: at once. */
import { complete } from '../../../../src/engine/computation';
import type { Run } from '../../../../src/engine/run';
import type { Claim } from '../../../../src/inspector/comparison/claim';
import { compare, type Comparison } from '../../../../src/inspector/comparison/compare';

export function compareNow(run: Run, claims: readonly Claim[]): Comparison {
  return complete(compare(run, claims));
}
