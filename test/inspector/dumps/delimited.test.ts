/** Tables of numbers: separators, headers, and what is wrong with a cell. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingOf } from './goldenDumps';

describe('a matrix of 2 × 2', () => {
  it.each([
    '1.5,2\n-3e-2,4\n',
    '1.5;2\n-3e-2;4',
    '1.5\t2\r\n-3e-2\t4\r\n',
    '1.5 2\n-3e-2 4',
    '   1.5    2\n -3e-2   4  \n',
    '1.5, 2\n\n-3e-2, 4\n\n',
    'a,b\n1.5,2\n-3e-2,4',
    '# 2 x 2\n1.5 2\n-3e-2 4',
    '"1.5","2"\n"-3e-2","4"',
    '0,1\n1.5,2\n-3e-2,4',
    ',0,1\n0,1.5,2\n1,-3e-2,4',
    ',a,b\n0,1.5,2\n1,-3e-2,4',
    '\uFEFF1.5,2\n-3e-2,4',
  ])('%j', (text) => {
    const { arrays, issues } = readingOf('folder/dW1.csv', text);
    expect(issues).toEqual([]);
    expect(arrays.map(({ name, shape, values }) => [name, shape, [...values]])).toEqual([
      ['dW1', [2, 2], [1.5, 2, -0.03, 4]],
    ]);
  });
});

it('a column is a column, a line a line', () => {
  expect(readingOf('b.csv', '1.\n2.\n').arrays[0]!.shape).toEqual([2, 1]);
  expect(readingOf('b.csv', '1.,2.\n').arrays[0]!.shape).toEqual([1, 2]);
});

it('NaN and infinities are numbers', () => {
  const [array] = readingOf('z.csv', 'nan,NaN,inf\n-inf,Infinity,-0\n').arrays;
  expect([...array!.values]).toEqual([NaN, NaN, Infinity, -Infinity, Infinity, -0]);
});

describe('what is wrong', () => {
  it.each([
    ['1,2\n3\n', 'ragged_array', 'line 2 has 1 number, the first has 2', 1, 0],
    ['1,2\n3,x\n', 'not_a_number', 'a text is not a number', 1, 2],
    ['1,2\n3,\n', 'not_a_number', 'a number is missing', 1, 2],
    ['1,5;2\n3;4\n', 'not_a_number', 'with a point', 0, 0],
  ])('%j', (text, code, message, line, column) => {
    const { arrays, issues } = readingOf('dW1.csv', text);
    expect(arrays).toEqual([]);
    expect(issues).toMatchObject([{ code, range: { start: { line, column } } }]);
    expect(issues[0]!.message).toContain(message);
  });

  it('is that there are no numbers', () => {
    expect(readingOf('dW1.csv', 'a,b\n').issues).toMatchObject([{ code: 'no_numbers' }]);
  });
});

it('numbers come back as they were written', () => {
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(fc.double({ noNaN: true }), { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 5,
      }),
    )
    // Whole numbers from 0 on are taken for a header above others.
    .filter(([first]) => !first!.every((value, i) => value === i));
  fc.assert(
    fc.property(table, fc.constantFrom(',', ';', '\t', ' '), (rows, separator) => {
      const text = rows.map((row) => row.join(separator)).join('\n');
      const { arrays, issues } = readingOf('x.csv', text);
      expect(issues).toEqual([]);
      expect([...arrays[0]!.values]).toEqual(rows.flat().map((value) => (value === 0 ? 0 : value)));
    }),
    { numRuns: 300 },
  );
});
