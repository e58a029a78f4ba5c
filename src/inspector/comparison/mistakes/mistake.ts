/** What a mistake's one file exports. */
import type { Network, NetworkLayer } from '../../../engine/network';
import type { Latex } from '../../../engine/term';
import type { Estimate } from '../estimate';
import type { Deviation, Pass, Step } from '../pass';
import type { PassRules } from '../passRules';

export type MistakeId =
  | 'sign_flipped'
  | 'not_averaged_over_batch'
  | 'averaged_twice'
  | 'loss_factor_missing'
  | 'gradient_accumulated'
  | 'bias_averaged'
  | 'bias_summed'
  | 'spurious_output_derivative'
  | 'softmax_jacobian_diagonal'
  | 'missing_activation_derivative'
  | 'derivative_of_activation_value'
  | 'wrong_activation_derivative'
  | 'relu_mask_from_gradient'
  | 'weights_not_transposed'
  | 'own_weights_used'
  | 'preactivation_instead_of_activation'
  | 'own_activation_used'
  | 'transposed_gradient'
  | 'one_sample_only'
  | 'samples_shuffled'
  | 'updated_weights_used'
  | 'stale_forward_values'
  | 'wrong_leaky_slope'
  | 'constant_factor';

/** Numbers and words that a mistake has beside its place, such as the learning rate. */
export type MistakeParameters = Readonly<Record<string, number | string>>;

export interface Mistake {
  readonly id: MistakeId;
  /** The formula as it was computed, what is wrong in it boxed; `l` is the layer. */
  readonly formula: Latex;
  /** What the user is told, in their language; `where` is "layer “hidden”", or "the whole pass". */
  sentence(where: string, parameters: MistakeParameters): string;
  /** Whether the network gives any occasion for it. */
  applies(network: Network): boolean;
  /** Ways in which it may have been made, given where the numbers first go wrong; the most usual one first. */
  hypotheses(divergence: Divergence): Iterable<Hypothesis>;
}

/** Where a user's numbers first are not what follows from their own earlier ones. */
export interface Divergence {
  readonly step: Step;
  readonly claim: Estimate;
  readonly pass: Pass;
  /** The layers whose δ may be the first wrong one, nearest first. */
  readonly suspects: readonly NetworkLayer[];
}

/** One way to have made a mistake. */
export interface Hypothesis {
  /** Index of the layer whose rule is wrong; null where it concerns the whole pass. */
  readonly layer: number | null;
  readonly parameters: MistakeParameters;
  /** How many numbers were chosen to fit. */
  readonly fitted: number;
  /** Seldom made: told behind others that fit as well. */
  readonly isUnusual?: true;
  readonly deviation: Deviation;
}

/** Without anything that was fitted. */
export function supposed(
  layer: number | null,
  deviation: Deviation,
  parameters: MistakeParameters = {},
): Hypothesis {
  return { layer, parameters, fitted: 0, deviation };
}

/** δ of one layer is made in another way. */
export function atDelta(layer: number, make: (pass: Pass) => Estimate): Deviation {
  return (pass, step) => (step.layer === layer && step.quantity === 'delta' ? make(pass) : undefined);
}

/** ∂L/∂W of one layer is made in another way. */
export function atWeights(layer: number, make: (pass: Pass) => Estimate): Deviation {
  return (pass, step) => (step.layer === layer && step.quantity === 'dW' ? make(pass) : undefined);
}

/** The parameters' gradients, or some of them, are made from the right ones in another way, in every layer. */
function atGradients(
  quantities: readonly ('dW' | 'db')[],
  make: (pass: Pass, right: Estimate) => Estimate,
): Deviation {
  return (pass, step) =>
    quantities.some((quantity) => quantity === step.quantity) ? make(pass, pass.byRule(step)) : undefined;
}

/** δ of the output is the right one times a factor, and all else follows. */
export function outputScaled({ layers }: Network, factor: number): Deviation {
  const layer = layers.length - 1;
  return atDelta(layer, (pass) =>
    pass.rules.arithmetic.scaled(pass.byRule({ layer, quantity: 'delta' }), factor),
  );
}

/** The parameters' gradients are the right ones times a factor, in every layer. */
export function gradientsScaled(quantities: readonly ('dW' | 'db')[], factor: number): Deviation {
  return atGradients(quantities, (pass, right) => pass.rules.arithmetic.scaled(right, factor));
}

/** It concerns the forward pass, too. */
export function ofForward(deviation: Deviation): Deviation {
  return Object.assign((pass: Pass, step: Step) => deviation(pass, step), { isForward: true } as const);
}

/** Some steps are made by the rules of a pass that starts from other numbers. */
export function byOtherRules(rules: PassRules, concerns: (step: Step) => boolean): Deviation {
  return ofForward((pass, step) => (concerns(step) ? pass.byRule(step, rules) : undefined));
}

/** Whether the loss is a mean over more than one sample. */
export function averages({ samples, spec }: Network): boolean {
  return spec.reduction === 'mean' && samples > 1;
}

/** The one layer that reads this one; undefined where there are none or several. */
export function onlyReader({ layers }: Network, { readers }: NetworkLayer): NetworkLayer | undefined {
  const [reader] = readers;
  return readers.length === 1 && reader !== undefined ? layers[reader.layer] : undefined;
}
