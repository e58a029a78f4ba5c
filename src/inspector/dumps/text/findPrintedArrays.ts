/** Finds printed arrays in a text: brackets, single numbers, names before them, factors around them. */
import { numberOf, numberPattern } from './numberText';
import { type PrintedArray, type PrintedProblem, readPrintedArray } from './printedArray';
import { labelBefore } from './printedLabel';
import type { PrintedBy } from './writtenNumbers';

export interface FoundArray extends PrintedArray {
  /** What the text before it calls it; empty where it does not. */
  readonly label: string;
  /** What was written apart, as `1e-03 *`. */
  readonly factor: number;
  readonly printedBy: PrintedBy;
}

/** A bracket with numbers that is no subscript; a single number in a call; a single number behind a name. */
const beginning = new RegExp(
  String.raw`(?<![\w\])'"])\[(?=\s*(?:[[\]\-+.…\d]|nan|inf|np\.|numpy\.))|\b(?:tensor|array|float(?:16|32|64))\(\s*(?<called>${numberPattern})(?!\s*\*|[\w.])|[:=][ \t]*(?<named>${numberPattern})(?=[ \t]*(?:[,}\r\n]|$))`,
  'g',
);

/** `In [3]:` of IPython. */
const prompt = /\b(?:In|Out) ?$/;

/** So much before an array tells how it is led in. */
const leadInLength = 60;

const factorBefore = new RegExp(String.raw`(?<![\w.])(${numberPattern})\s*\*\s*$`);
const factorBehind = new RegExp(String.raw`\s*\*\s*(${numberPattern})(?![\w.])`, 'y');
const tensorBefore = /\b(?:tensor\(|Parameter containing:)[^[\]()]*$/;
const callBefore = /\b(?:array|(?:Device)?Array|Tensor)\([^[\]()]*$/;

/** `, dtype=torch.float64, grad_fn=<MulBackward0>)` */
const restOfCall = /(?:\s*,\s*\w+=(?:<[^<>]*>|'[^']*'|\([^()]*\)|[\w.]+))*\s*,?\s*\)/y;

/** Whether an array or a single number with a name stands in the text. */
export function looksPrinted(text: string): boolean {
  return text.search(beginning) >= 0;
}

/** All arrays with numbers in them and all that fail to be one, in the order of the text. */
export function* findPrintedArrays(text: string): Iterable<FoundArray | PrintedProblem> {
  const starts = new RegExp(beginning);
  let before = 0;
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const { called, named } = match.groups!;
    const leadIn = text.slice(Math.max(before, match.index - leadInLength), match.index);
    if (prompt.test(leadIn)) continue;
    const number = called ?? named;
    const array =
      number === undefined
        ? readPrintedArray(text, match.index)
        : singleNumber(number, starts.lastIndex - number.length);
    starts.lastIndex = array.end;
    if ('code' in array) {
      yield array;
    } else {
      const isCall = called !== undefined || tensorBefore.test(leadIn) || callBefore.test(leadIn);
      const end = isCall ? endOf(restOfCall, text, array.end) : array.end;
      const behind = exec(factorBehind, text, end);
      const factor = (factorBefore.exec(leadIn) ?? behind)?.[1];
      if (array.values.length > 0) {
        yield {
          ...array,
          label: labelBefore(text, before, match.index),
          factor: factor === undefined ? 1 : numberOf(factor)!,
          printedBy: printerOf(text, array, called === undefined ? leadIn : leadIn + match[0]),
        };
      }
      starts.lastIndex = behind === null ? end : factorBehind.lastIndex;
    }
    before = starts.lastIndex;
  }
}

function singleNumber(text: string, start: number): PrintedArray {
  return { shape: [], values: [numberOf(text)!], texts: [text], start, end: start + text.length };
}

/** NumPy alone puts nothing but blanks between numbers. */
function printerOf(text: string, array: PrintedArray, leadIn: string): PrintedBy {
  if (tensorBefore.test(leadIn)) return 'torch';
  if (callBefore.test(leadIn)) return 'numpy';
  const hasCommas = text.slice(array.start, array.end).includes(',');
  return hasCommas || array.values.length === 1 ? 'anything' : 'numpy';
}

function exec(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function endOf(pattern: RegExp, text: string, at: number): number {
  return exec(pattern, text, at) === null ? at : pattern.lastIndex;
}
