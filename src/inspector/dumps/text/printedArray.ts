/** One array in brackets, as NumPy, PyTorch and Python print it. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../../../model/lines';
import type { DumpIssueCode } from '../dump';
import { numberOf, numberPattern } from './numberText';

/** The array from its first bracket to its last. */
export interface PrintedArray extends Span {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** The texts of the numbers. */
  readonly texts: readonly string[];
}

/** Why the brackets hold no array. */
export interface PrintedProblem {
  readonly code: DumpIssueCode;
  readonly message: string;
  readonly expected: string;
  readonly found: string;
  readonly at: Span;
  /** Behind the brackets. */
  readonly end: number;
}

/** A bracket, three dots, a number by itself or in `np.float64(…)`, or anything else up to the next of these. */
const token = new RegExp(
  String.raw`[\s,]*(?:(?<open>\[)|(?<close>\])|(?<ellipsis>\.\.\.|…)|(?:(?:np|numpy)\.float(?:16|32|64)\()?(?<number>${numberPattern})\)?(?=[\s,\[\]]|$)|(?<other>[^\s,\[\]]+))`,
  'y',
);

/** Reads the array that starts at a bracket. Takes time in proportion to its length, whatever is in it. */
export function readPrintedArray(text: string, start: number): PrintedArray | PrintedProblem {
  const rows = new RowLengths();
  const values: number[] = [];
  const texts: string[] = [];
  let depth = 0;
  let rowStart = start;
  token.lastIndex = start;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const { open, close, ellipsis, number, other } = match.groups!;
    const at = (what: string): Span => {
      const from = match.index + match[0].lastIndexOf(what);
      return { start: from, end: from + what.length };
    };
    const fail = (problem: Problem, where: Span): PrintedProblem => ({
      ...problem,
      at: where,
      end: endOfBrackets(text, match.index, depth),
    });
    if (ellipsis !== undefined) return fail(abbreviated(), at(ellipsis));
    if (other !== undefined) return fail(notANumber(other), at(other));
    if (open !== undefined) {
      depth++;
      rowStart = at(open).start;
      if (depth > 2) return fail(tooManyDimensions(), at(open));
    } else if (number !== undefined) {
      values.push(numberOf(number)!);
      texts.push(number);
      rows.add(depth);
    } else if (close !== undefined) {
      const end = token.lastIndex;
      const odd = rows.close(depth);
      depth--;
      if (odd !== undefined) return fail(ragged(odd), { start: rowStart, end });
      if (depth === 0) return { start, end, shape: rows.shape, values, texts };
    }
  }
  return {
    code: 'truncated',
    message: l10n.t('A bracket is not closed'),
    expected: ']',
    found: l10n.t('the end of the text'),
    at: { start, end: start + 1 },
    end: text.length,
  };
}

/** Counts numbers and rows while brackets open and close. */
class RowLengths {
  /** Numbers that stand in no row of their own, and those in the row that is open. */
  #loose = 0;
  #inRow = 0;
  #rows = 0;
  #columns = 0;

  add(depth: number): void {
    if (depth === 1) this.#loose++;
    else this.#inRow++;
  }

  /** Closes a bracket; returns the lengths where they do not make an array. */
  close(depth: number): { readonly found: number; readonly expected: number } | undefined {
    if (depth === 1) {
      const isMixed = this.#rows > 0 && this.#loose > 0;
      return isMixed ? { found: this.#loose, expected: 0 } : undefined;
    }
    const found = this.#inRow;
    this.#inRow = 0;
    if (this.#rows++ === 0) this.#columns = found;
    return found === this.#columns ? undefined : { found, expected: this.#columns };
  }

  get shape(): readonly number[] {
    return this.#rows === 0 ? [this.#loose] : [this.#rows, this.#columns];
  }
}

/** Behind the bracket that closes as many as are open. */
function endOfBrackets(text: string, from: number, open: number): number {
  const bracket = /[[\]]/g;
  bracket.lastIndex = from;
  let depth = open;
  for (let match = bracket.exec(text); match !== null; match = bracket.exec(text)) {
    depth += match[0] === '[' ? 1 : -1;
    if (depth <= 0) return bracket.lastIndex;
  }
  return text.length;
}

/** A problem without its place. */
type Problem = Omit<PrintedProblem, 'end' | 'at'>;

function abbreviated(): Problem {
  return {
    code: 'abbreviated',
    message: l10n.t(
      'Numbers are left out: print all of it after {0} or {1}',
      'np.set_printoptions(threshold=sys.maxsize)',
      'torch.set_printoptions(profile="full")',
    ),
    expected: l10n.t('all numbers'),
    found: '...',
  };
}

function tooManyDimensions(): Problem {
  return {
    code: 'unsupported',
    message: l10n.t('An array has more than two dimensions: print one matrix after the other'),
    expected: l10n.t('a list or a matrix'),
    found: l10n.t('a third bracket'),
  };
}

function notANumber(found: string): Problem {
  return {
    code: 'not_a_number',
    message: l10n.t('A text between the brackets is not a number'),
    expected: l10n.t('a number'),
    found: JSON.stringify(found.slice(0, 40)),
  };
}

function ragged(lengths: { readonly found: number; readonly expected: number }): Problem {
  const { found, expected } = lengths;
  return expected === 0
    ? {
        code: 'ragged_array',
        message: l10n.t('Numbers and rows stand in one list'),
        expected: l10n.t('numbers or rows'),
        found: l10n.t('both'),
      }
    : {
        code: 'ragged_array',
        message: l10n.t('A row has {0} numbers, the first has {1}', found, expected),
        expected: l10n.t('{0} numbers', expected),
        found: l10n.t('{0} numbers', found),
      };
}
