/** Text that is no JSON, and what hostile text may not do. */
import { describe, expect, it } from 'vitest';
import type { ModelIssue } from '../../src/model/modelIssue';
import { readModel } from '../../src/model/readModel';
import { marked, positionAt } from './support/marked';
import { modelText } from './support/modelText';

const noJson = 'a number, a text, a list or an object';
const doubleQuotes = 'a text in double quotes';
const key = ['A key must stand in double quotes', 'a key in double quotes'] as const;
const number = ['This is no number of JSON', 'a number such as 0.5, 1 or 1e-3'] as const;

/** The text with the range of its first issue between « and », and the issue's message, expected and found. */
const cases: readonly (readonly [
  text: string,
  message: string,
  expected: string,
  found: string,
  count?: number,
])[] = [
  ['«»', 'The file is empty', 'a model', 'the end of the text'],
  ['  \n «»', 'The file is empty', 'a model', 'the end of the text'],
  ['«loss» = mse', 'This is not JSON', noJson, 'loss', 3],
  ['«\u0000\u0001»', 'This is not JSON', noJson, 'U+0000'],
  ['{ "layers": [«NaN»] }', 'JSON has no NaN: write it as a text, "NaN"', '"NaN" in quotes', 'NaN'],
  [
    '{ "layers": [1, «-Infinity», 2] }',
    'JSON has no -Infinity: write it as a text, "-Infinity"',
    '"-Infinity" in quotes',
    '-Infinity',
  ],
  ["{ «'layers'»: [] }", ...key, "'layers'"],
  ['{ «layers»: [] }', ...key, 'layers'],
  ['{ "layers": [«\'a b\'»] }', 'JSON has only double quotes', doubleQuotes, "'a b'"],
  ['{ "layers": [1, 2 «}»', 'A list is not closed', '"]"', '}'],
  ['{ "layers": { "a": 1 «]» }', 'An object is not closed', '"}"', ']'],
  ['{ "layers": [1, 2«»', 'A list is not closed', '"]"', 'the end of the text'],
  ['{ "layers": [[1, 2], { "a": [«»', 'A list is not closed', '"]"', 'the end of the text'],
  ['{ "layers" «[»1] }', 'A colon is missing after the key', '":"', '['],
  ['{ "layers": «}»', 'A value is missing', 'a value', '}'],
  ['{ "layers": [1,«,»2] }', 'A value is missing', 'a value', ','],
  ['{ "layers": [1] } «{»}', 'Something stands after the end of the model', 'the end of the text', '{'],
  ['{ "layers": «"abc»\n }', 'A text is not closed on its line', 'a closing double quote', '"abc'],
  ['{ "a": «"a\\x"» }', 'A text has an unknown escape', 'one of JSON’s escapes, such as "\\n"', '"a\\x"'],
  ['{ "a": «"a\tb"» }', 'A text has a control character', 'an escape such as "\\t"', '"aU+0009b"'],
  ['{ "layers": [«1.»] }', 'The number ends too early', 'a digit', '1.'],
  ['{ "layers": [«1e»] }', 'The number ends too early', 'a digit', '1e'],
  ['{ "layers": [«.5»] }', ...number, '.5'],
  ['{ "layers": [«+1»] }', ...number, '+1'],
  ['{ "layers": [] } «/* the end»', 'A comment is not closed', '"*/"', '/'],
];

describe('a problem of the JSON itself', () => {
  for (const [source, message, expected, found, count = 1] of cases) {
    it(JSON.stringify(source), () => {
      const { text, start, end } = marked(source);
      const { spec, issues } = readModel(text, 'test');
      expect(spec).toBeUndefined();
      const [first] = issues;
      expect(first).toEqual<ModelIssue>({
        severity: 'error',
        code: 'invalid_json',
        message,
        path: first!.path,
        range: { start: positionAt(text, start), end: positionAt(text, end) },
        expected,
        found,
      });
      expect(issues).toHaveLength(count);
    });
  }
});

describe('a missing comma', () => {
  it('is mended, so that all else is found too', () => {
    const { issues } = readModel(
      modelText({ more: '"name": "x" "dtype": "float16",', targets: '[[1] [null]]' }),
      'test',
    );
    expect(issues.map((issue) => [issue.code, issue.found])).toEqual([
      ['invalid_json', '"dtype"'],
      ['unknown_value', 'the text "float16"'],
      ['target_shape', '2 × 1'],
      ['invalid_json', '['],
      ['not_a_number', 'null'],
    ]);
  });
});

describe('text that is no JSON at all', () => {
  it('is given up after fifty problems', () => {
    const { issues } = readModel('lorem ipsum '.repeat(100_000), 'test');
    expect(issues).toHaveLength(51);
    expect(issues.at(-1)).toMatchObject({
      code: 'more_issues',
      message: 'The file is read no further',
      found: 'more than 50 problems',
    });
  });
});

describe('keys', () => {
  it.each(['batch', 'constructor', 'toString'])('%s may not stand twice', (name) => {
    const source = `{ "${name}": 1, «"${name}"»: 2 }`;
    const { text, start, end } = marked(source);
    const issue = readModel(text, 'test').issues.find(({ code }) => code === 'duplicate_key')!;
    expect(issue).toEqual<ModelIssue>({
      severity: 'error',
      code: 'duplicate_key',
      message: `The key "${name}" stands twice in one object`,
      path: [name],
      range: { start: positionAt(text, start), end: positionAt(text, end) },
      expected: 'every key once',
      found: `"${name}" again`,
      related: [
        {
          message: 'It stands here first',
          path: [name],
          range: { start: positionAt(text, 2), end: positionAt(text, 2 + name.length + 2) },
        },
      ],
    });
  });

  it('that stand twice have the problems of their first value, in its place', () => {
    const { issues } = readModel('{ "layers": 1, "layers": [], "batch": 2 }', 'test');
    expect(issues.map((issue) => [issue.code, issue.range.start.offset])).toEqual([
      ['wrong_type', 12],
      ['duplicate_key', 15],
      ['wrong_type', 38],
    ]);
  });

  it.each(['__proto__', '\\u005f_proto__'])('%s is refused and reaches no prototype', (name) => {
    const { text, start, end } = marked(
      modelText({ more: `«"${name}"»: { "polluted": true, "name": "evil" },` }),
    );
    const { spec, issues } = readModel(text, 'test');
    expect(spec).toBeUndefined();
    expect(issues).toEqual<ModelIssue[]>([
      {
        severity: 'error',
        code: 'forbidden_key',
        message: 'A key may not be "__proto__"',
        path: [],
        range: { start: positionAt(text, start), end: positionAt(text, end) },
        expected: 'another key',
        found: '"__proto__"',
      },
    ]);
    expect({}).not.toHaveProperty('polluted');
  });

  it('of prototypes mean nothing', () => {
    const { spec, issues } = readModel(modelText({ more: '"constructor": 1, "toString": 2,' }), 'test');
    expect(spec).toBeDefined();
    expect(issues.map((issue) => [issue.code, issue.path])).toEqual([
      ['unknown_key', ['constructor']],
      ['unknown_key', ['toString']],
    ]);
  });
});

describe('depth', () => {
  it.each([
    ['lists', '['],
    ['objects', '{"a":'],
  ])('of a million nested %s is one issue', (_name, opening) => {
    const text = opening.repeat(1_000_000);
    const { spec, issues } = readModel(text, 'test');
    expect(spec).toBeUndefined();
    const offset = opening.length * 64;
    expect(issues).toEqual<ModelIssue[]>([
      {
        severity: 'error',
        code: 'too_deep',
        message: 'Lists and objects are nested more than 64 deep',
        path: issues[0]!.path,
        range: { start: positionAt(text, offset), end: positionAt(text, offset + 1) },
        expected: 'at most 64 levels',
        found: 'a deeper one',
      },
    ]);
  });

  it('inside a model is found too', () => {
    const bomb = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const { issues } = readModel(modelText({ more: `"expected": ${bomb},` }), 'test');
    expect(issues.map((issue) => issue.code)).toEqual(['too_deep']);
  });
});
