/** Walks through a user's numbers in the order of computation, and supposes mistakes until each is explained. */
import type { Computation } from '../../engine/computation';
import type { NetworkLayer } from '../../engine/network';
import { workOf } from '../../engine/run';
import { agree, type Estimate, relativeDifference } from './estimate';
import { mistakes } from './mistakes';
import type { Divergence, Hypothesis, Mistake } from './mistakes/mistake';
import { keyOf, type Pass, type Step, stepsOf } from './pass';

/** A mistake that makes the user's numbers. */
export interface Verdict {
  /** The first step that it explains. */
  readonly step: Step;
  readonly mistake: Mistake;
  readonly hypothesis: Hypothesis;
  /** The largest error that it leaves in what it explains. */
  readonly relativeError: number;
  /** Others that explain the same as simply. */
  readonly ties: readonly Omit<Verdict, 'ties'>[];
}

export interface Findings {
  /** In the order in which their first wrong steps are computed. */
  readonly verdicts: readonly Verdict[];
  /** The first wrong step, and those behind it that no verdict before explains. */
  readonly divergences: readonly Step[];
  /** How many of these no mistake explains. */
  readonly unexplained: number;
  /** The pass with all verdicts at work. */
  readonly pass: Pass;
}

/** More mistakes than this are not told apart any more. */
const MOST_MISTAKES = 6;

/**
 * @param ours our results by step.
 * @param candidates the mistakes that are supposed; with none, only the first wrong steps are found.
 */
export function* diagnose(
  pass: Pass,
  ours: ReadonlyMap<string, Estimate>,
  candidates: readonly Mistake[] = Object.values(mistakes),
): Computation<Findings> {
  const walk = new Walk(ours, pass);
  const network = pass.rules.network;
  const possible = candidates.filter((mistake) => mistake.applies(network));
  const verdicts: Verdict[] = [];
  const divergences: Step[] = [];
  const given = new Set<string>();
  let unexplained = 0;
  let believed = pass;
  for (;;) {
    const index = walk.firstDivergence(believed, given);
    const step = walk.steps[index];
    if (step === undefined) break;
    divergences.push(step);
    const verdict =
      verdicts.length < MOST_MISTAKES
        ? yield* walk.explain(believed, step, index, given, possible)
        : undefined;
    if (verdict === undefined) {
      unexplained++;
      given.add(keyOf(step));
      believed = walk.doubting(believed, step);
    } else {
      verdicts.push(verdict);
      believed = believed.with(verdict.hypothesis.deviation);
    }
  }
  return { verdicts, divergences, unexplained, pass: believed };
}

/** An explanation on trial. */
interface Trial {
  readonly mistake: Mistake;
  readonly hypothesis: Hypothesis;
  readonly pass: Pass;
  /** Index of the first step that it does not explain. */
  readonly reach: number;
}

class Walk {
  readonly steps: readonly Step[];
  /** Multiply-adds that trying a supposition is like: at most those of a backward pass. */
  readonly #work: number;

  constructor(
    readonly ours: ReadonlyMap<string, Estimate>,
    { rules }: Pass,
  ) {
    this.steps = stepsOf(rules);
    this.#work = workOf(rules.network).backward;
  }

  /**
   * The index of the first step whose claim neither follows from the user's own numbers before it nor is right; the number
   * of steps where there is none.
   * @param given steps that are known to be wrong and have no explanation.
   */
  firstDivergence(pass: Pass, given: ReadonlySet<string>): number {
    const index = this.steps.findIndex((step) => !given.has(keyOf(step)) && !this.#holds(pass, step));
    return index < 0 ? this.steps.length : index;
  }

  /** The simplest mistake that explains the step and the most behind it. */
  *explain(
    pass: Pass,
    step: Step,
    index: number,
    given: ReadonlySet<string>,
    candidates: readonly Mistake[],
  ): Computation<Verdict | undefined> {
    const claim = pass.claims.get(keyOf(step))!;
    const divergence: Divergence = { step, claim, pass, suspects: this.#suspects(pass, step) };
    const trials: Trial[] = [];
    for (const mistake of candidates) {
      let best: Trial | undefined;
      for (const hypothesis of mistake.hypotheses(divergence)) {
        yield this.#work;
        const supposed = pass.with(hypothesis.deviation);
        if (!this.#holds(supposed, step)) continue;
        const reach = this.firstDivergence(supposed, given);
        if (reach <= index) continue;
        const trial = { mistake, hypothesis, pass: supposed, reach };
        if (best === undefined || isBetter(trial, best)) best = trial;
      }
      if (best !== undefined) trials.push(best);
    }
    const [first, ...others] = trials.sort(inOrder);
    if (first === undefined) return undefined;
    const ties = others.filter((other) => !isBetter(first, other));
    const errors = [first, ...ties].map((trial) => this.#error(trial, index));
    // What fits equally well differs by rounding alone.
    const relativeError = Math.max(...errors);
    const verdict = ({ mistake, hypothesis }: Trial): Omit<Verdict, 'ties'> => ({
      step,
      mistake,
      hypothesis,
      relativeError,
    });
    return { ...verdict(first), ties: ties.map(verdict) };
  }

  /** What was not given and cannot be right, where the step is wrong and nobody knows why. */
  doubting(pass: Pass, { layer, quantity }: Step): Pass {
    switch (quantity) {
      case 'a':
        return this.#doubtingUnlessGiven(pass, { layer, quantity: 'z' });
      case 'dW': {
        // With one sample db is δ itself: where that is right, only dW is wrong.
        const bias = { layer, quantity: 'db' } as const;
        const isRight = pass.claims.has(keyOf(bias)) && this.#holds(pass, bias);
        if (isRight && pass.rules.network.samples === 1) return pass;
        return this.#doubtingUnlessGiven(pass, { layer, quantity: 'delta' });
      }
      case 'db':
        // A right dW, where there is one, speaks for δ.
        return pass.claims.has(keyOf({ layer, quantity: 'dW' }))
          ? pass
          : this.#doubtingUnlessGiven(pass, { layer, quantity: 'delta' });
      case 'z':
      case 'delta':
        return pass;
    }
  }

  #doubtingUnlessGiven(pass: Pass, step: Step): Pass {
    return pass.claims.has(keyOf(step)) ? pass : pass.doubting(step);
  }

  #holds(pass: Pass, step: Step): boolean {
    const claim = pass.claims.get(keyOf(step));
    if (claim === undefined) return true;
    const { estimate, deviates, doubtful } = pass.computed(step);
    if (doubtful || agree(claim, estimate)) return true;
    return !deviates && agree(claim, this.ours.get(keyOf(step))!);
  }

  /** The step's own layer and those behind it, up to one of which something was given, which was right. */
  #suspects({ claims, rules }: Pass, step: Step): readonly NetworkLayer[] {
    const { layers } = rules.network;
    const suspects: NetworkLayer[] = [];
    if (step.quantity === 'z' || step.quantity === 'a') return suspects;
    if (step.quantity !== 'delta' && claims.has(keyOf({ layer: step.layer, quantity: 'delta' })))
      return suspects;
    for (const layer of layers.slice(step.layer)) {
      const wasGiven = (['delta', 'dW', 'db'] as const).some((quantity) =>
        claims.has(keyOf({ layer: layer.index, quantity })),
      );
      if (layer.index > step.layer && wasGiven) break;
      suspects.push(layer);
    }
    return suspects;
  }

  /** The largest error that is left in what the trial explains. */
  #error({ pass, reach }: Trial, from: number): number {
    let largest = 0;
    for (const step of this.steps.slice(from, reach)) {
      const claim = pass.claims.get(keyOf(step));
      if (claim === undefined) continue;
      const { estimate, doubtful } = pass.computed(step);
      if (!doubtful) largest = Math.max(largest, relativeDifference(claim, estimate));
    }
    return largest;
  }
}

/** Whether it explains more than the other, or as much with fewer numbers chosen to fit. */
function isBetter(x: Trial, y: Trial): boolean {
  if (x.reach !== y.reach) return x.reach > y.reach;
  return x.hypothesis.fitted < y.hypothesis.fitted;
}

/** The better one first; of equals, whose order is the table's, the unusual ones last. */
function inOrder(x: Trial, y: Trial): number {
  if (isBetter(x, y)) return -1;
  if (isBetter(y, x)) return 1;
  return Number(x.hypothesis.isUnusual ?? false) - Number(y.hypothesis.isUnusual ?? false);
}
