/** Lists of numbers that our own scanner reads: the same values to the last bit, the same places, nothing that is no JSON. */
import fc from 'fast-check';
import { visit } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { NumericArray } from '../../src/model/numericArray';
import { NumberScanner } from '../../src/model/scanNumbers';

function find(text: string, start = 0): NumericArray | undefined {
  return NumericArray.find(new NumberScanner(text), start);
}

function valuesOf(text: string): readonly number[] {
  const list = find(text);
  expect(list, text.slice(0, 200)).toBeDefined();
  expect(list!.end).toBe(text.length);
  return Array.from(list!.numbers('float64')!);
}

/** A random double, every bit of it as likely as the other; many are tiny or huge. */
const bits = fc.tuple(fc.nat(0xffffffff), fc.nat(0xffffffff)).map(([high, low]) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, high);
  view.setUint32(4, low);
  const value = view.getFloat64(0);
  return Number.isFinite(value) ? value : 1;
});

/** A number right between two doubles, as all its digits: where a rounding that is slightly off shows. */
const halfway = fc
  .tuple(fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n - 1n }), fc.integer({ min: -12, max: 40 }))
  .map(([significand, exponent]) => {
    const middle = 2n * significand + 1n;
    if (exponent > 0) return String(middle << BigInt(exponent - 1));
    const places = 1 - exponent;
    const digits = String(middle * 5n ** BigInt(places)).padStart(places + 1, '0');
    return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  });

const digits = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength, maxLength });

/** Any number that JSON's grammar allows. */
const anyNumber = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(
      fc.constant('0'),
      digits(0, 24).map((rest) => `7${rest}`),
    ),
    fc.oneof(
      fc.constant(''),
      digits(1, 30).map((fraction) => `.${fraction}`),
    ),
    fc.oneof(
      fc.constant(''),
      fc
        .tuple(fc.constantFrom('e', 'E', 'e+', 'e-', 'E+', 'E-'), fc.nat(340))
        .map(([mark, exponent]) => `${mark}${exponent}`),
    ),
  )
  .map((parts) => parts.join(''));

const numberText = fc.oneof(
  bits.map(String),
  fc.double({ min: -1, max: 1, noNaN: true }).map((value) => (Object.is(value, -0) ? '-0' : String(value))),
  fc
    .tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.integer({ min: 1, max: 25 }))
    .map(([value, precision]) => value.toPrecision(precision)),
  fc
    .tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.integer({ min: 0, max: 25 }))
    .map(([value, places]) => value.toFixed(places)),
  bits.map((value) => value.toExponential()),
  halfway,
  anyNumber,
);

const trivia = fc.oneof(
  { weight: 20, arbitrary: fc.constant('') },
  fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r'), maxLength: 12 }),
  fc.nat(1000).map((length) => ' '.repeat(length)),
  fc.constantFrom('// one\n', '/* × */', '//\r', '/**/'),
);

describe('values', () => {
  it('are those of JSON.parse, to the last bit', () => {
    fc.assert(
      fc.property(fc.array(numberText, { minLength: 1, maxLength: 20 }), (numbers) => {
        const text = `[${numbers.join(',')}]`;
        const expected = JSON.parse(text) as number[];
        if (expected.every(Number.isFinite)) expect(valuesOf(text)).toEqual(expected);
        else expect(find(text)!.numbers('float64')).toBeUndefined();
      }),
      { numRuns: 5000 },
    );
  }, 60_000);

  it('between two doubles go to the even one, a last digit further decides', () => {
    fc.assert(
      fc.property(halfway, (middle) => {
        const above = middle.includes('.') ? `${middle}1` : `${middle}.1`;
        const below = middle.includes('.') ? `${middle.slice(0, -1)}49` : `${BigInt(middle) - 1n}.9`;
        expect(valuesOf(`[${above},${below},-${middle}]`)).toEqual([above, below, `-${middle}`].map(Number));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '0',
    '-0',
    '-0.0',
    '0e99999',
    '1e-320',
    '-5e-324',
    '2e-324',
    '1e-99999999999999999999',
    '2.2250738585072011e-308',
    '2.2250738585072014e-308',
    '1.7976931348623157e308',
    '0.1',
    '0.30000000000000004',
    '0.10000000000000000555',
    '9007199254740991',
    '9007199254740992',
    '9007199254740993',
    '9007199254740993.0',
    '900719925474099.3',
    '1e22',
    '1e23',
    '123456789012345678',
    '99999999.9999999999',
    '0.000000000000000000000000000000123456789',
    `0.${'0'.repeat(330)}1`,
    `1${'0'.repeat(300)}`,
    `0.${'123456789'.repeat(40)}`,
  ])('of %s', (number) => {
    // Object.is, as toEqual compares, tells -0 from 0.
    expect(valuesOf(`[${number}]`)).toEqual([Number(number)]);
    expect(valuesOf(`[[${number},1], [2, ${number} ]]`)).toEqual([Number(number), 1, 2, Number(number)]);
  });

  it('of texts that stand for numbers', () => {
    expect(valuesOf('[1, "NaN","Infinity" , "-Infinity"]')).toEqual([1, NaN, Infinity, -Infinity]);
  });

  it('too large for the type are none', () => {
    expect(find('[1, 1e400]')!.numbers('float64')).toBeUndefined();
    expect(find('[1, -1e39]')!.numbers('float64')).toEqual(Float64Array.of(1, -1e39));
    expect(find('[1, -1e39]')!.numbers('float32')).toBeUndefined();
    expect(find('["Infinity", 0.1]')!.numbers('float32')).toEqual(Float32Array.of(Infinity, 0.1));
  });

  it('are left as they stand in the elements', () => {
    expect(find('[1, "NaN", 1e400, -2]')!.elements()).toEqual([1, 'NaN', Infinity, -2]);
    const rows = find('[ [1, "Infinity"], [3, 4] ]')!.elements() as readonly NumericArray[];
    expect(rows.map((row) => row.elements())).toEqual([
      [1, 'Infinity'],
      [3, 4],
    ]);
  });
});

describe('a list', () => {
  it.each([
    ...[
      '[]',
      '[',
      '[[]]',
      '[[1],[]]',
      '[[1],[2,3]]',
      '[[1],2]',
      '[1,[2]]',
      '[[[1]]]',
      '[1,,2]',
      '[,1]',
      '[1,2',
    ],
    ...[
      '[1[2]',
      '[1}',
      '[1 2]',
      '[[1],[2]',
      '[1, /* 2]',
      '[1 / 2]',
      '[null]',
      '["1"]',
      '["NaN]',
      '[true]',
      '[{}]',
    ],
  ])('%s is left to the library', (text) => {
    expect(find(text)).toBeUndefined();
  });

  it.each(
    '01 -01 00 1. 1.e1 .5 -.5 +1 - -- --1 1e 1e+ 1e- 1E 1e1.5 0x1 1_0 1n Infinity NaN ١ 1,5.'.split(' '),
  )('with %s in it is left to the library, wherever that stands', (number) => {
    for (const text of [`[${number}]`, `[1,${number}]`, `[${number} ,1]`, `[[1],[${number}]]`]) {
      expect(find(text), text).toBeUndefined();
    }
  });

  it('has any white space, comments and a trailing comma in it', () => {
    expect(valuesOf('[ 1 , // one\n 2 /* two, or 3 */ , \r\n\t3, ]')).toEqual([1, 2, 3]);
    expect(valuesOf('[/**/[1,2 ,] // row\n, [3,4], ]')).toEqual([1, 2, 3, 4]);
  });

  it('is found anywhere in a text', () => {
    const text = '{ "é": [1, 2], "b": [[3.5]] }';
    expect(find(text, 7)!.numbers('float64')).toEqual(Float64Array.of(1, 2));
    expect(find(text, text.indexOf('[['))!.numbers('float64')).toEqual(Float64Array.of(3.5));
  });
});

/** Rows of equal length with anything between the numbers; long enough that a scan reads them in many parts. */
const longList = fc
  .record({
    columns: fc.integer({ min: 1, max: 40 }),
    numbers: fc.array(numberText, { minLength: 40, maxLength: 200 }),
    spaces: fc.array(trivia, { minLength: 1, maxLength: 97 }),
    repeats: fc.integer({ min: 1, max: 40 }),
    matrix: fc.boolean(),
  })
  .map(({ columns, numbers, spaces, repeats, matrix }) => {
    let next = 0;
    const space = (): string => spaces[next++ % spaces.length]!;
    const all = Array.from({ length: repeats }, () => numbers).flat();
    const list = (elements: readonly string[]): string =>
      `[${elements.map((element) => space() + element + space()).join(',')}${next % 3 === 0 ? ',' : ''}${space()}]`;
    if (!matrix) return list(all);
    const rows = Math.floor(all.length / columns);
    return list(Array.from({ length: rows }, (_, i) => list(all.slice(i * columns, (i + 1) * columns))));
  });

/** Every number of a text with its place, as the library finds it. */
function literalsOf(text: string): readonly { value: number; start: number; end: number; path: unknown }[] {
  const literals: { value: number; start: number; end: number; path: unknown }[] = [];
  visit(text, {
    onLiteralValue: (value: number, offset, length, _line, _column, path) => {
      literals.push({ value, start: offset, end: offset + length, path: path() });
    },
  });
  return literals;
}

describe('long lists', () => {
  it('have the values and the places that the library finds', () => {
    fc.assert(
      fc.property(longList, fc.integer({ min: 50, max: 500 }), (text, stride) => {
        const list = find(text)!;
        const literals = literalsOf(text);
        expect(list.end).toBe(text.length);
        expect(list.size).toBe(literals.length);
        const values = list.numbers('float64');
        const expected = Float64Array.from(literals, ({ value }) => value);
        if (expected.every(Number.isFinite)) expect(values).toEqual(expected);
        else expect(values).toBeUndefined();
        for (let k = 0; k < literals.length; k += stride) {
          const { start, end, path } = literals[k]!;
          expect(list.at(path as number[])).toEqual({ start, end, isRow: false });
          for (const offset of [start, end]) {
            expect(list.numberEndingFrom(offset)).toEqual({ indices: path, place: { start, end } });
          }
        }
        // Neither does it matter where the one before was.
        for (let k = literals.length - 1; k >= 0; k -= stride) {
          const { start, end, path } = literals[k]!;
          expect(list.at(path as number[])).toEqual({ start, end, isRow: false });
        }
        expect(list.numberEndingFrom(literals.at(-1)!.end + 1)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('have rows where the library finds them', () => {
    fc.assert(
      fc.property(longList, (text) => {
        const starts: number[] = [];
        const ends: number[] = [];
        visit(text, {
          onArrayBegin: (offset) => void starts.push(offset),
          onArrayEnd: (offset, length) => void ends.push(offset + length),
        });
        const list = find(text)!;
        for (let row = 0; row + 1 < starts.length; row += 7) {
          expect(list.at([row])).toEqual({ start: starts[row + 1], end: ends[row], isRow: true });
        }
      }),
      { numRuns: 50 },
    );
  }, 60_000);

  it('have no place beyond them', () => {
    const flat = find('[1, 2, 3]')!;
    for (const indices of [[3], [-1], [0.5], [0, 0], ['0'], []]) expect(flat.at(indices)).toBeUndefined();
    const rows = find('[[1, 2], [3, 4]]')!;
    for (const indices of [[2], [0, 2], [0, 0, 0], [0, 'a']]) expect(rows.at(indices)).toBeUndefined();
  });

  it('of hundreds of thousands of numbers are read whole', () => {
    const numbers = Array.from({ length: 300_000 }, (_, i) => (i % 2 === 0 ? String(i) : `-0.${i}`));
    expect(valuesOf(`[${numbers.join(',')}]`)).toEqual(numbers.map(Number));
    // They get longer, then shorter than the first ones promise.
    const uneven = numbers.map((number, i) => (i < 5000 ? `${number}${' '.repeat(50)}` : number));
    expect(valuesOf(`[${uneven.join(',')}]`)).toEqual(numbers.map(Number));
    expect(valuesOf(`[${uneven.toReversed().join(',')}]`)).toEqual(numbers.toReversed().map(Number));
  });

  it('are read, or left to the library, whatever white space stands between rows', () => {
    const space = ' '.repeat(60_000);
    expect(valuesOf(`[[1,2]${space},${space}[3,4]${space}]`)).toEqual([1, 2, 3, 4]);
    expect(find(`[[1,2]${space}x]`)).toBeUndefined();
  });
});
