/** Finds the number that makes a mistake fit: a learning rate, a slope, a factor. */
import type { Estimate, EstimatedNumber } from './estimate';
import { sameShape } from './estimate';
import type { Divergence } from './mistakes/mistake';
import type { Deviation } from './pass';

/** Fewer independent numbers than this fit anything. */
const LEAST_EVIDENCE = 2;

/** A chosen number is told with at most so many digits. */
const MOST_DIGITS = 15;

/**
 * The number p for which `family(p)` is nearest to the claim at the step that diverges, on which p must have a linear effect:
 * least squares, each number weighted by how exact it is. Its tolerance is what they can be off by all together.
 * @returns undefined where too few numbers depend on p to say anything.
 */
export function fitNumber(
  { pass, step, claim }: Divergence,
  family: (p: number) => Deviation,
): EstimatedNumber | undefined {
  const [at0, at1] = [0, 1].map((p) => pass.with(family(p)).computed(step).estimate) as [Estimate, Estimate];
  if (!sameShape(claim, at0) || !sameShape(claim, at1)) return undefined;
  let [upper, lower, loosest] = [0, 0, 0];
  const moved = new Set<number>();
  claim.values.forEach((value, i) => {
    const effect = at1.values[i]! - at0.values[i]!;
    const unsure = Math.max(at0.tolerance[i]!, at1.tolerance[i]!);
    const loose = claim.tolerance[i]! + unsure + Number.MIN_VALUE;
    if (!(Math.abs(effect) > loose) || !Number.isFinite(value)) return;
    moved.add(i);
    const weight = effect / loose;
    upper += weight * ((value - at0.values[i]!) / loose);
    lower += weight * weight;
    loosest += Math.abs(weight);
  });
  if (
    evidence(moved, claim, step.quantity === 'dW' ? pass.rules.network.samples : Infinity) < LEAST_EVIDENCE
  ) {
    return undefined;
  }
  const tolerance = loosest / lower;
  return { value: rounded(upper / lower, tolerance), tolerance };
}

/** How many numbers are independent: a gradient of W has no higher rank than there are samples. */
function evidence(moved: ReadonlySet<number>, { columns }: Estimate, rank: number): number {
  const inColumns = new Map<number, number>();
  for (const i of moved) inColumns.set(i % columns, (inColumns.get(i % columns) ?? 0) + 1);
  return [...inColumns.values()].reduce((count, rows) => count + Math.min(rows, rank), 0);
}

/** The shortest number within the tolerance: what the user most likely wrote. */
export function rounded(value: number, tolerance: number): number {
  for (let digits = 1; digits <= MOST_DIGITS; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.abs(short - value) <= tolerance) return short;
  }
  return value;
}
