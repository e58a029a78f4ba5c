/** A comparison without a driver: at once. */
import { complete } from '../../../../src/engine/computation';
import type { Run } from '../../../../src/engine/run';
import type { Claim } from '../../../../src/inspector/comparison/claim';
import { compare } from '../../../../src/inspector/comparison/compare';
import type { Comparison } from '../../../../src/inspector/comparison/comparison';

export function compareNow(run: Run, claims: readonly Claim[]): Comparison {
  return complete(compare(run, claims)).comparison;
}
