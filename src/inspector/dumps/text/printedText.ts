/** Text in which arrays stand as NumPy, PyTorch and Python print them, with their names before them. */
import * as l10n from '@vscode/l10n';
import { Lines, type Span } from '../../../model/lines';
import { type DumpIssue, type DumpReading, unread } from '../dump';
import { type FoundArray, findPrintedArrays } from './findPrintedArrays';
import { markOfOldTorch } from './oldTorch';
import { WrittenNumbers } from './writtenNumbers';

/** Reads all arrays; one that is broken does not hide the others. */
export function readPrintedText(text: string): DumpReading {
  const lines = new Lines(text);
  const old = markOfOldTorch(text);
  if (old !== undefined) return unread(printedByOldTorch(text, lines, old));
  const issues: DumpIssue[] = [];
  const found: FoundArray[] = [];
  for (const array of findPrintedArrays(text)) {
    if (!('code' in array)) found.push(array);
    else {
      const { code, message, expected, found: stands, at } = array;
      const range = lines.range(at);
      issues.push({
        code,
        message: l10n.t('Line {0}: {1}', range.start.line + 1, message),
        expected,
        found: stands,
        range,
      });
    }
  }
  if (found.length === 0 && issues.length === 0) issues.push(noNumbers());
  const written = writtenNumbersOf(found);
  return {
    arrays: found.map((array) => {
      const values = Float64Array.from(array.values, (value) => value * array.factor);
      return {
        name: array.label,
        shape: array.shape,
        values,
        precision: written.get(wayOf(array))!.precision(values, array.factor),
        where: lines.range(array),
      };
    }),
    issues,
  };
}

/** The numbers of all arrays that were printed in the same way: how they were rounded is set once for a program. */
function writtenNumbersOf(arrays: readonly FoundArray[]): ReadonlyMap<string, WrittenNumbers> {
  const ways = new Map<string, WrittenNumbers>();
  for (const array of arrays) {
    const way = wayOf(array);
    const written = ways.get(way) ?? new WrittenNumbers(array.printedBy);
    ways.set(way, written);
    array.texts.forEach((text, i) => {
      written.add(text, array.values[i]!);
    });
  }
  return ways;
}

/** NumPy and PyTorch write an array with exponents or without, and PyTorch one of whole numbers without decimals. */
function wayOf({ printedBy, texts }: FoundArray): string {
  if (printedBy === 'anything') return printedBy;
  const isScientific = texts.some((text) => /\de/i.test(text));
  const isWhole = printedBy === 'torch' && texts.every((text) => !/\.\d/.test(text));
  return `${printedBy} ${isScientific} ${isWhole}`;
}

function printedByOldTorch(text: string, lines: Lines, mark: Span): DumpIssue {
  return {
    code: 'unsupported',
    message: l10n.t(
      'PyTorch before version 0.4 printed this without brackets: print x.numpy(), or save the arrays by np.savez',
    ),
    expected: l10n.t('arrays in brackets'),
    found: JSON.stringify(text.slice(mark.start, mark.end).trim().slice(0, 60)),
    range: lines.range(mark),
  };
}

function noNumbers(): DumpIssue {
  return {
    code: 'no_numbers',
    message: l10n.t('No array stands in this text'),
    expected: l10n.t('arrays as NumPy and PyTorch print them, such as dW1 = [[0.1, 0.2]]'),
    found: l10n.t('none'),
  };
}
