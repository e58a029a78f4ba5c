/** One gradient the slow way: change the number a little, see what the loss does. */
import type { CellRef } from '../../engine/cell';
import { matrixOf, readCell } from '../../engine/cells';
import { differentiate } from '../../engine/centralDifference';
import type { Computation } from '../../engine/computation';
import type { Run } from '../../engine/run';
import { columnsOf } from '../../engine/tensor';
import type { NumericCheck } from '../views';
import { verdictOn } from './verdict';

/** A slope of less than this lets nothing through that a difference of losses could show. */
const SATURATED = 1e-6;

/**
 * Compares a gradient of the run with its central difference in float64.
 * @throws RangeError for a number that is no gradient.
 */
export function* checkCell(run: Run, cell: CellRef): Computation<NumericCheck> {
  const isFloat32 = run.network.spec.dtype === 'float32';
  // The trace of a float32 run is not the float64 one that the differences start from.
  const known = isFloat32 ? {} : { trace: run.forward };
  const numeric = yield* differentiate(run.network, cell, known);
  const verdict = verdictOn({
    analytic: readCell(run, cell),
    numeric,
    isFloat32,
    scale: () => scaleOf(run, cell),
    isSaturated: () => isSaturated(run, cell),
  });
  return {
    value: numeric.value,
    error: numeric.error,
    step: numeric.step,
    ...verdict,
    ...(numeric.left === undefined ? {} : { left: numeric.left }),
    ...(numeric.right === undefined ? {} : { right: numeric.right }),
  };
}

/** A matrix of float32 may be nothing but roundings, of sums whose terms are as large as what they were made of. */
function scaleOf(run: Run, cell: CellRef): number {
  const { spec, loss } = run.network;
  const own = largestFinite(matrixOf(run, cell)?.data ?? []);
  if (spec.dtype !== 'float32') return own;
  // A parameter's gradient may have a factor that the δ it is made of do not have.
  const factor = cell.quantity === 'parameterGradient' ? loss.gradientScale : 1;
  const made = run.backward.deltas.slice(cell.layer).map(({ data }) => factor * largestFinite(data));
  return Math.max(own, ...made);
}

function largestFinite(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  return largest;
}

/** Column and unit are the same number in δ and in every parameter's gradient. */
function isSaturated(run: Run, { layer = 0, column }: CellRef): boolean {
  const slopes = run.backward.activationDerivatives[layer];
  if (slopes === undefined) return false;
  const units = columnsOf(slopes);
  for (let i = column; i < slopes.data.length; i += units) {
    if (Math.abs(slopes.data[i]!) > SATURATED) return false;
  }
  return true;
}
