/** Terms as formulas: once in symbols, once with numbers, with every number of the run as an operand. */
import type { CellRef } from '../engine/cell';
import { readCell } from '../engine/cells';
import type { Run } from '../engine/run';
import { cellSymbol, type SymbolView } from '../engine/symbols';
import { isCompound } from '../engine/latex';
import { type CellTerm, evaluate, type Latex, type SumTerm, type Term } from '../engine/term';
import { shortDigits } from './digits';
import type { Operand, Proof } from './views';

/** A sum of up to so many terms is written out. */
const WRITTEN = 4;
/** Of a longer one so many of the largest are. */
const LARGEST = 3;
/** Terms a line where a long sum is written out whole. */
const A_LINE = 3;

/**
 * Writes how a number was made.
 * @param whole writes every term of a long sum instead of the largest.
 */
export function writeProof(
  run: Run,
  term: Term,
  view: SymbolView,
  whole: boolean,
): Omit<Proof, 'derivation'> {
  const writer = new Writer(run, view, whole);
  const symbolic = writer.write(term, 'symbols');
  const numbers = writer.write(term, 'numbers');
  const [condition] = writer.conditions;
  // Of many conditions (one a term of a sum) none is said: each stands in its own operand's proof.
  const substituted =
    condition === undefined || writer.conditions.size > 1 ? numbers : `${numbers} \\qquad (${condition})`;
  // A formula need not write a sum that it is given.
  const omissions = writer.omissions.filter(({ written }) => substituted.includes(written));
  return {
    ...onlyWritten(withoutSpareParentheses(symbolic), withoutSpareParentheses(substituted), writer.operands),
    omitted: omissions.length === 0 ? undefined : together(omissions),
  };
}

/**
 * A formula need not write all that it is given (σ′ said by a alone does not show z): operands that stand nowhere are no
 * operands of the proof, and the others are numbered anew.
 */
function onlyWritten(
  symbolic: Latex,
  substituted: Latex,
  operands: readonly Operand[],
): Pick<Proof, 'symbolic' | 'substituted' | 'operands'> {
  const written = new Set(
    [...`${symbolic} ${substituted}`.matchAll(/\\class\{operand-(\d+)\}/g)].map(([, index]) => Number(index)),
  );
  const kept = operands.map((_, index) => index).filter((index) => written.has(index));
  const places = new Map(kept.map((index, place) => [index, place]));
  const renumber = (latex: Latex): Latex =>
    latex.replace(
      /\\class\{operand-(\d+)\}/g,
      (_, index: string) => `\\class{operand-${places.get(Number(index))!}}`,
    );
  return {
    symbolic: renumber(symbolic),
    substituted: renumber(substituted),
    operands: kept.map((index) => operands[index]!),
  };
}

type Style = 'symbols' | 'numbers';

/** A long sum as it was written, and what that left out. */
interface Omission extends NonNullable<Proof['omitted']> {
  readonly written: Latex;
}

function together(omissions: readonly Omission[]): NonNullable<Proof['omitted']> {
  return omissions.reduce(
    (all, { count, total, sum }) => ({
      count: all.count + count,
      total: all.total + total,
      sum: all.sum + sum,
    }),
    { count: 0, total: 0, sum: 0 },
  );
}

class Writer {
  readonly operands: Operand[] = [];
  /** Of sums that stand in no other sum. */
  readonly omissions: Omission[] = [];
  /** Which case of a formula held. */
  readonly conditions = new Set<Latex>();
  readonly #indices = new Map<string, number>();
  readonly #read: (cell: CellRef) => number;
  /** Sums around the place that is written. */
  #depth = 0;

  constructor(
    readonly run: Run,
    readonly view: SymbolView,
    readonly whole: boolean,
  ) {
    this.#read = (cell) => readCell(run, cell);
  }

  write(term: Term, style: Style): Latex {
    switch (term.kind) {
      case 'cell':
        return this.#cell(term, style);
      case 'number':
        return style === 'symbols'
          ? (term.symbol ?? shortDigits(term.value))
          : (term.digits ?? shortDigits(term.value));
      case 'formula': {
        const operands = term.operands.map((operand) => this.#grouped(operand, style));
        if (style === 'symbols') return term.latex(operands, undefined);
        const values = term.operands.map((operand) => evaluate(operand, this.#read));
        const condition = term.condition?.(operands, values);
        if (condition !== undefined) this.conditions.add(condition);
        return term.latex(operands, values);
      }
      case 'sum':
        return this.#sum(term, style);
    }
  }

  /** In parentheses where it could be misread beside another sign. */
  #grouped(term: Term, style: Style): Latex {
    const latex = this.write(term, style);
    if (
      style === 'numbers' &&
      (term.kind === 'cell' || (term.kind === 'number' && term.digits === undefined))
    ) {
      const value = term.kind === 'cell' ? this.#read(term.cell) : term.value;
      const scientific = latex.includes('\\cdot');
      return value < 0 || scientific ? `(${latex})` : latex;
    }
    return isCompound(latex) ? `(${latex})` : latex;
  }

  #cell({ cell, as }: CellTerm, style: Style): Latex {
    const key = JSON.stringify(cell);
    let index = this.#indices.get(key);
    const symbol = cellSymbol(this.run.network, cell, this.view);
    const value = this.#read(cell);
    if (index === undefined) {
      index = this.operands.length;
      this.#indices.set(key, index);
      this.operands.push({ cell, symbol, value });
    }
    const written =
      style === 'numbers' ? shortDigits(value) : as === undefined ? symbol : withoutClasses(this.#apart(as));
    return `\\class{operand-${index}}{${written}}`;
  }

  /** A making that stands in for a cell's symbol: its own operands are not this proof's. */
  #apart(term: Term): Latex {
    const latex = new Writer(this.run, this.view, false).write(term, 'symbols');
    return isCompound(latex) ? `(${latex})` : latex;
  }

  #isAbbreviated(sum: SumTerm): boolean {
    return sum.length > WRITTEN;
  }

  #sum(sum: SumTerm, style: Style): Latex {
    if (sum.length === 0) return '0';
    if (!this.#isAbbreviated(sum)) {
      return Array.from({ length: sum.length }, (_, i) => this.#grouped(sum.term(i), style)).join(' + ');
    }
    if (style === 'symbols') {
      const pattern = isCompound(sum.pattern) ? `(${sum.pattern})` : sum.pattern;
      return `\\sum_{${sum.index}=1}^{${sum.length}} ${pattern}`;
    }
    this.#depth++;
    // A sum in every term of a sum, all of both: nobody reads that.
    const latex = this.whole && this.#depth === 1 ? this.#allTerms(sum) : this.#largestTerms(sum);
    this.#depth--;
    return latex;
  }

  #allTerms(sum: SumTerm): Latex {
    const lines: Latex[] = [];
    for (let i = 0; i < sum.length; i += A_LINE) {
      const terms = Array.from({ length: Math.min(A_LINE, sum.length - i) }, (_, j) =>
        this.#grouped(sum.term(i + j), 'numbers'),
      );
      lines.push(`&${i === 0 ? '' : ' {}+ '}${terms.join(' + ')}`);
    }
    return `\\begin{aligned} ${lines.join(' \\\\ ')} \\end{aligned}`;
  }

  #largestTerms(sum: SumTerm): Latex {
    const values = Array.from({ length: sum.length }, (_, i) => evaluate(sum.term(i), this.#read));
    const rank = (i: number): number => (Number.isNaN(values[i]!) ? Infinity : Math.abs(values[i]!));
    const nonZero = values.map((_, i) => i).filter((i) => values[i] !== 0);
    const chosen =
      nonZero.length > 0 && nonZero.length <= WRITTEN
        ? nonZero
        : values
            .map((_, i) => i)
            .sort((i, j) => rank(j) - rank(i) || i - j)
            .slice(0, LARGEST);
    const kept = new Set(chosen);
    const rest = values.reduce((total, value, i) => (kept.has(i) ? total : total + value), 0);
    const written = this.#chosenTerms(sum, chosen, chosen === nonZero);
    if (this.#depth === 1) {
      this.omissions.push({ written, count: sum.length - chosen.length, total: sum.length, sum: rest });
    }
    return written;
  }

  /** @param all the others are 0. */
  #chosenTerms(sum: SumTerm, chosen: readonly number[], all: boolean): Latex {
    if (chosen.length === 1 && all) return this.write(sum.term(chosen[0]!), 'numbers');
    const terms = chosen.map((i) => this.#grouped(sum.term(i), 'numbers')).join(' + ');
    return all ? terms : `${terms} + \\cdots`;
  }
}

/** Without parentheses that another pair, a fraction bar, an exponent, a comma or the place makes superfluous: `\tanh((-1))`. */
function withoutSpareParentheses(latex: Latex): Latex {
  const spare = new Set<number>();
  const open: number[] = [];
  for (let i = 0; i < latex.length; i++) {
    if (latex[i] === '(') open.push(i);
    if (latex[i] !== ')') continue;
    const start = open.pop();
    if (start === undefined) continue;
    const before = latex.slice(Math.max(0, start - 24), start);
    const opened = /(?:^|\(|, |\\left\| )$/.test(before) || (before.endsWith('{') && !IN_CLASS.test(before));
    const after = latex.slice(i + 1, i + 8);
    const closed = /^(?:[),}]| ?\\right)/.test(after);
    // A negative number needs none at the front of a sum; a group there keeps looking like the others.
    const leads = /^ [+-] /.test(after) && !isCompound(latex.slice(start + 1, i));
    // A sample's number, in a superscript of its own.
    const isSample = before.endsWith('^{') && /^(?:\d+|[a-z])$/.test(latex.slice(start + 1, i));
    if (isSample || !opened || !(closed || leads)) continue;
    spare.add(start);
    spare.add(i);
  }
  return latex.replace(/[()]/g, (parenthesis, i: number) => (spare.has(i) ? '' : parenthesis));
}

/** What is inside stands beside other factors. */
const IN_CLASS = /\\class\{operand-\d+\}\{$/;

/** Takes `\class{operand-N}{…}` off, keeping what it wraps. */
export function withoutClasses(latex: Latex): Latex {
  const kept: string[] = [];
  /** For every group that is open: whether it is a class's. */
  const groups: boolean[] = [];
  const opening = /\\class\{operand-\d+\}\{|[{}]/g;
  let end = 0;
  for (let match = opening.exec(latex); match !== null; match = opening.exec(latex)) {
    const [token] = match;
    const drop = token === '}' ? groups.pop() === true : token !== '{';
    if (token !== '}') groups.push(drop);
    kept.push(latex.slice(end, match.index), drop ? '' : token);
    end = opening.lastIndex;
  }
  return kept.join('') + latex.slice(end);
}
