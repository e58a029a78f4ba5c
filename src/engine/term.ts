/** How one number is made of others: a small tree that can be written as a formula and evaluated. */
import type { CellRef } from './cell';
import { bare, type Latex, summand } from './latex';

export type { Latex } from './latex';

/**
 * The making of one number. The same tree gives the symbolic formula (cells as symbols), the substituted one (cells as
 * numbers) and the value, so that a proof can be checked against what was computed.
 */
export type Term = CellTerm | NumberTerm | FormulaTerm | SumTerm;

/** A number of the run, which has a proof of its own. */
export interface CellTerm {
  readonly kind: 'cell';
  readonly cell: CellRef;
  /** Write this in the symbolic formula instead of the cell's own symbol: how the cell is made. */
  readonly as?: Term;
}

/** A constant. */
export interface NumberTerm {
  readonly kind: 'number';
  readonly value: number;
  /** How the symbolic formula writes it (`\frac{1}{m}`); its digits where absent. */
  readonly symbol?: Latex;
  /** How the substituted formula writes it (`\frac{1}{4}`); its digits where absent. */
  readonly digits?: Latex;
}

/** A function of a few terms. */
export interface FormulaTerm {
  readonly kind: 'formula';
  readonly operands: readonly Term[];
  /** Writes the formula. Operands arrive safe to place anywhere (negative numbers and sums in parentheses). */
  latex(operands: readonly Latex[], values: readonly number[] | undefined): Latex;
  value(operands: readonly number[]): number;
  /** Why this formula and not another holds at these values, as in z > 0. */
  condition?(operands: readonly Latex[], values: readonly number[]): Latex | undefined;
}

/** Σ over an index; `term(i)` for i in 0 … length − 1. Long sums are never written out whole. */
export interface SumTerm {
  readonly kind: 'sum';
  readonly length: number;
  term(index: number): Term;
  /** The letter of the index: i over inputs, j or k over units, s over samples. */
  readonly index: Latex;
  /** One term with letters for indices (`w_{jk}^{2}\,\delta_k^{2}`), for the Σ form. */
  readonly pattern: Latex;
}

export function cell(ref: CellRef, as?: Term): CellTerm {
  return as === undefined ? { kind: 'cell', cell: ref } : { kind: 'cell', cell: ref, as };
}

export function number(value: number, writing: Omit<NumberTerm, 'kind' | 'value'> = {}): NumberTerm {
  return { kind: 'number', value, ...writing };
}

/** The factor 1/count of a mean, written as a fraction. */
export function oneOver(count: number, symbol: Latex): NumberTerm {
  return number(1 / count, { symbol: `\\frac{1}{${symbol}}`, digits: `\\frac{1}{${count}}` });
}

export function sum(length: number, index: Latex, pattern: Latex, term: (index: number) => Term): SumTerm {
  return { kind: 'sum', length, index, pattern, term };
}

export function product(...factors: readonly Term[]): FormulaTerm {
  return {
    kind: 'formula',
    operands: factors,
    latex: (f) => f.join(' \\cdot '),
    value: (f) => f.reduce((a, b) => a * b, 1),
  };
}

export function add(...terms: readonly Term[]): FormulaTerm {
  return {
    kind: 'formula',
    operands: terms,
    latex: (t) => t.map(summand).join(' + '),
    value: (t) => t.reduce((a, b) => a + b, 0),
  };
}

export function subtract(left: Term, right: Term): FormulaTerm {
  return {
    kind: 'formula',
    operands: [left, right],
    latex: ([l, r]) => `${bare(l!)} - ${r!}`,
    value: ([l, r]) => l! - r!,
  };
}

export function quotient(numerator: Term, denominator: Term): FormulaTerm {
  return formula(
    [numerator, denominator],
    ([n, d]) => `\\frac{${bare(n!)}}{${bare(d!)}}`,
    ([n, d]) => n! / d!,
  );
}

/** e to the power of a term. */
export function exponential(power: Term): FormulaTerm {
  return formula(
    [power],
    ([p]) => `e^{${bare(p!)}}`,
    ([p]) => Math.exp(p!),
  );
}

/** A term by a closed formula of its operands. */
export function formula(
  operands: readonly Term[],
  latex: FormulaTerm['latex'],
  value: FormulaTerm['value'],
): FormulaTerm {
  return { kind: 'formula', operands, latex, value };
}

/**
 * The value of a term, reading each cell by `read`. Used to show that a proof gives the number it proves.
 */
export function evaluate(term: Term, read: (cell: CellRef) => number): number {
  switch (term.kind) {
    case 'cell':
      return read(term.cell);
    case 'number':
      return term.value;
    case 'formula':
      return term.value(term.operands.map((operand) => evaluate(operand, read)));
    case 'sum': {
      let total = 0;
      for (let i = 0; i < term.length; i++) total += evaluate(term.term(i), read);
      return total;
    }
  }
}
