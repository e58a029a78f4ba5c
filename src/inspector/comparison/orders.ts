/** The order in which a user's rows stand, where their numbers tell it. */
import { agree, type Estimate, rowsAt, sameShape } from './estimate';

/** So many samples are told apart by their rows, each of which is compared with each. */
const MOST_BY_ROWS = 256;

/** So many where only a sum over the samples is known: all their orders are tried. */
const MOST_BY_SUM = 8;

/** So many numbers of a sum are looked at: of these, evenly from all, those that an order moves most. */
const LOOKED_AT = 24;
const LOOKED_AMONG = 4096;

/** A sum that is no farther than so many times what its rounding allows may be the one. */
const FITTING = 4;

/**
 * Where many are not much farther than that, one fits by chance. With two independent numbers, which is the least, one of so
 * many is by chance among those that fit in one case of thousands.
 */
const NEAR = 1000;
const MOST_NEAR = 10;

export interface Order {
  /** For each row the sample that stands there. */
  readonly samples: readonly number[];
  /** Whether it is the only one that explains the numbers. */
  readonly isOnly: boolean;
}

/** The rows, row k being the one `shift` places further; behind the last comes the first. */
export function shifted(x: Estimate, shift: number): Estimate {
  return rowsAt(
    x,
    Array.from({ length: x.rows }, (_, k) => (k + shift) % x.rows),
  );
}

/**
 * The order in which the claim's rows are those of the samples.
 * @param rowsOf what they are when row k is of the sample `shift` places further.
 * @returns undefined where there is none but the batch's own.
 */
export function orderOfRows(claim: Estimate, rowsOf: (shift: number) => Estimate): Order | undefined {
  const m = claim.rows;
  if (m > MOST_BY_ROWS || !sameShape(claim, rowsOf(0))) return undefined;
  const fitting = Array.from({ length: m }, (): number[] => []);
  for (let shift = 0; shift < m; shift++) {
    const rows = rowsOf(shift);
    fitting.forEach((samples, k) => {
      if (agree(rowsAt(claim, [k]), rowsAt(rows, [k]))) samples.push((k + shift) % m);
    });
  }
  const samples = assigned(fitting);
  if (samples === undefined || displacedBy(samples) === 0) return undefined;
  return { samples, isOnly: fitting.every(({ length }) => length === 1) };
}

/** One of its candidates for each row, each only once, the first one where that can be: augmenting paths. */
function assigned(candidates: readonly (readonly number[])[]): readonly number[] | undefined {
  const rowOf = new Map<number, number>();
  const place = (row: number, tried: Set<number>): boolean =>
    candidates[row]!.some((sample) => {
      if (tried.has(sample)) return false;
      tried.add(sample);
      const other = rowOf.get(sample);
      if (other !== undefined && !place(other, tried)) return false;
      rowOf.set(sample, row);
      return true;
    });
  if (!candidates.every((_, row) => place(row, new Set()))) return undefined;
  const samples: number[] = [];
  for (const [sample, row] of rowOf) samples[row] = sample;
  return samples;
}

/**
 * The order in which δ's rows meet those of a, where only Aᵀ Δ is known.
 * @param rowsOf δ when row k is of the sample `shift` places further.
 * @param tolerance of each number, of any order.
 * @returns undefined where there is none but the batch's own, or the numbers cannot tell it.
 */
export function orderOfSum(
  claim: Estimate,
  a: Estimate,
  rowsOf: (shift: number) => Estimate,
  tolerance: Float64Array,
): Order | undefined {
  const m = a.rows;
  if (m > MOST_BY_SUM) return undefined;
  const deltas = Array.from({ length: m }, (_, shift) => rowsOf(shift));
  if (claim.rows !== a.columns || claim.columns !== deltas[0]!.columns) return undefined;
  const loose = tolerance.map((own, i) => own + claim.tolerance[i]! + Number.MIN_VALUE);
  /** What the number at `i` has of sample k where δ's row is `shift` places further, in units of its tolerance. */
  const termAt = (i: number, k: number, shift: number): number => {
    const [row, column] = [Math.floor(i / claim.columns), i % claim.columns];
    const { values, columns } = deltas[shift]!;
    return (a.values[k * a.columns + row]! * values[k * columns + column]!) / loose[i]!;
  };
  const stride = Math.ceil(claim.values.length / LOOKED_AMONG);
  const indices = Array.from({ length: Math.ceil(claim.values.length / stride) }, (_, e) => e * stride)
    .map((i) => ({ i, moved: spreadOf(m, (k, shift) => termAt(i, k, shift)) }))
    .filter(({ moved }) => moved > NEAR)
    .sort((x, y) => y.moved - x.moved)
    .slice(0, LOOKED_AT)
    .map(({ i }) => i);
  if (indices.length < 2) return undefined;
  const terms = Array.from({ length: m }, (_, k) =>
    Array.from({ length: m }, (_, sample) =>
      Float64Array.from(indices, (i) => termAt(i, k, (sample - k + m) % m)),
    ),
  );
  const wanted = Float64Array.from(indices, (i) => claim.values[i]! / loose[i]!);
  const near = nearOrders(terms, wanted);
  const fits = near.filter(({ distance }) => distance <= FITTING);
  const [best] = fits.sort((x, y) => displacedBy(x.samples) - displacedBy(y.samples));
  if (best === undefined || near.length - fits.length > MOST_NEAR) return undefined;
  if (displacedBy(best.samples) === 0) return undefined;
  return { samples: best.samples, isOnly: fits.length === 1 };
}

/** By how much the terms of one number can differ at most. */
function spreadOf(m: number, termAt: (k: number, shift: number) => number): number {
  let spread = 0;
  for (let k = 0; k < m; k++) {
    const terms = Array.from({ length: m }, (_, shift) => termAt(k, shift));
    spread += Math.max(...terms) - Math.min(...terms);
  }
  return spread;
}

interface NearOrder {
  readonly samples: readonly number[];
  /** The largest one of any number. */
  readonly distance: number;
}

/** The orders of which the sums of terms are near the wanted ones. */
function nearOrders(terms: readonly (readonly Float64Array[])[], wanted: Float64Array): readonly NearOrder[] {
  const m = terms.length;
  const bounds = boundsOf(terms);
  const found: NearOrder[] = [];
  const visit = (samples: readonly number[], left: Float64Array): void => {
    const { least, most } = bounds[samples.length]!;
    if (left.some((gap, e) => gap < least[e]! - NEAR || gap > most[e]! + NEAR)) return;
    if (samples.length === m) {
      found.push({ samples, distance: left.reduce((far, gap) => Math.max(far, Math.abs(gap)), 0) });
      return;
    }
    terms[samples.length]!.forEach((term, sample) => {
      if (samples.includes(sample)) return;
      visit(
        [...samples, sample],
        left.map((gap, e) => gap - term[e]!),
      );
    });
  };
  visit([], wanted);
  return found;
}

/** What the rows from each one on can add up to. */
function boundsOf(
  terms: readonly (readonly Float64Array[])[],
): readonly { readonly least: Float64Array; readonly most: Float64Array }[] {
  const zero = new Float64Array(terms[0]![0]!.length);
  const bounds = [{ least: zero, most: zero }];
  for (const ofRow of terms.toReversed()) {
    const { least, most } = bounds[0]!;
    bounds.unshift({
      least: least.map((sum, e) => sum + Math.min(...ofRow.map((term) => term[e]!))),
      most: most.map((sum, e) => sum + Math.max(...ofRow.map((term) => term[e]!))),
    });
  }
  return bounds;
}

/** How many rows are not their own sample's. */
export function displacedBy(samples: readonly number[]): number {
  return samples.filter((sample, row) => sample !== row).length;
}
