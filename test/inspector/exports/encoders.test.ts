/** Files of matrices: what was written is read back number by number, and is what NumPy itself writes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../src/engine/computation';
import { tensor, type Tensor } from '../../../src/engine/tensor';
import { encoders } from '../../../src/inspector/exports';
import type { MatrixAbout } from '../../../src/inspector/exports/encoder';
import type { MatrixFormat } from '../../../src/inspector/views';
import { numbersOf, readCsv, readLatex, readNpy } from './readers';

const about: MatrixAbout = { name: 'net', quantity: 'delta', layer: 'hidden' };

function write(format: MatrixFormat, matrix: Tensor, which = about): Uint8Array {
  return complete(encoders[format](matrix, which));
}

function textOf(format: MatrixFormat, matrix: Tensor, which = about): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(write(format, matrix, which));
}

const golden = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../golden/exports', name)));

/** Any doubles or floats in any shape, vectors among them. */
const matrices = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.boolean(), fc.boolean())
  .chain(([rows, columns, isDouble, isVector]) => {
    const length = isVector ? columns : rows * columns;
    const exactly = { minLength: length, maxLength: length };
    return fc
      .array(isDouble ? fc.double() : fc.float(), exactly)
      .map((values) =>
        tensor(
          isVector ? [columns] : [rows, columns],
          isDouble ? Float64Array.from(values) : Float32Array.from(values),
        ),
      );
  });

const MATRIX = tensor(
  [3, 3],
  Float64Array.of(0.1, -1.5, 2.5e-300, NaN, Infinity, -Infinity, -0, Number.MAX_VALUE, Number.MIN_VALUE),
);
const VECTOR = tensor([7], Float32Array.of(0.1, -1.5, NaN, Infinity, -Infinity, -0, 1.5));

/** More numbers a row than are written at a time. */
const WIDE = tensor(
  [3, 5000],
  Float64Array.from({ length: 15_000 }, (_, i) => (i - 7000) / 7),
);

describe('npy', () => {
  it('reads back to the bit, with the shape and the type', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const { descr, start, shape, values } = readNpy(write('npy', matrix));
        expect(descr).toBe(matrix.data instanceof Float64Array ? '<f8' : '<f4');
        expect(start % 64).toBe(0);
        expect(shape).toEqual(matrix.shape);
        expect(values).toStrictEqual([...matrix.data]);
      }),
    );
  });

  it('is NumPy’s own file, byte by byte', () => {
    expect(write('npy', MATRIX)).toEqual(golden('matrix.npy'));
    expect(write('npy', VECTOR)).toEqual(golden('vector.npy'));
  });
});

describe('csv', () => {
  it('reads back to the bit, a line a row', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const { shape, values } = readCsv(write('csv', matrix));
        expect(shape).toEqual(matrix.shape.length === 1 ? [1, ...matrix.shape] : matrix.shape);
        expect(values).toStrictEqual([...matrix.data]);
      }),
    );
  });

  it('is what numpy.savetxt writes, byte by byte', () => {
    const data = [0.1, -1.5, 2.5e-300, NaN, Infinity, -Infinity, 0.1 + 0.2, 1.25e22, -123456.789];
    expect(write('csv', tensor([3, 3], Float64Array.from(data)))).toEqual(golden('matrix.csv'));
  });

  it('goes on within a long row', () => {
    expect(readCsv(write('csv', WIDE))).toStrictEqual({ shape: [3, 5000], values: [...WIDE.data] });
  });
});

describe('json', () => {
  it('reads back to the bit: lists of rows, or one list of a vector', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const read = JSON.parse(textOf('json', matrix)) as { shape: number[]; values: unknown[] };
        expect(read.shape).toEqual(matrix.shape);
        expect(numbersOf(read.values)).toStrictEqual([...matrix.data]);
        expect(read.values.length).toBe(matrix.shape[0]);
        for (const row of read.values) expect(Array.isArray(row)).toBe(matrix.shape.length === 2);
      }),
    );
  });

  it('says which matrix it is, whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, layer) => {
        const which: MatrixAbout = {
          ...{ name, layer, quantity: 'parameterGradient', parameter: 'weights', sample: 3 },
        };
        expect(JSON.parse(textOf('json', VECTOR, which))).toMatchObject(which);
      }),
    );
  });

  it('has the keys in this order, and numbers that JSON lacks as strings', () => {
    expect(textOf('json', tensor([2, 2], Float64Array.of(1.5, NaN, Infinity, -Infinity)))).toBe(
      '{"name":"net","quantity":"delta","layer":"hidden","shape":[2,2],"values":[[1.5,"NaN"],["Infinity","-Infinity"]]}\n',
    );
  });
});

describe('latex', () => {
  it('reads back with all digits', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const { values } = readLatex(write('latex', matrix));
        // A 0 has no sign there.
        expect(values).toStrictEqual([...matrix.data].map((x) => x + 0));
      }),
    );
  });

  it('writes powers of ten with a cross, and a row a line', () => {
    expect(textOf('latex', tensor([2, 2], Float64Array.of(0.25, -1.5e-9, 3e21, NaN)))).toBe(
      '\\begin{bmatrix}\n0.25 & -1.5 \\times 10^{-9} \\\\\n3 \\times 10^{21} & \\text{NaN}\n\\end{bmatrix}\n',
    );
  });

  it('makes room for more columns than amsmath expects', () => {
    const columns = (count: number): string => textOf('latex', tensor([1, count], new Float64Array(count)));
    expect(columns(10)).toMatch(/^\\begin/);
    expect(columns(11)).toMatch(/^\\setcounter\{MaxMatrixCols\}\{11\}\n\\begin/);
  });

  it('takes 10 000 numbers and no more, and says what takes more', () => {
    expect(readLatex(write('latex', tensor([100, 100], new Float64Array(10_000)))).shape).toEqual([100, 100]);
    expect(() => write('latex', tensor([73, 137], new Float64Array(10_001)))).toThrow(
      expect.objectContaining({
        name: 'TooManyNumbersError',
        message: expect.stringMatching(/10 000.*73 × 137.*CSV/) as string,
      }),
    );
  });
});

describe.each(Object.keys(encoders) as MatrixFormat[])('%s', (format) => {
  it('yields every number once, and many times on the way', () => {
    const matrix = format === 'latex' ? tensor([100, 100], WIDE.data.slice(0, 10_000)) : WIDE;
    let numbers = 0;
    let yields = 0;
    const encoding = encoders[format](matrix, about);
    for (let step = encoding.next(); step.done !== true; step = encoding.next()) {
      numbers += step.value;
      yields++;
    }
    expect(numbers).toBe(matrix.data.length);
    expect(yields).toBeGreaterThan(format === 'npy' ? 0 : 5);
  });
});
