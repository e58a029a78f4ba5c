/** A user's output: which layer each entry is of, what it claims, and every problem at its place. */
import { describe, expect, it } from 'vitest';
import { type ReadOutput, readOutput } from '../../../src/inspector/comparison/readOutput';
import { goldenText } from '../inspectorOf';
import { runOf } from './support/runOf';

/** hidden: 2 → 3, output: 3 → 1, one sample. */
const { network } = runOf(goldenText('notes-2-3-1'));
const [hidden, output] = network.layers.map(({ name }) => name) as [string, string];

const read = (output: unknown): ReadOutput => readOutput(JSON.stringify(output), network);

/** What is claimed: layer, quantity, shape, numbers. */
function claimed({ claims }: ReadOutput): readonly unknown[] {
  return claims!.map(({ layer, quantity, shape, values }) => [layer, quantity, shape, [...values]]);
}

/** The issues of a text with the parts that they mark. */
function marked(text: string, of = network): readonly unknown[] {
  const { claims, issues } = readOutput(text, of);
  if (issues.some(({ severity }) => severity === 'error')) expect(claims).toBeUndefined();
  return issues.map(({ code, range }) => [code, text.slice(range.start.offset, range.end.offset)]);
}

const DW = [[1, 2, 3], [4, 5, 6]]; // prettier-ignore
const DW2 = [[7], [8], [9]];

describe('layers', () => {
  it('belong to the model’s by name, in any order', () => {
    const found = read({ layers: [{ name: output, dW: DW2 }, { name: hidden, dW: DW }] }); // prettier-ignore
    expect(claimed(found)).toStrictEqual([
      [1, 'dW', [3, 1], [7, 8, 9]],
      [0, 'dW', [2, 3], [1, 2, 3, 4, 5, 6]],
    ]);
    expect(found.issues).toStrictEqual([]);
  });

  it.each([
    ['without names', [{ dW: DW }, { db: [1] }]],
    [
      'with as many other names',
      [
        { name: 'fc1', dW: DW },
        { name: 'fc2', db: [1] },
      ],
    ],
  ])('%s belong to them by order', (_what, layers) => {
    expect(claimed(read({ layers }))).toStrictEqual([
      [0, 'dW', [2, 3], [1, 2, 3, 4, 5, 6]],
      [1, 'db', [1], [1]],
    ]);
  });

  it('may be left out by null, or by an object without numbers', () => {
    for (const nothing of [null, {}, { dW: null, db: null, gradients: null }]) {
      expect(claimed(read({ layers: [nothing, { db: [1] }] }))).toStrictEqual([[1, 'db', [1], [1]]]);
    }
  });

  it('that the model does not have are told, with the name that may be meant', () => {
    const text = `{ "layers": [{ "name": "${hidden}", "db": [1, 2, 3] }, { "name": "${output.slice(1)}", "db": [1] }] }`;
    expect(marked(text)).toStrictEqual([['unknown_name', `"${output.slice(1)}"`]]);
    expect(readOutput(text, network).issues[0]).toMatchObject({
      message: `The model has no layer "${output.slice(1)}"; did you mean "${output}"?`,
      expected: `"${hidden}", "${output}"`,
    });
  });

  it('without a name beside others that have one are told', () => {
    const text = `{ "layers": [{ "name": "${hidden}", "db": [1, 2, 3] }, { "db": [1] }] }`;
    expect(marked(text)).toStrictEqual([['missing', '{ "db": [1] }']]);
  });

  it('more than the model has are told', () => {
    expect(marked('{ "layers": [{}, { "db": [1] }, { "db": [1] }] }')).toStrictEqual([
      ['wrong_shape', '{ "db": [1] }'],
    ]);
  });
});

describe('quantities', () => {
  it('are all that a run prints', () => {
    const found = read({
      loss: 1,
      layers: [{ name: hidden, type: 'dense', z: [[1, 2, 3]], a: [[1, 2, 3]], delta: [[1, 2, 3]], dW: DW, db: [1, 2, 3] }], // prettier-ignore
    });
    expect(found.issues).toStrictEqual([]);
    expect(found.claims!.map(({ quantity }) => quantity)).toStrictEqual(['z', 'a', 'delta', 'dW', 'db']);
  });

  it('may stand under "gradients" by the parameters’ names', () => {
    const found = read({ layers: [{ gradients: { biases: [1, 2, 3], weights: DW } }] });
    expect(claimed(found)).toStrictEqual([
      [0, 'dW', [2, 3], [1, 2, 3, 4, 5, 6]],
      [0, 'db', [3], [1, 2, 3]],
    ]);
  });

  it('may be transposed, and a vector where one length is 1: conventions are found later', () => {
    const found = read({ layers: [{ dW: [[1, 4], [2, 5], [3, 6]], db: [[1], [2], [3]], delta: [1, 2, 3] }] }); // prettier-ignore
    expect(found.claims!.map(({ shape }) => shape)).toStrictEqual([[3], [3, 2], [3, 1]]);
  });

  it('hold NaN and infinities as the command line writes them', () => {
    const found = read({ layers: [{ db: ['NaN', 'Infinity', '-Infinity'] }] });
    expect(claimed(found)).toStrictEqual([[0, 'db', [3], [NaN, Infinity, -Infinity]]]);
  });

  it('of another shape are told, with the shape that the model makes', () => {
    const text = '{ "layers": [{ "dW": [[1, 2], [3, 4]], "db": [1, 2] }] }';
    expect(marked(text)).toStrictEqual([
      ['wrong_shape', '"dW"'],
      ['wrong_shape', '"db"'],
    ]);
    const { issues } = readOutput(text, network);
    expect(issues.map(({ expected, found }) => [expected, found])).toStrictEqual([
      ['2 × 3, or transposed', '2 × 2'],
      ['3, or transposed', '2'],
    ]);
  });

  it('of biases that the layer does not have are told', () => {
    const bare = runOf('{ "layers": [{ "type": "dense", "weights": [[1]] }], "batch": { "inputs": [[1]], "targets": [[1]] } }'); // prettier-ignore
    const text = '{ "layers": [{ "db": [1] }] }';
    expect(marked(text, bare.network)).toStrictEqual([['wrong_shape', '"db"']]);
    expect(readOutput(text, bare.network).issues[0]!.message).toContain('the layer has no biases');
  });
});

describe('problems', () => {
  it('are told all at once, each at its place, in the order of the text', () => {
    const text = `{
  "layers": [
    { "name": "${hidden}", "dW": [[1, 2, "x"], [4, 5]], "dw": 1 },
    7,
    { "name": "${output}", "dW": [[1], [2], [3], [4]], "gradients": [1] }
  ]
}`;
    expect(marked(text)).toStrictEqual([
      ['not_a_number', '"x"'],
      ['ragged_array', '[4, 5]'],
      ['unknown_key', '"dw"'],
      ['wrong_type', '7'],
      ['wrong_shape', '"dW"'],
      ['wrong_type', '"gradients"'],
    ]);
  });

  it('an unknown key is a warning, with the one that may be meant', () => {
    const { claims, issues } = read({ layers: [{ db: [1, 2, 3], dWs: DW }] });
    expect(claims).toHaveLength(1);
    expect(issues).toMatchObject([{ severity: 'warning', code: 'unknown_key' }]);
    expect(issues[0]!.message).toContain('did you mean "dW"?');
  });

  it.each([
    ['no JSON', 'hello', 'invalid_json'],
    ['a number', '7', 'not_a_model'],
    ['a list', '[]', 'not_a_model'],
    ['no layers', '{ "loss": 1 }', 'not_a_model'],
    ['layers that are no list', '{ "layers": {} }', 'not_a_model'],
    ['no numbers', '{ "layers": [] }', 'missing'],
    ['layers of nothing', '{ "layers": [{}, null] }', 'missing'],
  ])('%s', (_what, text, code) => {
    const { claims, issues } = readOutput(text, network);
    expect(claims).toBeUndefined();
    expect(issues.map((issue) => issue.code)).toContain(code);
  });
});

describe('the precision', () => {
  it.each([
    ['of all digits', [0.123456789012345, 1.5, 0.25], { kind: 'float64' }],
    ['of numbers that float32 holds', [0.1, 0.2, 0.3].map(Math.fround), { kind: 'float32' }],
    ['of six digits', [0.123456, 1.23457, 12.3457], { kind: 'digits', significant: 6 }],
    ['of four places', [0.1235, 1.2346, 12.3457], { kind: 'decimals', last: 10 ** -4 }],
  ])('%s is that of the whole file', (_what, db, precision) => {
    const { claims } = read({ layers: [{ db }, { db: [0.5] }] });
    expect(claims!.map((claim) => claim.precision)).toStrictEqual([precision, precision]);
  });
});

describe('a model file', () => {
  const model = JSON.parse(goldenText('notes-2-3-1')) as object;

  it('claims what it expects', () => {
    const found = read({ ...model, expected: { layers: [{ name: output, db: [1] }] } });
    expect(claimed(found)).toStrictEqual([[1, 'db', [1], [1]]]);
  });

  it('that expects nothing has nothing to compare, least of all its weights', () => {
    expect(read(model)).toMatchObject({
      claims: undefined,
      issues: [{ code: 'missing', message: 'The model has no "expected" numbers to compare with' }],
    });
  });

  it('has problems at their places in it', () => {
    const text = `${JSON.stringify(model).slice(0, -1)}, "expected": { "layers": [{ "db": [1, "x", 3] }] } }`;
    expect(marked(text)).toStrictEqual([['not_a_number', '"x"']]);
    const empty = `${JSON.stringify(model).slice(0, -1)}, "expected": { "layers": [] } }`;
    expect(marked(empty)).toStrictEqual([['missing', '"expected"']]);
    const none = `${JSON.stringify(model).slice(0, -1)}, "expected": 7 }`;
    expect(marked(none)).toStrictEqual([['not_a_model', '7']]);
  });
});
