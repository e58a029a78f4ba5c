/** What an independent numeric derivative says of a gradient. Never only yes or no: it has limits of its own. */
import type { CentralDifference } from '../../engine/centralDifference';
import type { NumericCheck } from '../views';

/** What is compared, and what is known around it. The functions are only called where the answer hangs on them. */
export interface Evidence {
  readonly analytic: number;
  readonly numeric: CentralDifference;
  readonly isFloat32: boolean;
  /** The largest finite magnitude of the matrix that the gradient stands in; in float32 also of the δ that it is made of. */
  scale(): number;
  /** Whether the slope of the unit's activation is next to nothing in every sample. */
  isSaturated(): boolean;
}

/** Analytic and numeric derivatives that differ by less than this part of themselves agree. */
const TOLERANCE = 1e-6;
const TOLERANCE_FLOAT32 = 1e-3;

/** An error is estimated from how much extrapolations differ among themselves: so many times as much is allowed for. */
const CAUTION = 10;

/** What is smaller than this part of the matrix's largest gradient is 0 beside it. */
const NEGLIGIBLE = 1e-9;

/** Roundings of float32 that a sum of terms of both signs may have lost, against the largest of what it is made of. */
const LOST_IN_FLOAT32 = 64 * 2 ** -24;

export function verdictOn(evidence: Evidence): Pick<NumericCheck, 'relativeError' | 'verdict' | 'limit'> {
  const { analytic, numeric, isFloat32 } = evidence;
  const relativeError = relativeDifference(numeric.value, analytic);
  const is = (
    verdict: NumericCheck['verdict'],
    limit?: NonNullable<NumericCheck['limit']>,
  ): ReturnType<typeof verdictOn> => ({ relativeError, verdict, ...(limit === undefined ? {} : { limit }) });

  if (!Number.isFinite(numeric.value)) return is('precisionLimited', 'notFinite');
  // The losses are those of the same network in float64, which overflows later.
  if (!Number.isFinite(analytic)) return isFloat32 ? is('precisionLimited', 'float32') : is('fail');
  if (relativeError <= (isFloat32 ? TOLERANCE_FLOAT32 : TOLERANCE)) return is('pass');
  if (numeric.crossesKink) return is('kink');
  const difference = Math.abs(numeric.value - analytic);
  const uncertain = CAUTION * numeric.error;
  if (difference <= uncertain) {
    if (uncertain <= NEGLIGIBLE * evidence.scale()) return is('pass');
    return is('precisionLimited', evidence.isSaturated() ? 'saturation' : 'cancellation');
  }
  if (isFloat32 && difference <= LOST_IN_FLOAT32 * evidence.scale()) return is('precisionLimited', 'float32');
  return is('fail');
}

/** |x − y| / max(|x|, |y|); 0 where both are 0, NaN where one is. */
function relativeDifference(x: number, y: number): number {
  if (x === y) return 0;
  return Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y));
}
