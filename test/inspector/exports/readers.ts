// Readers of exported files that share nothing with their writers.

/** A file of numbers: its shape, and what stands in it, row by row. */
interface NumbersRead {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** NumPy's array file, as its documentation describes it. */
export function readNpy(bytes: Uint8Array): NumbersRead & { readonly descr: string; readonly start: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = String.fromCharCode(...bytes.subarray(1, 6));
  if (bytes[0] !== 0x93 || magic !== 'NUMPY' || bytes[6] !== 1 || bytes[7] !== 0)
    throw new Error('no npy 1.0');
  const start = 10 + view.getUint16(8, true);
  const header = String.fromCharCode(...bytes.subarray(10, start));
  const [, descr, shape] =
    /^\{'descr': '(<f[48])', 'fortran_order': False, 'shape': \(((?:\d+,|\d+(?:, \d+)+))\), \} *\n$/.exec(
      header,
    )!;
  const size = descr === '<f8' ? 8 : 4;
  const values = Array.from({ length: (bytes.length - start) / size }, (_, i) =>
    size === 8 ? view.getFloat64(start + i * size, true) : view.getFloat32(start + i * size, true),
  );
  return { descr: descr!, start, shape: shape!.match(/\d+/g)!.map(Number), values };
}

const WORDS: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };

/** As numpy.loadtxt with a comma for delimiter. */
export function readCsv(bytes: Uint8Array): NumbersRead {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const rows = text.slice(0, -1).split('\n');
  const numbers = rows.map((row) => row.split(',').map((word) => WORDS[word] ?? Number(word)));
  return { shape: [rows.length, numbers[0]!.length], values: numbers.flat() };
}

/** The values of a parsed JSON export, where three numbers are strings. */
export function numbersOf(values: readonly unknown[]): readonly number[] {
  return values.flatMap((value) => (Array.isArray(value) ? numbersOf(value) : [Number(value)]));
}

/** The entries of a bmatrix. */
export function readLatex(bytes: Uint8Array): NumbersRead {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const body =
    /^(?:\\setcounter\{MaxMatrixCols\}\{\d+\}\n)?\\begin\{bmatrix\}\n(.*)\n\\end\{bmatrix\}\n$/s.exec(
      text,
    )![1]!;
  const rows = body.split(' \\\\\n').map((row) => row.split(' & ').map(entry));
  return { shape: [rows.length, rows[0]!.length], values: rows.flat() };
}

function entry(latex: string): number {
  if (latex === '\\text{NaN}') return NaN;
  if (/^-?\\infty$/.test(latex)) return latex.startsWith('-') ? -Infinity : Infinity;
  return Number(latex.replace(/ \\times 10\^\{(-?\d+)\}$/, 'e$1'));
}
