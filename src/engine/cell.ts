/** The address of one number of a run. Every number on screen has one. */

/**
 * What a number is. Matrices, rows × columns:
 * - `input` m × n₀, `target` m × n_L, `sampleLoss` m × 1, `loss` 1 × 1
 * - of a layer, m × n: `preActivation` z, `activation` a, `activationDerivative` σ′(z), `upstreamGradient` ∂L/∂a,
 *   `delta` ∂L/∂z
 * - of a layer's parameter, in the parameter's own shape (a vector is one row): `parameter`, `parameterGradient`, and
 *   `relativeGradient`, the gradient divided by the parameter: how much of itself a step of gradient descent takes off it,
 *   but for the learning rate
 */
export type Quantity =
  | 'input'
  | 'target'
  | 'parameter'
  | 'preActivation'
  | 'activation'
  | 'activationDerivative'
  | 'upstreamGradient'
  | 'delta'
  | 'parameterGradient'
  | 'relativeGradient'
  | 'sampleLoss'
  | 'loss';

/** One matrix of a run. */
export interface MatrixRef {
  readonly quantity: Quantity;
  /** Index of the layer in the model's order, from 0; absent for input, target and losses. */
  readonly layer?: number;
  /** Name of the parameter, for `parameter`, `parameterGradient` and `relativeGradient`. */
  readonly parameter?: string;
  /** For gradients of parameters: only this sample's own part of the sum over the batch. */
  readonly sample?: number;
}

/** One number of a run. Rows and columns count from 0. */
export interface CellRef extends MatrixRef {
  readonly row: number;
  readonly column: number;
}
