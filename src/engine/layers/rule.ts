/** What a layer type's one file exports. */
import type { Kernels } from '../kernels/kernels';
import type { Tensor } from '../tensor';
import type { Latex, Term } from '../term';
import type { MatrixProduct } from './matrixProduct';

export interface LayerRule {
  readonly type: string;
  readonly aliases: readonly string[];
  readonly documentation: string;
  /**
   * `computed`: Z is a tensor of its own, and the parameters say how many units there are. `input`: Z is the layer's one
   * input itself and the input's gradient is Δ itself, so that there are as many units as it reads.
   */
  readonly preActivation: 'computed' | 'input';
  /** The trainable parameters, in the order in which they are shown. */
  readonly parameters: Readonly<Record<string, LayerParameter>>;
  /** The pre-activation Z (m × units) of the layer's inputs. */
  forward(kernels: Kernels, inputs: readonly Tensor[], parameters: Tensors): Tensor;
  /** The vjp of the parameters: the gradient of each from Δ = ∂L/∂Z (m × units), shaped like the parameter. */
  parameterVjp(kernels: Kernels, inputs: readonly Tensor[], parameters: Tensors, delta: Tensor): Tensors;
  /** The vjp of one input: the gradient of input number `source` from Δ, shaped like that input. */
  inputVjp(
    kernels: Kernels,
    inputs: readonly Tensor[],
    parameters: Tensors,
    delta: Tensor,
    source: number,
  ): Tensor;
  /** The making of one z. */
  explainPreActivation(cells: LayerCells, sample: number, unit: number): Term;
  /** The making of one ∂L/∂parameter over the given samples. */
  explainParameterGradient(
    cells: LayerCells,
    parameter: string,
    samples: readonly number[],
    row: number,
    column: number,
  ): Term;
  /** This layer's part of ∂L/∂x for element `unit` of input number `source`. */
  explainInputGradient(cells: LayerCells, source: number, sample: number, unit: number): Term;
  readonly formulas: LayerFormulas;
}

export interface LayerParameter {
  readonly documentation: string;
  /** What a file could write, as JSON. */
  readonly example: string;
  /** Symbol of the whole (W) and of an element (w). */
  readonly symbol: { readonly matrix: Latex; readonly element: Latex };
  /** What rows and columns count: "inputs", "units"; a vector has only columns. */
  readonly axes: readonly ('inputs' | 'units')[];
  readonly optional: boolean;
}

/**
 * The layer's maths in any notation, with `l` for the layer's number, `l-1` for its input's and `l+1` for a reader's.
 * Formulas of one element stand for one sample.
 */
export interface LayerFormulas {
  readonly preActivation: {
    readonly product: MatrixProduct;
    /** The parameters that are added to each sample. */
    readonly plus: readonly string[];
  };
  /** The notes' ①: ∂z^{l+1}/∂a^l, of the layer that reads. */
  readonly inputDerivative: ElementFormula;
  /** The notes' ③: ∂z/∂parameter, of a layer that has any. */
  readonly parameterDerivative?: ElementFormula;
  /** W^{l+1} δ^{l+1}: what a reader sends back, of layer `l+1`. */
  readonly inputGradient: { readonly element: ElementFormula; readonly product: MatrixProduct };
  readonly parameterGradients: Readonly<Record<string, ParameterGradientFormulas>>;
}

export type ElementFormula = (letters: Letters) => Latex;

/** Right-hand sides of ∂L/∂parameter. */
export interface ParameterGradientFormulas {
  readonly element: ElementFormula;
  /** Of the whole parameter; `sumOfDeltas` is Δ's sum over the samples. */
  readonly whole: MatrixProduct | 'sumOfDeltas';
}

/** Elements with letters for their indices, in somebody's notation. */
export interface Letters {
  readonly a: (unit: Latex, layer: Latex) => Latex;
  readonly z: (unit: Latex, layer: Latex) => Latex;
  readonly delta: (unit: Latex, layer: Latex) => Latex;
  readonly parameter: (name: string, input: Latex, unit: Latex, layer: Latex) => Latex;
}

export type Tensors = Readonly<Record<string, Tensor>>;

/** The cells around one layer, for rules that say how its numbers are made. */
export interface LayerCells {
  readonly units: number;
  /** Width of each input. */
  readonly inputWidths: readonly number[];
  readonly parameters: Tensors;
  input(source: number, sample: number, unit: number): Term;
  delta(sample: number, unit: number): Term;
  parameter(name: string, row: number, column: number): Term;
  /** Symbols with letters for indices, for the pattern of a sum. */
  symbol(
    what:
      | { readonly input: number; readonly sample: Latex | undefined; readonly unit: Latex }
      | { readonly delta: true; readonly sample: Latex | undefined; readonly unit: Latex }
      | { readonly parameter: string; readonly row: Latex; readonly column: Latex },
  ): Latex;
}
