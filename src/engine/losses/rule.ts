/** What a loss's one file exports. */
import type { ActivationName } from '../activations';
import type { ParameterValues, PiecewiseFormula, RuleDescription } from '../rule';

/**
 * A loss ℓ of one sample: the sum or the mean over its outputs of ℓ_j(a_j, y_j). The batch's loss is then the mean or
 * the sum over samples, as the model's `reduction` says.
 */
export interface LossRule extends RuleDescription {
  /** How a sample's outputs are put together. */
  readonly outputs: 'sum' | 'mean';
  /** Targets as numbers shaped like the output, or one class index a sample (seen by `element` as one-hot y). */
  readonly targets: 'values' | 'classes';
  /** ℓ_j of the general rule. ±Infinity and NaN where that is the truth. */
  value(a: number, y: number, parameters: ParameterValues): number;
  /** ∂ℓ_j/∂a_j of the general rule; at a kink the value that PyTorch uses. */
  derivative(a: number, y: number, parameters: ParameterValues): number;
  /**
   * ∂ℓ_j/∂y_j of the general rule, also of a y that may only be 0 or 1, as ℓ_j is written for any; at a kink what agrees
   * with `derivative` there. A term with the factor y keeps its slope where y is 0.
   */
  targetDerivative(a: number, y: number, parameters: ParameterValues): number;
  /** The a where ∂ℓ_j/∂a_j jumps, given y. */
  kinks(y: number, parameters: ParameterValues): readonly number[];
  /** The a where ∂ℓ_j/∂a_j does not jump but has a kink itself, if any. */
  bends?(y: number, parameters: ParameterValues): readonly number[];
  /** ℓ_j, variables [a, y]. */
  readonly formula: PiecewiseFormula;
  /** ∂ℓ_j/∂a_j, variables [a, y]. */
  readonly derivativeFormula: PiecewiseFormula;
  /** ∂ℓ_j/∂y_j, variables [a, y]. */
  readonly targetDerivativeFormula: PiecewiseFormula;
  /** Targets as the formula reads them, where the given ones are another spelling of them (hinge: 0/1 for −1/+1). */
  readonly readTargets?: {
    applies(targets: Iterable<number>): boolean;
    read(y: number): number;
    readonly documentation: string;
  };
  /**
   * The loss together with the activation before it, evaluated from z: stable where the two by themselves are not, and
   * δ without a division.
   */
  readonly fused: Partial<Record<ActivationName, FusedLoss>>;
  /** The activation that is implied by a parameter that says that outputs are logits. */
  readonly fromLogits?: ActivationName;
}

/** A loss and an activation as one function of z. */
export interface FusedLoss {
  /** What `value` reads beside y: z_j itself, the row's log softmax at j, or a_j. */
  readonly operand: 'preActivation' | 'logSoftmax' | 'activation';
  /** ℓ_j from the operand and y_j. */
  value(operand: number, y: number): number;
  /** ∂ℓ/∂z_j before any mean over outputs or samples, from a_j, y_j and Σᵢ yᵢ of the sample. */
  delta(a: number, y: number, targetSum: number): number;
  /** ∂ℓ_j/∂y_j from the operand and y_j. */
  targetDerivative(operand: number, y: number): number;
  /** ℓ_j, variables [operand, y]. */
  readonly formula: PiecewiseFormula;
  /** ∂ℓ/∂z_j, variables [a, y, Σ y]. */
  readonly deltaFormula: PiecewiseFormula;
  /** ∂ℓ_j/∂y_j, variables [operand, y]. */
  readonly targetDerivativeFormula: PiecewiseFormula;
  /** How δ follows from the general rule: lines of LaTeX, each an equation, first to last. */
  readonly derivation: readonly string[];
}
