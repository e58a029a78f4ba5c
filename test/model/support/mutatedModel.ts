/** Texts of models as slips leave them. */
import fc from 'fast-check';
import { modelText } from './modelText';

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

/** A valid model with up to four slips. */
export const mutatedModel = fc
  .tuple(fc.constantFrom(...valid), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([text, mutations]) =>
    mutations.reduce((current, { at, removed, inserted }) => {
      const start = Math.floor(at * current.length);
      return current.slice(0, start) + inserted + current.slice(start + removed);
    }, text),
  );
