/** What an activation's one file exports. */
import type { ElementFunction } from '../functions/elementCode';
import type { Kernels } from '../kernels/kernels';
import type { ParameterValues, PiecewiseFormula, RuleDescription } from '../rule';
import type { Tensor } from '../tensor';
import type { Latex, Term } from '../term';

export type ActivationRule = ElementwiseActivation | RowActivation;

/** a = σ(z), element by element. */
export interface ElementwiseActivation extends RuleDescription {
  readonly kind: 'elementwise';
  /** σ(z), in elementary operations: evaluate.ts does them, and so does the kernel that is made of them. */
  readonly value: ElementFunction;
  /** σ′(z), in elementary operations; at a kink the value that PyTorch uses. */
  readonly derivative: ElementFunction;
  /** The z where σ′ jumps. */
  kinks(parameters: ParameterValues): readonly number[];
  /** The z where σ′ does not jump but has a kink itself, if any: numeric derivatives must not reach across. */
  bends?(parameters: ParameterValues): readonly number[];
  /** σ(z), variables [z]. */
  readonly formula: PiecewiseFormula;
  /** σ′(z), variables [z, a]: a may be used where the derivative is best said by it, as in a(1 − a). */
  readonly derivativeFormula: PiecewiseFormula;
}

/** a = f(z) where each a depends on the sample's whole row of z: a full Jacobian, no element-wise σ′. */
export interface RowActivation extends RuleDescription {
  readonly kind: 'row';
  /** A of Z, both m × n. */
  forward(kernels: Kernels, z: Tensor): Tensor;
  /** ∂L/∂Z from Z, A and ∂L/∂A, all m × n. */
  vjp(kernels: Kernels, z: Tensor, a: Tensor, upstream: Tensor): Tensor;
  /** ∂a_i/∂z_j in symbols. */
  readonly jacobian: Latex;
  /** a_i in symbols. */
  readonly formula: Latex;
  /** The making of a_j of one sample. */
  explainValue(row: RowCells, unit: number): Term;
  /** The making of δ_j of one sample from ∂L/∂a of the row, through the Jacobian. */
  explainDelta(row: RowCells, unit: number): Term;
}

/** The cells of one sample's row at a row activation. */
export interface RowCells {
  readonly units: number;
  /** The row's largest z, by which exponents are shifted so that none overflows. */
  readonly maximum: Term;
  preActivation(unit: number): Term;
  activation(unit: number): Term;
  upstreamGradient(unit: number): Term;
  /** Symbol with a letter for the unit, such as `a_{i}^{2}`, for the pattern of a sum. */
  symbol(quantity: 'preActivation' | 'activation' | 'upstreamGradient', unit: Latex): Latex;
}
