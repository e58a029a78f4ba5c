/** A user's matrix beside ours, at the resolution at which both are drawn. */
import { tensor, type Tensor } from '../../engine/tensor';
import { pool, poolingOf } from '../pooling';
import type { Place } from '../views';
import { agreesAt, type Estimate, sameShape } from './estimate';

export interface ComparedMatrixRequest {
  /** Index among the comparison's quantities. */
  readonly quantity: number;
  readonly maxRows: number;
  readonly maxColumns: number;
}

export interface ComparedMatrix {
  readonly rows: number;
  readonly columns: number;
  /**
   * Of the places below; fewer than the matrix's where that is larger: a place then shows the largest magnitude of its
   * numbers, with its sign.
   */
  readonly shownRows: number;
  readonly shownColumns: number;
  readonly yours: Float64Array;
  readonly reference: Float64Array;
  /** yours ÷ reference, 0 where both are 0, and yours − reference. */
  readonly ratio: Float64Array;
  readonly difference: Float64Array;
  /** 1 where a number is further off than rounding explains. */
  readonly wrong: Uint8Array;
  /** How many numbers are wrong. */
  readonly wrongs: number;
  /** The number that is furthest off; undefined where none is off. */
  readonly worst: (Place & { readonly yours: number; readonly reference: number }) | undefined;
  /** The ratios of all numbers where both are finite and ours is not 0; undefined where there are none. */
  readonly ratios: { readonly median: number; readonly least: number; readonly most: number } | undefined;
  /** Pearson's coefficient of yours and reference; NaN where one of them does not vary. */
  readonly correlation: number;
  /** Pairs (reference, yours) of numbers spread over the whole matrix, for a plot. */
  readonly points: Float64Array;
}

/** So many pairs make a plot. */
const MOST_POINTS = 1000;

/** @returns undefined where the user's has another shape. */
export function comparedMatrix(
  yours: Estimate,
  reference: Estimate,
  request: ComparedMatrixRequest,
): ComparedMatrix | undefined {
  if (!sameShape(yours, reference)) return undefined;
  const { rows, columns } = reference;
  const [mine, ours] = [yours.values, reference.values];
  const of = (data: Float64Array): Tensor => tensor([rows, columns], data);
  const ratio = mine.map((value, i) => (value === 0 && ours[i] === 0 ? 0 : value / ours[i]!));
  const difference = mine.map((value, i) => value - ours[i]!);
  const wrong = mine.map((_, i) => Number(!agreesAt(yours, reference, i)));
  const window = {
    matrix: { quantity: 'input' } as const,
    ...{ rowStart: 0, rowEnd: rows, columnStart: 0, columnEnd: columns },
    ...{ maxRows: request.maxRows, maxColumns: request.maxColumns },
  };
  const pooling = poolingOf(of(mine), window);
  const shown = (data: Float64Array): Float64Array => pool(of(data), pooling);
  return {
    rows,
    columns,
    shownRows: pooling.rows,
    shownColumns: pooling.columns,
    yours: shown(mine),
    reference: shown(ours),
    ratio: shown(ratio),
    difference: shown(difference),
    wrong: Uint8Array.from(shown(wrong)),
    wrongs: wrong.reduce((sum, one) => sum + one, 0),
    worst: worstOf(yours, reference, wrong),
    ratios: ratiosOf(ratio, ours),
    correlation: correlation(mine, ours),
    points: pointsOf(mine, ours),
  };
}

function worstOf(
  { values: mine, columns }: Estimate,
  { values: ours }: Estimate,
  wrong: Float64Array,
): ComparedMatrix['worst'] {
  let [at, largest] = [-1, -1];
  wrong.forEach((isWrong, i) => {
    const gap = Math.abs(mine[i]! - ours[i]!);
    // What is not finite on one side only is furthest off.
    const size = Number.isNaN(gap) ? Infinity : gap;
    if (isWrong === 1 && size > largest) [at, largest] = [i, size];
  });
  if (at < 0) return undefined;
  return { row: Math.floor(at / columns), column: at % columns, yours: mine[at]!, reference: ours[at]! };
}

function ratiosOf(ratio: Float64Array, ours: Float64Array): ComparedMatrix['ratios'] {
  const sorted = ratio.filter((value, i) => Number.isFinite(value) && ours[i] !== 0).sort();
  if (sorted.length === 0) return undefined;
  return { least: sorted[0]!, median: sorted[sorted.length >>> 1]!, most: sorted.at(-1)! };
}

/** Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²), of numbers scaled to at most 1, so that no square overflows. */
function correlation(xs: Float64Array, ys: Float64Array): number {
  const centred = (values: Float64Array): Float64Array => {
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
    const mean = values.reduce((sum, value) => sum + value / largest, 0) / values.length;
    return values.map((value) => value / largest - mean);
  };
  const [x, y] = [centred(xs), centred(ys)];
  const dot = (u: Float64Array, v: Float64Array): number =>
    u.reduce((sum, value, i) => sum + value * v[i]!, 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

function pointsOf(mine: Float64Array, ours: Float64Array): Float64Array {
  const count = Math.min(mine.length, MOST_POINTS);
  const points = new Float64Array(2 * count);
  for (let k = 0; k < count; k++) {
    const i = Math.floor((k * mine.length) / count);
    points[2 * k] = ours[i]!;
    points[2 * k + 1] = mine[i]!;
  }
  return points;
}
