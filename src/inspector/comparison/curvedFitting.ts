/** Finds the number that makes a mistake fit where its effect is not linear: it begins so, and bends. */
import { type Estimate, type EstimatedNumber, sameShape } from './estimate';
import { fitNumber, rounded } from './fitting';
import type { Divergence } from './mistakes/mistake';
import type { Deviation } from './pass';

/** A search ends after so many steps. */
const MOST_STEPS = 12;

/** How far the claim may be from the way in which the number moves the step, as 1 − cosine: of the first guess, and the share of that after each step. */
const ASTRAY = 0.5;
const STRAIGHTENED = 1 / 4;

/** No step comes nearer than that. */
const LEAST_ASTRAY = 1e-3;

/**
 * Each step fits what share of the effect so far it must be, and the secant through two steps leads to the next. It ends
 * where the whole effect is the share, or where the claim turns out to be another way.
 * @param family undefined for a number that cannot be tried.
 * @param start a number so small that its effect is linear.
 */
export function fitCurved(
  divergence: Divergence,
  family: (p: number) => Deviation | undefined,
  start: number,
): EstimatedNumber | undefined {
  const [none, some] = [family(0), family(start)];
  const guess = none && some && effectOf(divergence, none, some);
  if (guess === undefined || !(guess.astray <= ASTRAY)) return undefined;
  let at = start * guess.share;
  let last = { at: 0, miss: at };
  for (let i = 0; i < MOST_STEPS && at > 0 && at < Infinity; i++) {
    const deviation = family(at);
    if (deviation === undefined) {
      at = (at + last.at) / 2;
      continue;
    }
    const { astray } = effectOf(divergence, none!, deviation);
    if (!(astray <= Math.max(ASTRAY * STRAIGHTENED ** i, LEAST_ASTRAY))) return undefined;
    const share = fitNumber(divergence, (q) => (q === 0 ? none! : deviation));
    if (share === undefined) return undefined;
    const tolerance = at * share.tolerance;
    if (share.value === 1) return { value: rounded(at, tolerance), tolerance };
    const miss = at * (share.value - 1);
    const next = at - (miss * (at - last.at)) / (miss - last.miss);
    last = { at, miss };
    at = next;
  }
  return undefined;
}

/** The share of a deviation's effect that comes nearest to the claim, and how far it is astray, as 1 − cosine. */
function effectOf(
  { pass, step, claim }: Divergence,
  none: Deviation,
  some: Deviation,
): { readonly share: number; readonly astray: number } {
  const [at0, at1] = [none, some].map((deviation) => pass.with(deviation).computed(step).estimate) as [
    Estimate,
    Estimate,
  ];
  let [both, effects, gaps] = [0, 0, 0];
  if (!sameShape(claim, at0)) return { share: 0, astray: Infinity };
  claim.values.forEach((value, i) => {
    const loose = claim.tolerance[i]! + at0.tolerance[i]! + Number.MIN_VALUE;
    const effect = (at1.values[i]! - at0.values[i]!) / loose;
    const gap = (value - at0.values[i]!) / loose;
    both += effect * gap;
    effects += effect ** 2;
    gaps += gap ** 2;
  });
  return { share: both / effects, astray: 1 - both / Math.sqrt(effects * gaps) };
}
