import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelText } from '../support/modelText';
import { fixed, fixesOf } from './support';

const hidden = (weights: string): string =>
  `{ "type": "dense", "name": "hidden", "units": 3, "weights": ${weights}, "biases": [0, 0, 0] }`;
const turned = (weights: string): string =>
  fixed(modelText({ hidden: hidden(weights) }), 'Transpose "weights"');

describe('a matrix the wrong way round', () => {
  it.each([
    ['one line', '[[1, 4], [2, 5], [3, 6]]', '[[1, 2, 3], [4, 5, 6]]'],
    ['no spaces', '[[1,4],[2,5],[3,6]]', '[[1,2,3],[4,5,6]]'],
    ['one row a line', '[\n  [1, 4],\n  [2, 5],\n  [3, 6]\n]', '[\n  [1, 2, 3],\n  [4, 5, 6]\n]'],
    [
      'spaces inside and a trailing comma',
      '[\r\n\t[ 1, 4 ],\r\n\t[ 2, 5 ],\r\n\t[ 3, 6 ],\r\n]',
      '[\r\n\t[ 1, 2, 3 ],\r\n\t[ 4, 5, 6 ],\r\n]',
    ],
    [
      'one number a line',
      '[\n [\n  1,\n  4\n ],\n [\n  2,\n  5\n ],\n [\n  3,\n  6\n ]\n]',
      '[\n [\n  1,\n  2,\n  3\n ],\n [\n  4,\n  5,\n  6\n ]\n]',
    ],
    [
      'digits as they were written',
      '[[1.50, -4e-3], ["NaN", 5], [3.0, 60E+0]]',
      '[[1.50, "NaN", 3.0], [-4e-3, 5, 60E+0]]',
    ],
  ])('is turned, and keeps its form: %s', (_form, before, wanted) => {
    expect(turned(before)).toBe(modelText({ hidden: hidden(wanted) }));
  });

  it('of one row becomes one of rows of one number, and back', () => {
    const output = (weights: string): string => `{ "type": "dense", "units": 1, "weights": ${weights} }`;
    const text = modelText({ output: output('[\n    [1, 2, 3]\n  ]') });
    expect(fixed(text, 'Transpose "weights"')).toBe(
      modelText({ output: output('[\n    [1],\n    [2],\n    [3]\n  ]') }),
    );
    expect(fixed(modelText({ output: output('[[1,2,3]]') }), 'Transpose "weights"')).toBe(
      modelText({ output: output('[[1],[2],[3]]') }),
    );
  });

  it('may be told to be the layout, where all matrices are so', () => {
    const text = modelText({
      hidden: hidden('[[1, 4], [2, 5], [3, 6]]'),
      output: '{ "type": "activation", "activation": "relu" }',
      targets: '[[1, 2, 3]]',
    });
    expect(fixesOf(text).map(({ title, isOnly }) => [title, isOnly])).toEqual([
      ['Transpose "weights"', false],
      ['Set "weightLayout" to "out_in"', false],
    ]);
    const changed = fixed(text, 'Set "weightLayout" to "out_in"');
    expect(changed).toBe(text.replace('"layers"', '"weightLayout": "out_in",\n  "layers"'));
  });

  it('takes a layout back that none of its matrices has', () => {
    const text = modelText({
      more: '"weightLayout": "out_in",',
      hidden: hidden('[[1, 2, 3], [4, 5, 6]]'),
      output: '{ "type": "activation", "activation": "relu" }',
      targets: '[[1, 2, 3]]',
    });
    expect(fixed(text, 'Set "weightLayout" to "in_out"')).toBe(text.replace('out_in', 'in_out'));
  });

  it('is not told to be the layout where another matrix would not fit then', () => {
    const text = modelText({ hidden: hidden('[[1, 4], [2, 5], [3, 6]]') });
    expect(fixesOf(text).map(({ title }) => title)).toEqual(['Transpose "weights"']);
  });

  it('with comments in it is left to its author', () => {
    const text = modelText({ hidden: hidden('[[1, 4], /* two */ [2, 5], [3, 6]]') });
    expect(fixesOf(text)).toEqual([]);
  });

  it('has the same numbers afterwards, and all else stays', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const sizes = fc.record({
      inputs: fc.integer({ min: 1, max: 6 }),
      units: fc.integer({ min: 1, max: 6 }),
    });
    const cases = sizes
      .filter(({ inputs, units }) => inputs !== units)
      .chain(({ inputs, units }) =>
        fc.record({
          weights: fc.array(fc.array(number, { minLength: units, maxLength: units }), {
            minLength: inputs,
            maxLength: inputs,
          }),
          indent: fc.constantFrom(undefined, 1, 2, '\t'),
        }),
      );
    fc.assert(
      fc.property(cases, ({ weights, indent }) => {
        const write = (matrix: readonly (readonly number[])[]): string =>
          JSON.stringify(
            {
              layers: [{ type: 'dense', units: weights[0]!.length, weights: matrix }],
              batch: { inputs: [weights.map(() => 1)], targets: [weights[0]!.map(() => 1)] },
            },
            undefined,
            indent,
          );
        const wrong = weights[0]!.map((_, j) => weights.map((row) => row[j]!));
        expect(fixed(write(wrong), 'Transpose "weights"')).toBe(write(weights));
      }),
    );
  });
});
