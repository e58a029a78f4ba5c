/** The weights before an update, of which those after it are known. */
import type { Estimate, EstimatedNumber } from './estimate';
import { Pass } from './pass';
import type { Given, PassRules } from './passRules';

/** The search for an update's start ends after so many steps, or so many that are no shorter than the shortest before. */
const MOST_STEPS = 100;
const MOST_IN_VAIN = 5;

/** A step of at most this part of every parameter's tolerance is the last one. */
const SETTLED = 0.01;

/**
 * The rules with the parameters from which one step of gradient descent leads to the network's: W′ = W + η ∂L/∂W′, whose
 * gradient is taken at W′ and so found by going back again and again from what was found before.
 * @returns undefined where that does not settle.
 */
export function rulesBefore(rules: PassRules, rate: EstimatedNumber): PassRules | undefined {
  if (rate.value === 0) return rules;
  let before: Parameters = rules.given;
  let [shortest, inVain] = [Infinity, 0];
  for (let i = 0; i < MOST_STEPS; i++) {
    const next = steppedBack(rules, rules.with(withoutTolerance(before)), rate);
    const moved = Math.max(movedBy(next.weights, before.weights), movedBy(next.biases, before.biases));
    if (moved <= SETTLED) return rules.with(next);
    inVain = moved < shortest ? 0 : inVain + 1;
    if (inVain === MOST_IN_VAIN) return undefined;
    shortest = Math.min(shortest, moved);
    before = next;
  }
  return undefined;
}

type Parameters = Pick<Given, 'weights' | 'biases'>;

/** The parameters of `rules`, moved by the gradient at those of `before`. */
function steppedBack(rules: PassRules, before: PassRules, rate: EstimatedNumber): Parameters {
  const { network, arithmetic, given } = rules;
  const pass = new Pass(before, new Map());
  const moved = (parameter: Estimate, layer: number, quantity: 'dW' | 'db'): Estimate =>
    arithmetic.plus(parameter, arithmetic.scaled(pass.computed({ layer, quantity }).estimate, rate));
  return {
    weights: given.weights.map((weights, layer) =>
      network.layers[layer]!.parameters['weights'] === undefined ? weights : moved(weights, layer, 'dW'),
    ),
    biases: given.biases.map((biases, layer) => biases && moved(biases, layer, 'db')),
  };
}

/** Steps that settle lose nothing: the tolerance is that of the last one. */
function withoutTolerance({ weights, biases }: Parameters): Parameters {
  const bare = (x: Estimate): Estimate => ({ ...x, tolerance: new Float64Array(x.values.length) });
  return { weights: weights.map(bare), biases: biases.map((x) => x && bare(x)) };
}

/** The longest way of a number, in its tolerances. */
function movedBy(to: readonly (Estimate | undefined)[], from: readonly (Estimate | undefined)[]): number {
  let most = 0;
  to.forEach((parameter, layer) => {
    parameter?.values.forEach((value, i) => {
      const way = Math.abs(value - from[layer]!.values[i]!);
      if (way !== 0) most = Math.max(most, way / parameter.tolerance[i]!);
    });
  });
  return most;
}
