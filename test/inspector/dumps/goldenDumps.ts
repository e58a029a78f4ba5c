/** The dumps that NumPy, PyTorch and safetensors wrote, and the numbers that were in memory. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Precision } from '../../../src/inspector/comparison/claim';
import type { DumpReading, NamedArray } from '../../../src/inspector/dumps/dump';
import { readDump } from '../../../src/inspector/dumps/readDump';

const FOLDER = join(import.meta.dirname, '../../golden/dumps');

export interface ExpectedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** Of every file its arrays, in their order. */
export const expectedArrays = new Map(
  Object.entries(JSON.parse(goldenBytes('expected.json').toString()) as Record<string, ExpectedArray[]>).map(
    ([file, arrays]) => [
      file,
      arrays.map((array) => ({ ...array, values: array.values.map((value) => pythonNumber(value)) })),
    ],
  ),
);

export function goldenBytes(file: string): Buffer {
  return readFileSync(join(FOLDER, file));
}

export function readGolden(file: string): DumpReading {
  return readingOf(file, goldenBytes(file));
}

/** What is read of a file, which must not be a run of this program. */
export function readingOf(name: string, content: string | Uint8Array): DumpReading {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const dump = readDump({ name, bytes });
  if (dump.format === 'run') throw new Error(`${name} is taken for a run`);
  return dump;
}

/** How far a number that was written with a precision may be from what it was. */
function roundingOf(precision: Precision, value: number): number {
  switch (precision.kind) {
    case 'float64':
      return 0;
    case 'float32':
      return Math.abs(value) * 2 ** -23;
    case 'digits':
      return 0.5 * 10 ** (1 - precision.significant) * 10 ** Math.floor(Math.log10(Math.abs(value)));
    case 'decimals':
      return 0.5 * precision.last;
  }
}

/** The largest error of an array's numbers, in units of what its precision allows; NaN and infinities must be equal. */
export function errorOf({ values, precision }: NamedArray, expected: readonly number[]): number {
  return Math.max(
    0,
    ...expected.map((wanted, i) => {
      const value = values[i]!;
      if (Object.is(value, wanted) || value === wanted) return 0;
      return Number.isFinite(wanted) ? Math.abs(value - wanted) / roundingOf(precision, wanted) : Infinity;
    }),
  );
}

function pythonNumber(value: number | string): number {
  return typeof value === 'number' ? value : { nan: NaN, inf: Infinity, '-inf': -Infinity }[value]!;
}
