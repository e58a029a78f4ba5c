/** The one entry: formats are told apart by content first; whatever a file holds, it is read or it is issues. */
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Dump, readDump } from '../../../src/inspector/dumps/readDump';
import { bytesOf, npyHeader, npyOf, safetensorsOf } from './binaryFiles';
import { expectedArrays, goldenBytes, readingOf } from './goldenDumps';

function readText(name: string, text: string): Dump {
  return readDump({ name, bytes: new TextEncoder().encode(text) });
}

const npy = npyOf(npyHeader('<f8', [1]), bytesOf(1));

describe('formats', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['.npy', npy, 'npy'],
    ['.npz', zipSync({ 'x.npy': npy }), 'npz'],
    [
      '.safetensors',
      safetensorsOf({ x: { dtype: 'F64', shape: [1], data_offsets: [0, 8] } }, bytesOf(1)),
      'safetensors',
    ],
    ['JSON', '{ "0.weight": [[1]] }', 'json'],
    ['JSON behind a comment', '{ // mine\n"0.weight": [[1]] }', 'json'],
    ['this program’s output', '{ "loss": 1, "layers": [{ "name": "x", "dW": [[1]] }] }', 'run'],
    ['JSON with layers of another kind', '{ "layers": [{ "weight": [[1]] }] }', 'json'],
    ['a printed dictionary', "{'dW1': array([[1.]])}", 'printed'],
    ['a printed array', '[[1. 2.]]', 'printed'],
    ['a printed number', 'db1 = 0.5', 'printed'],
    ['a table', '1,2\n3,4', 'delimited'],
    ['a table with subscripts for a header', 'w[0],w[1]\n1,2', 'delimited'],
  ])('%s is told by its content, whatever its name', (_, content, format) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    for (const name of ['dump', 'dump.csv', 'dump.npy', 'dump.json', 'dump.txt']) {
      expect(readDump({ name, bytes }).format).toBe(format);
    }
  });

  it.each([
    ['dW1.npy', 'oops', 'npy', 'damaged'],
    ['dW1.npz', 'oops', 'npz', 'damaged'],
    ['dW1.safetensors', 'oops oops', 'safetensors', 'too_large'],
    ['dW1.json', 'oops', 'json', 'invalid_json'],
    ['dW1.txt', 'oops', 'printed', 'no_numbers'],
    ['dW1.csv', 'oops', 'delimited', 'no_numbers'],
    ['dW1', 'oops', undefined, 'unknown_format'],
    ['dW1', '', undefined, 'no_numbers'],
    ['dW1.pkl', '\u0000', undefined, 'unknown_format'],
  ])('%s with other content is told by its name', (name, text, format, code) => {
    expect(readText(name, text)).toMatchObject({ format, arrays: [], issues: [{ code }] });
  });

  it.each([
    ['grads.pkl', Uint8Array.of(0x80, 4, 0), 'pickle'],
    ['model.h5', Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0), 'HDF5'],
  ])('%s says what to do instead', (name, bytes, words) => {
    const [issue] = readingOf(name, bytes).issues;
    expect(issue).toMatchObject({ code: 'unsupported' });
    expect(issue!.message).toContain(words);
    expect(issue!.message).toContain('np.savez');
  });
});

it('this program’s own output is handed on as text', () => {
  const text = '{ "layers": [{ "name": "x", "db": [1] }] }';
  expect(readText('mine.json', text)).toEqual({ format: 'run', text });
});

it('text that PowerShell redirected is text', () => {
  const text = 'dW1 [[1. 2.]]\r\n';
  const units = Array.from(text).flatMap((letter) => [letter.charCodeAt(0), 0]);
  expect(readingOf('out.txt', Uint8Array.of(0xff, 0xfe, ...units)).arrays).toMatchObject([
    { name: 'dW1', shape: [1, 2] },
  ]);
});

describe('JSON', () => {
  it('is read however deep it is, with its places', () => {
    const text =
      '{"a": {"W": {"grad": [[1, "NaN"]]}}, "dW": [[[1]], [[2], [3]]], "n": 2, "model": "mlp", "none": null}';
    const { arrays, issues } = readingOf('x.json', text);
    expect(issues).toEqual([]);
    expect(arrays.map(({ name, shape }) => [name, shape])).toEqual([
      ['a.W.grad', [1, 2]],
      ['dW.0', [1, 1]],
      ['dW.1', [2, 1]],
      ['n', []],
    ]);
    const { start, end } = arrays[0]!.where!;
    expect(text.slice(start.offset, end.offset)).toBe('[[1, "NaN"]]');
  });

  it.each([
    ['{"a": [[1, 2], [3]]}', 'ragged_array'],
    ['{"a": [1, "x"]}', 'not_a_number'],
    ['{"a": [1, 2}', 'invalid_json'],
    ['{"a": "b"}', 'no_numbers'],
    [`{"a": ${'['.repeat(100)}1${']'.repeat(100)}}`, 'too_deep'],
  ])('%s has an issue at its place', (text, code) => {
    const { issues } = readingOf('x.json', text);
    expect(issues.map((issue) => issue.code)).toContain(code);
  });

  it('does not hide arrays behind a broken one', () => {
    const { arrays, issues } = readingOf('x.json', '{"a": [[1, 2], [3]], "b": [4]}');
    expect(arrays.map(({ name }) => name)).toEqual(['b']);
    expect(issues).toMatchObject([{ code: 'ragged_array', range: { start: { offset: 15 } } }]);
  });
});

/** Whatever was read is whole; whatever was not is said. */
function expectReading(name: string, bytes: Uint8Array): void {
  const dump = readDump({ name, bytes });
  if (dump.format === 'run') return;
  const { arrays, issues } = dump;
  expect(new Set(arrays.map((array) => array.name)).size).toBe(arrays.length);
  for (const { shape, values } of arrays) {
    expect(values.length).toBe(shape.reduce((product, length) => product * length, 1));
  }
  if (arrays.length === 0) expect(issues.length).toBeGreaterThan(0);
  for (const { message, expected, found, range } of issues) {
    for (const text of [message, expected, found]) expect(text).not.toBe('');
    if (range !== undefined) expect(range.start.offset).toBeLessThanOrEqual(range.end.offset);
  }
}

describe('whatever it is', () => {
  const goldens = [...expectedArrays.keys()].map((file) => ({
    file,
    bytes: new Uint8Array(goldenBytes(file)),
  }));
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    removed: fc.nat(9),
    inserted: fc.oneof(
      fc.uint8Array({ maxLength: 9 }),
      fc
        .constantFrom(
          '[',
          ']',
          '[[',
          '...',
          '*',
          ',',
          '(',
          ')',
          '{',
          '"',
          "'",
          '\n',
          '#',
          '=',
          'tensor(',
          'nan',
          '-',
          '1e999',
          '\0',
        )
        .map((text) => new TextEncoder().encode(text)),
    ),
  });

  it('a changed file is read, or says why not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...goldens),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        ({ file, bytes }, changes) => {
          const changed = changes.reduce((current, { at, removed, inserted }) => {
            const start = Math.floor(at * current.length);
            return Uint8Array.of(
              ...current.subarray(0, start),
              ...inserted,
              ...current.subarray(start + removed),
            );
          }, bytes);
          expectReading(file, changed);
        },
      ),
      { numRuns: 2000 },
    );
  }, 60_000);

  it('any bytes are read, or say why not', () => {
    const start = fc.constantFrom(
      [],
      [...npy.subarray(0, 10)],
      [0x50, 0x4b, 3, 4],
      [9, 0, 0, 0, 0, 0, 0, 0, 0x7b],
      [0xff, 0xfe],
    );
    const name = fc.constantFrom('x', 'x.npy', 'x.npz', 'x.safetensors', 'x.json', 'x.txt', 'x.csv');
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 200 }), name, (first, rest, file) => {
        expectReading(file, Uint8Array.of(...first, ...rest));
      }),
      { numRuns: 1000 },
    );
  }, 60_000);

  it('any text is read, or says why not', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '[',
        ']',
        '[[1. 2.]',
        '1',
        ' ',
        '\n',
        '...',
        'dW1',
        ' = ',
        ':',
        'tensor(',
        'array(',
        ')',
        ', dtype=float32',
        '1e-03 *',
        'In [1]',
        '{"',
        "'",
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.constantFrom('x', 'x.json', 'x.txt', 'x.csv'),
        (pieces, name) => {
          expectReading(name, new TextEncoder().encode(pieces.join('')));
        },
      ),
      { numRuns: 2000 },
    );
  }, 60_000);
});

it.each([
  ['open brackets', '['],
  ['rows that never close', '[[1. '],
  ['digits', '1'],
  ['a name with digits', '=1'],
  ['blanks behind brackets', '[      '],
  ['calls', 'tensor(  '],
  ['the same name', 'a [1]\n'],
  ['stars', '1 * '],
  ['quotes', "'a"],
  ['JSON brackets', '{"a":['],
  ['columns', 'Columns 1 '],
  ['separators', '1;;;;'],
])(
  'a megabyte of %s is read in seconds',
  (_, text) => {
    const before = performance.now();
    expectReading('x.txt', new TextEncoder().encode(text.repeat(2 ** 18 / text.length)));
    expect(performance.now() - before).toBeLessThan(20_000);
  },
  60_000,
);
