/** Every gradient of a network, or some of each matrix, against central differences: the whole check. */
import { readCell } from '../../engine/cells';
import type { Computation } from '../../engine/computation';
import type { Run } from '../../engine/run';
import type { CheckedGradient, CheckedParameter, CheckOptions, GradientCheck, Verdict } from '../views';
import { checkCell } from './checkCell';
import { strataOf } from './sample';

/** So many gradients are listed that are not simply right. */
const LISTED = 100;

/** From what matters most. */
const ORDER: readonly Verdict[] = ['fail', 'kink', 'precisionLimited', 'pass'];

/**
 * @param id the run's number, passed on.
 * @param onChecked called with how many gradients have been checked, of how many.
 */
export function* checkGradients(
  run: Run,
  id: number,
  options: CheckOptions,
  onChecked: (done: number, all: number) => void,
): Computation<GradientCheck> {
  const strata = strataOf(run.network, options);
  const all = strata.reduce((sum, { cells }) => sum + cells.length, 0);
  const notable: CheckedGradient[] = [];
  const parameters: CheckedParameter[] = [];
  let done = 0;
  for (const { layer, parameter, total, cells } of strata) {
    const checked: CheckedGradient[] = [];
    for (const cell of cells) {
      const check = yield* checkCell(run, cell);
      checked.push({ cell, analytic: readCell(run, cell), check });
      onChecked(++done, all);
    }
    const worst = checked.toSorted(byImportance)[0];
    parameters.push({
      ...{ layer, parameter, total, checked: checked.length, verdicts: countsOf(checked) },
      ...(worst === undefined ? {} : { worst }),
    });
    notable.push(...checked.filter(({ check }) => check.verdict !== 'pass'));
  }
  const judged = parameters.flatMap(({ worst }) => (worst === undefined ? [] : [worst]));
  return {
    run: id,
    total: strata.reduce((sum, { total }) => sum + total, 0),
    checked: all,
    seed: options.seed,
    verdicts: sumOf(parameters.map(({ verdicts }) => verdicts)),
    largestError: Math.max(
      0,
      ...judged.filter(({ check }) => check.verdict === 'pass').map(({ check }) => check.relativeError),
    ),
    parameters,
    notable: notable.sort(byImportance).slice(0, LISTED),
  };
}

/** Failures first, each kind by how far it is off. */
function byImportance(a: CheckedGradient, b: CheckedGradient): number {
  const kind = ORDER.indexOf(a.check.verdict) - ORDER.indexOf(b.check.verdict);
  return kind === 0 ? distanceOf(b) - distanceOf(a) : kind;
}

function distanceOf({ check }: CheckedGradient): number {
  return Number.isNaN(check.relativeError) ? Infinity : check.relativeError;
}

function countsOf(checked: readonly CheckedGradient[]): Readonly<Record<Verdict, number>> {
  const of = (verdict: Verdict): number => checked.filter(({ check }) => check.verdict === verdict).length;
  return { pass: of('pass'), fail: of('fail'), kink: of('kink'), precisionLimited: of('precisionLimited') };
}

function sumOf(counts: readonly Readonly<Record<Verdict, number>>[]): Readonly<Record<Verdict, number>> {
  const of = (verdict: Verdict): number => counts.reduce((sum, each) => sum + each[verdict], 0);
  return { pass: of('pass'), fail: of('fail'), kink: of('kink'), precisionLimited: of('precisionLimited') };
}
