/** The small views of a run that leave the inspector. Plain data; matrices only as tiles, in typed arrays. */
import type { Arithmetic } from '../engine/arithmetic';
import type { CellRef, MatrixRef } from '../engine/cell';
import type { Notation } from '../engine/notation';
import type { ModelIssue, TextRange } from '../model/modelIssue';

export type { Arithmetic } from '../engine/arithmetic';
export type { CellRef, MatrixRef } from '../engine/cell';
export type { Notation } from '../engine/notation';
export type { ModelIssue, TextRange } from '../model/modelIssue';

/** LaTeX source, without delimiters. Operands carry `\class{operand-N}{…}`, N an index into the view's operands. */
export type Latex = string;

/** The answer to a run. */
export type RunReply = GoodRun | RefusedModel | MemoryReply;

interface AnyReply {
  /** What is wrong with the file; only warnings where it is good enough to run. */
  readonly issues: readonly ModelIssue[];
  /** Time of the whole run, reading the file included. */
  readonly milliseconds: number;
}

export interface GoodRun extends AnyReply, ShownRun {
  readonly kind: 'ran';
}

/** The run that views speak of now. */
export interface ShownRun {
  /** Counts the good runs of this inspector from 1. */
  readonly run: number;
  /** What it differs by from the file's own run, where it is a what-if. */
  readonly whatIf: WhatIf | undefined;
  /** Numbers that the user had changed and that had no place in a newer text of the file, since the user's last change. */
  readonly lost: number;
}

/** A run with other numbers than the file's. */
export interface WhatIf {
  /** The file's own run, on top of which it is. */
  readonly fileRun: number;
  /** How many numbers differ from the file's. */
  readonly changed: number;
  /** Those of them that the user edited, as they are on screen; steps change all parameters. */
  readonly edited: readonly CellRef[];
  /** The loss of the file's run, and of this one. */
  readonly baseLoss: number;
  readonly loss: number;
  /** Σ ∂L/∂x · Δx with the file's gradients. */
  readonly firstOrder: number;
  /** The loss before each step of gradient descent, then as it is now. */
  readonly losses: readonly number[];
  /** How many of the steps can be taken back. */
  readonly stepsBack: number;
}

/** A part of the model's text and what to write there. */
export interface NumberText {
  readonly range: TextRange;
  readonly text: string;
}

/** The file has errors. */
export interface RefusedModel extends AnyReply {
  readonly kind: 'refused';
  readonly run: undefined;
}

/**
 * There is no result for want of memory: the run needs so much that the user is asked first (`question`), or the machine
 * did not give it (`exhausted`).
 */
export interface MemoryReply extends AnyReply, MemoryNeed {
  readonly kind: 'question' | 'exhausted';
  readonly run: undefined;
}

/** In bytes. */
export interface MemoryNeed {
  /** What the run would hold, with the last good result, which stays until there is a newer one. */
  readonly needed: number;
  /** All that the machine has. */
  readonly available: number;
}

/** How the user wants a run. */
export interface RunOptions {
  /** Bytes that the user has agreed to; 0 where nobody was asked. */
  readonly agreed: number;
  /** How numbers are written, and what δ is; the lecture notes' way if left out. */
  readonly notation?: Notation;
  readonly arithmetic: Arithmetic;
  /** Threads that compute large products; 0 for as many as are useful. */
  readonly threads: number;
}

/** How far a run is. */
export interface Progress {
  readonly stage: 'read' | 'forward' | 'backward';
  /** Share of the pass that is done, 0 … 1. */
  readonly share: number;
}

/** Which part of the batch is on screen: one sample (from 0), or all together. */
export interface Selection {
  readonly sample?: number | undefined;
}

/** What the panel shows of a run before any matrix is asked for. */
export interface Overview {
  readonly run: number;
  readonly name: string;
  readonly dtype: 'float64' | 'float32';
  readonly arithmetic: Arithmetic;
  readonly reduction: 'mean' | 'sum';
  readonly notation: Notation;
  /** The name of the well-known convention that the notation is; undefined where it is none. */
  readonly convention: string | undefined;
  readonly samples: number;
  readonly sample: number | undefined;
  readonly inputWidth: number;
  readonly loss: LossView;
  /** In the model's order: input side first. */
  readonly layers: readonly LayerView[];
  readonly milliseconds: number;
  readonly warnings: readonly ModelIssue[];
}

export interface LossView {
  /** "half squared error". */
  readonly title: string;
  readonly documentation: string;
  /** Whether the file gives its targets as classes, which are shown as rows of 0 and one 1. */
  readonly classes: boolean;
  /** `L = \frac{1}{m} \sum_k …` or `\ell = …` of the selected sample. */
  readonly symbolic: Latex;
  /** The same with this network's numbers, where short enough to be read; else absent. */
  readonly substituted?: Latex;
  /** The loss of the selection: the batch's, or the sample's own before the reduction. */
  readonly value: number;
  readonly cell: CellRef;
}

export interface LayerView {
  readonly index: number;
  readonly name: string;
  readonly type: string;
  readonly units: number;
  readonly inputWidth: number;
  /** What the layer reads: index of an earlier layer, or undefined for the batch's inputs. */
  readonly source: number | undefined;
  /** Layers that read this one. */
  readonly readers: readonly number[];
  readonly activation: {
    readonly name: string;
    readonly title: string;
    readonly documentation: string;
    /** Softmax and its kind: a full Jacobian instead of an element-wise σ′. */
    readonly kind: 'elementwise' | 'row';
  };
  /** Its own parameters in the order to show: weights, biases. */
  readonly parameters: readonly ParameterView[];
  /** How δ of this layer is made; decides the rows above δ in the grid. */
  readonly rows: readonly RowView[];
  /**
   * Symbols of whole matrices: `z^{1}`, `a^{1}`, `\delta^{1}`, `\partial L / \partial a^{1}`, and of what it reads
   * `a^{0}`. As they lie on screen: with a transpose where a batch's samples are columns in the user's notation.
   */
  readonly symbols: {
    readonly z: Latex;
    readonly a: Latex;
    readonly delta: Latex;
    readonly upstream: Latex;
    readonly input: Latex;
  };
  /** Formulas beside the grid, true to the letter for the selection. */
  readonly formulas: { readonly delta: Latex; readonly parameterGradients: Readonly<Record<string, Latex>> };
  /** Root of the sum of squares over the selection. */
  readonly deltaNorm: number;
  /** ‖∂L/∂a‖, what the readers (or the loss) send; undefined where loss and activation are fused. */
  readonly upstreamNorm: number | undefined;
  /** max |∂L/∂W| over the layer's parameters' gradients of the selection, by parameter. */
  readonly maxGradients: Readonly<Record<string, number>>;
  /** Units whose δ is exactly 0 in every sample of the batch. */
  readonly deadUnits: Uint32Array;
}

export interface ParameterView {
  readonly name: string;
  /** `W^{1}`, `b^{1}`; with a transpose where the user's weights have a row a unit. */
  readonly symbol: Latex;
  /** `\frac{\partial L}{\partial W^{1}}` in the flat form ∂L/∂W; with a transpose likewise. */
  readonly gradientSymbol: Latex;
  /** `W`, `b`. */
  readonly letter: Latex;
  readonly rows: number;
  readonly columns: number;
  /** Whether it is one number a unit (a bias), the row of input 1. */
  readonly vector: boolean;
}

/** A row of the layer's grid above δ. Read from top to bottom the rows are the calculation of δ. */
export interface RowView {
  /** The matrix it shows, m × units; `scale` is one constant, the same for every unit. */
  readonly quantity: 'activationDerivative' | 'upstreamGradient' | 'activation' | 'target' | 'scale';
  /** The constant of a `scale` row. */
  readonly value?: number;
  /** `\sigma'(z^{1})`, `W^{2}\delta^{2}`, `a^{2}`, `y`, `\frac{1}{4}`. */
  readonly label: Latex;
  /**
   * How it joins what stands above: a factor, what is subtracted, or nothing for the first row. `Jᵀ`: δ is this row
   * through the activation's Jacobian, not element by element.
   */
  readonly operator: '' | '×' | '−' | 'Jᵀ';
}

/** A window of a matrix at some resolution. Rows and columns are of the matrix itself. */
export interface TileRequest {
  readonly matrix: MatrixRef;
  readonly rowStart: number;
  readonly rowEnd: number;
  readonly columnStart: number;
  readonly columnEnd: number;
  /** At most so many rows and columns of answer; absent: every number itself. */
  readonly maxRows?: number;
  readonly maxColumns?: number;
}

export interface Tile {
  readonly run: number;
  readonly request: TileRequest;
  /** Rows and columns of `values`. */
  readonly rows: number;
  readonly columns: number;
  /**
   * Row-major. Where several numbers share one place it is the one of largest magnitude with its sign; ±Infinity wins
   * over numbers, NaN over all.
   */
  readonly values: Float64Array;
}

/** The same for eyes alone. */
export interface Picture extends Omit<Tile, 'values'> {
  /** What `values` would be, in 16 bits each: see pictureCode.ts. */
  readonly codes: Uint16Array;
  /** The first row of the matrix in each row of places, then the end of the last one; the same for columns. */
  readonly rowStarts: Uint32Array;
  readonly columnStarts: Uint32Array;
}

/** A whole matrix, or one of its rows. */
export interface StatisticsRequest {
  readonly matrix: MatrixRef;
  readonly row?: number;
}

/** A matrix as a whole. */
export interface Statistics {
  readonly run: number;
  readonly rows: number;
  readonly columns: number;
  /** Largest finite magnitude. */
  readonly maxAbs: number;
  /** Where that is first; the first number where all are 0 or not finite. */
  readonly peak: Place;
  /**
   * Quantiles of the finite non-zero magnitudes, by nearest rank: numbers that are there. Among very many of one order
   * of magnitude at most 1/64 too large.
   */
  readonly p995: number;
  readonly p95: number;
  /** How many finite numbers are larger. */
  readonly beyond: { readonly p995: number; readonly p95: number };
  readonly zeros: number;
  readonly nans: number;
  readonly infinities: number;
  readonly histogram: Histogram;
  /** ‖row‖ and ‖column‖. */
  readonly rowNorms: Float64Array;
  readonly columnNorms: Float64Array;
}

/** How many finite non-zero numbers there are of each order of magnitude. */
export interface Histogram {
  /** `counts[k]` numbers have 2^(firstExponent + k) ≤ |x| < 2^(firstExponent + k + 1). No counts where all are 0. */
  readonly firstExponent: number;
  readonly counts: Uint32Array;
}

/** Of a number in its matrix, from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** What to look for in a matrix. */
export interface Search {
  readonly matrix: MatrixRef;
  /** The number of largest magnitude (NaN and infinities before all), or the next one that is not finite. */
  readonly what: 'largest' | 'notFinite';
  /** Only in this window. */
  readonly window?: Omit<TileRequest, 'matrix' | 'maxRows' | 'maxColumns'> | undefined;
  /** The place, row by row, after which the next one is looked for; after the window's last one follows its first. */
  readonly after?: Place | undefined;
}

/** A part of one row or column of a matrix, as a list. */
export interface LineRequest {
  readonly matrix: MatrixRef;
  readonly axis: 'row' | 'column';
  /** Which row or column. */
  readonly index: number;
  readonly order: 'index' | 'value' | 'magnitude';
  readonly descending: boolean;
  /** Which entries of the list, the end exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface Line {
  readonly run: number;
  readonly request: LineRequest;
  /** Entries of the whole list. */
  readonly length: number;
  /** Where each entry stands in the row or column. */
  readonly indices: Uint32Array;
  readonly values: Float64Array;
}

/** A file of a matrix: NumPy's array, comma-separated values, JSON, a LaTeX matrix. */
export type MatrixFormat = 'npy' | 'csv' | 'json' | 'latex';

/** Where one number came from. */
export interface Explanation {
  readonly run: number;
  readonly cell: CellRef;
  /** "gradient of weight 1,2 in layer 1". */
  readonly name: string;
  /** "layer 1 hidden, sample 2". */
  readonly context: string;
  readonly symbol: Latex;
  /** All digits. */
  readonly value: number;
  /** The formula on the sheet that this is an instance of. */
  readonly formula: FormulaId | undefined;
  /** What the file gives in place of this number, where that is tried. */
  readonly fileValue?: number;
  /** The proof; absent for a number that the file gives. */
  readonly proof: Proof | undefined;
  /** One level down: the proofs of the operands that are computed, at most three. */
  readonly deeper: readonly { readonly symbol: Latex; readonly value: number; readonly proof: Proof }[];
  /** What is special: evaluated from logits, float32, a kink, a mean over the batch. Sentences. */
  readonly notes: readonly string[];
  /** The parameter, input or target in the file that this number belongs to, if any: "Go to weight". */
  readonly goTo: { readonly cell: CellRef; readonly label: string } | undefined;
  /** The whole proof as LaTeX for a document, without operand classes. */
  readonly latex: Latex;
  /** The same as Markdown for a document: name, formula, value, notes. */
  readonly markdown: string;
  /** Whether a central difference can be asked for. */
  readonly checkable: boolean;
}

export interface Proof {
  /** The right-hand side in symbols. */
  readonly symbolic: Latex;
  /** The same with numbers. */
  readonly substituted: Latex;
  readonly operands: readonly Operand[];
  /** Terms of a long sum that are not written out. */
  readonly omitted: { readonly count: number; readonly total: number; readonly sum: number } | undefined;
  /** The derivation, line by line, where what was computed is a simplification (softmax with cross-entropy). */
  readonly derivation: readonly Latex[];
}

export interface Operand {
  readonly cell: CellRef;
  readonly symbol: Latex;
  readonly value: number;
}

/** The numeric derivative of the same number. */
export interface NumericCheck {
  readonly value: number;
  /** An estimate of how far it may be from the truth. */
  readonly error: number;
  readonly step: number;
  /** |numeric − analytic| / max(|numeric|, |analytic|), 0 where both are 0. */
  readonly relativeError: number;
  readonly verdict: Verdict;
  /** Why the difference of losses cannot tell, where that is the verdict. */
  readonly limit?: 'cancellation' | 'saturation' | 'float32' | 'notFinite';
  /** One-sided derivatives, where a kink lies within the step. */
  readonly left?: number;
  readonly right?: number;
}

/**
 * What a numeric derivative says of a gradient. At a `kink` there is no derivative to compare with; `precisionLimited` is
 * where both may be right, but the losses do not have the digits to tell.
 */
export type Verdict = 'pass' | 'fail' | 'kink' | 'precisionLimited';

/** How a network's gradients are checked. */
export interface CheckOptions {
  /** Of more numbers so many are drawn, evenly from all parameters. */
  readonly most: number;
  /** Another seed draws others. */
  readonly seed: number;
}

/** The gradients of a network against central differences. */
export interface GradientCheck {
  readonly run: number;
  /** How many numbers the network's parameters have, and how many of them were checked. */
  readonly total: number;
  readonly checked: number;
  readonly seed: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** The largest relative error of a gradient that passed. */
  readonly largestError: number;
  /** In the model's order. */
  readonly parameters: readonly CheckedParameter[];
  /** Gradients that did not simply pass, the worst first; not more than a person looks through. */
  readonly notable: readonly CheckedGradient[];
}

export interface CheckedParameter {
  readonly layer: number;
  readonly parameter: string;
  readonly total: number;
  readonly checked: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** The gradient that is farthest off; failures before others. */
  readonly worst?: CheckedGradient;
}

export interface CheckedGradient {
  readonly cell: CellRef;
  readonly analytic: number;
  readonly check: NumericCheck;
}

/** What can be notable in a run: each has one rule. */
export type FindingId =
  | 'not_finite'
  | 'vanishing_gradient'
  | 'exploding_gradient'
  | 'dead_units'
  | 'saturated_units'
  | 'exact_zeros'
  | 'cancelling_samples'
  | 'uneven_updates'
  | 'rank_collapse';

/** `wrong`: what no gradient should be; `notable`: where learning stands still or goes astray. */
export type Severity = 'wrong' | 'notable';

/** What is to be noted in a run, with its cause. */
export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  /** In few words: "vanishing gradient". */
  readonly title: string;
  /** The fact with its number and its cause, in sentences. */
  readonly sentence: string;
  /** Numbers that show it, the most telling one first. */
  readonly cells: readonly [CellRef, ...CellRef[]];
}

/** A finding in the model's text. */
export interface PlacedFinding extends Finding {
  /** What such a finding is, and from where on it is told: its rule's own line. */
  readonly documentation: string;
  readonly range: TextRange;
  /** Where its first place is the head of a column of weights, and others are, the numbers below. */
  readonly numbers: readonly TextRange[];
  /** Other places that take part. */
  readonly related: readonly { readonly message: string; readonly range: TextRange }[];
}

/** In the text of the run. */
export interface PlacedFindings {
  readonly run: number;
  readonly findings: readonly PlacedFinding[];
}

/** Of the whole batch; what is wrong first. */
export interface Findings {
  readonly run: number;
  readonly findings: readonly Finding[];
}

export type FormulaId =
  | 'preActivation'
  | 'activation'
  | 'inputDerivative'
  | 'activationDerivative'
  | 'parameterDerivative'
  | 'loss'
  | 'lossDerivative'
  | 'outputDelta'
  | 'hiddenDelta'
  | 'weightGradient'
  | 'biasGradient';

/** The derivation of backprop for this network, in the notes' order. */
export interface FormulaSheet {
  readonly run: number;
  readonly groups: readonly {
    readonly title: string;
    readonly entries: readonly FormulaEntry[];
  }[];
}

export interface FormulaEntry {
  readonly id: FormulaId;
  /** ①, ②, ③ or nothing. */
  readonly marker: string;
  readonly latex: Latex;
  /** A sentence, plain text. */
  readonly note?: string;
  /** The numbers on screen that this formula made. */
  readonly numbers: readonly {
    readonly quantity: MatrixRef['quantity'];
    readonly layers: readonly number[];
    readonly parameter?: string;
  }[];
}

/** A number in the model file. */
export interface Location {
  readonly range: TextRange;
}

/** An array of a user's whose numbers nobody has read yet. */
export interface ArrayHeader {
  readonly name: string;
  /** Any number of lengths; none for a single number. */
  readonly shape: readonly number[];
}

/** What such an array is taken for. */
export interface ProposedMeaning {
  /** Whether its name says a quantity of a layer. */
  readonly isNamed: boolean;
  /** "dW of layer 1 hidden"; undefined where it is taken for nothing. */
  readonly meaning: string | undefined;
  /** Whether it is taken for that and for nothing else. */
  readonly isSure: boolean;
  /** Why, for the user; without a full stop. */
  readonly reason: string;
}
