/** What every rule (layer, activation, loss) says of itself: the one source of its names, schema and documentation. */
import type { Latex } from './term';

/** A number that configures a rule, such as the slope of leaky_relu. */
export interface ParameterSpec {
  readonly default: number;
  /** Smallest allowed value. */
  readonly minimum?: number;
  /** The value must be larger than this. */
  readonly exclusiveMinimum?: number;
  readonly symbol: Latex;
  readonly documentation: string;
}

/** Values of a rule's parameters by name; a rule reads only names that it declares. */
export type ParameterValues = Readonly<Record<string, number>>;

export interface RuleDescription {
  /** Keras's name in snake case. */
  readonly name: string;
  /** Title for people, such as "leaky ReLU". */
  readonly title: string;
  /** Other well-known names, each with the parameters that it implies. */
  readonly aliases: Readonly<Record<string, ParameterValues>>;
  /** One line: what it is, what it is for. */
  readonly documentation: string;
  readonly parameters: Readonly<Record<string, ParameterSpec>>;
}

/** A formula in one variable with cases, such as relu's: each case holds on its part of the line. */
export interface PiecewiseFormula {
  readonly pieces: readonly Piece[];
}

export interface Piece {
  /** The formula with its variables' and parameters' LaTeX put in. */
  latex(variables: readonly Latex[], parameters: Readonly<Record<string, Latex>>): Latex;
  /** Where it holds; absent: everywhere (the only piece), or everywhere else (the last piece). */
  readonly when?: {
    latex(variables: readonly Latex[], parameters: Readonly<Record<string, Latex>>): Latex;
    holds(values: readonly number[], parameters: ParameterValues): boolean;
  };
}

/** The piece that holds at these values. */
export function pieceAt(
  formula: PiecewiseFormula,
  values: readonly number[],
  parameters: ParameterValues,
): Piece {
  const piece = formula.pieces.find((p) => p.when === undefined || p.when.holds(values, parameters));
  // NaN fails every comparison; the last piece stands for it, as the code's own `else` does.
  return piece ?? formula.pieces.at(-1)!;
}

/** The whole formula in symbols: `cases` where it has several pieces. */
export function symbolic(
  formula: PiecewiseFormula,
  variables: readonly Latex[],
  parameters: Readonly<Record<string, Latex>>,
): Latex {
  const [first, ...rest] = formula.pieces;
  if (first === undefined) return '';
  if (rest.length === 0) return first.latex(variables, parameters);
  const rows = formula.pieces.map((piece) => {
    const condition = piece.when?.latex(variables, parameters);
    return `${piece.latex(variables, parameters)} & ${condition === undefined ? '\\text{else}' : `\\text{if } ${condition}`}`;
  });
  return `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`;
}

/** Shorthand for a formula that holds everywhere. */
export function everywhere(latex: Piece['latex']): PiecewiseFormula {
  return { pieces: [{ latex }] };
}
