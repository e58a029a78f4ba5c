/** One gradient the slow way: change the number a little, see what the loss does. */
import type { CellRef } from '../engine/cell';
import { readCell } from '../engine/cells';
import { differentiate } from '../engine/centralDifference';
import type { Computation } from '../engine/computation';
import type { Run } from '../engine/run';
import type { NumericCheck } from './views';

/** Analytic and numeric derivatives closer than this agree. */
const TOLERANCE = 1e-6;
const TOLERANCE_FLOAT32 = 1e-3;

/**
 * Compares a gradient of the run with its central difference in float64.
 * @throws RangeError for a number that is no gradient.
 */
export function* checkCell(run: Run, cell: CellRef): Computation<NumericCheck> {
  const analytic = readCell(run, cell);
  // The trace of a float32 run is not the float64 one that the differences start from.
  const known = run.network.spec.dtype === 'float64' ? { trace: run.forward } : {};
  const numeric = yield* differentiate(run.network, cell, known);
  const relativeError = relativeDifference(numeric.value, analytic);
  const tolerance = run.network.spec.dtype === 'float32' ? TOLERANCE_FLOAT32 : TOLERANCE;
  // Where the true value is tiny, what the loss's last digits allow is the measure.
  const agrees = relativeError <= tolerance || Math.abs(numeric.value - analytic) <= numeric.error;
  return {
    value: numeric.value,
    step: numeric.step,
    relativeError,
    verdict: agrees ? 'agrees' : numeric.crossesKink ? 'kink' : 'differs',
    ...(numeric.left === undefined ? {} : { left: numeric.left }),
    ...(numeric.right === undefined ? {} : { right: numeric.right }),
  };
}

function relativeDifference(x: number, y: number): number {
  if (x === y) return 0;
  return Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y));
}
