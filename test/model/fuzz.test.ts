/** Whatever a file says, it is read to a network or to issues, and never to an exception. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildNetwork } from '../../src/engine/network';
import { readModel } from '../../src/model/readModel';
import { positionAt } from './support/marked';
import { modelText } from './support/modelText';

const valid = [
  modelText({}),
  modelText({
    more: '"dtype": "float32", "weightLayout": "out_in", // PyTorch\n',
    hidden: '{ "type": "Linear", "name": "a", "weights": [[1, 4], [2, 5], [3, 6]] }',
    output:
      '{ "type": "dense", "inputs": ["a"], "activation": { "type": "elu", "alpha": 0.5 }, "weights": [[1, 2, "NaN"]] }',
    loss: '{ "type": "bce", "from_logits": true }',
  }),
  modelText({
    output:
      '{ "type": "dense", "activation": "softmax", "weights": [[1, 2], [3, 4], [5, 6]], "biases": [0, 1] }',
    loss: '"sparse_categorical_crossentropy"',
    targets: '[1]',
  }),
];

/** What a slip of the finger, or worse, puts into a text. */
const insertion = fc.oneof(
  fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    '\\',
    '/',
    '//',
    '/*',
    '*/',
    '\n',
    '\r\n',
    '\uFEFF',
    '-',
  ),
  fc.constantFrom(
    'null',
    'NaN',
    '1e999',
    '-Infinity',
    '"__proto__"',
    '"layers"',
    '[[]]',
    '{}',
    '[]',
    '0',
    '""',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  removed: fc.nat(12),
  inserted: insertion,
});

const mutated = fc
  .tuple(fc.constantFrom(...valid), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([text, mutations]) =>
    mutations.reduce((current, { at, removed, inserted }) => {
      const start = Math.floor(at * current.length);
      return current.slice(0, start) + inserted + current.slice(start + removed);
    }, text),
  );

function expectReadable(text: string): void {
  const { spec, source, issues } = readModel(text, 'fuzz');
  const errors = issues.filter((issue) => issue.severity === 'error');
  expect(spec === undefined).toBe(errors.length > 0);
  expect(source === undefined).toBe(spec === undefined);
  if (spec !== undefined) buildNetwork(spec);
  for (const { range, related = [], message, expected, found } of issues) {
    for (const { start, end } of [range, ...related.map((place) => place.range)]) {
      expect(start.offset).toBeLessThanOrEqual(end.offset);
      expect(end.offset).toBeLessThanOrEqual(text.length);
      expect(start).toEqual(positionAt(text, start.offset));
      expect(end).toEqual(positionAt(text, end.offset));
    }
    expect(message).not.toBe('');
    expect(expected).not.toBe('');
    expect(found).not.toBe('');
  }
}

it('a changed model is read to a network or to issues', () => {
  fc.assert(fc.property(mutated, expectReadable), { numRuns: 2000 });
}, 60_000);

it('any JSON in the place of any part is read to a network or to issues', () => {
  const part = fc.oneof(fc.json({ maxDepth: 3 }), fc.constantFrom('[]', '[[]]', '[[1]]', '1e999', 'null'));
  const parts = fc.record(
    {
      hidden: part,
      output: part,
      loss: part,
      inputs: part,
      targets: part,
      batch: part,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(parts, (given) => {
      expectReadable(modelText(given));
    }),
    { numRuns: 500 },
  );
}, 60_000);
