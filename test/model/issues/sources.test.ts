/** What a layer says that it reads. */
import { describe } from 'vitest';
import { check } from '../support/checkIssue';
import type { ModelParts } from '../support/modelText';

describe('sources', () => {
  const reads = (inputs: string): ModelParts => ({
    output: `{ "type": "dense", "name": "output", "inputs": ${inputs}, "weights": [[1], [2], [3]] }`,
  });
  const expected = 'a list with the name of one earlier layer, or ["inputs"] for the batch';
  check('an unknown layer', {
    parts: reads('[«"hiden"»]'),
    code: 'unknown_source',
    message: 'Layer "output": it reads a layer that does not exist; did you mean "hidden"?',
    path: ['layers', 1, 'inputs', 0],
    expected,
    found: 'the text "hiden"',
  });
  check('itself', {
    parts: reads('[«"output"»]'),
    code: 'unknown_source',
    message: 'Layer "output": it reads itself; a layer reads only layers above it',
    path: ['layers', 1, 'inputs', 0],
    expected,
    found: 'the text "output"',
  });
  check('a later layer', {
    parts: {
      hidden:
        '{ "type": "dense", "name": "hidden", "inputs": [«"output"»], "weights": [[1, 2, 3], [4, 5, 6]] }',
    },
    code: 'unknown_source',
    message: 'Layer "hidden": it reads a later layer; a layer reads only layers above it',
    path: ['layers', 0, 'inputs', 0],
    expected,
    found: 'the text "output"',
    related: [
      ['That layer stands here', '{ "type": "dense", "name": "output", "weights": [[1], [2], [3]] }'],
    ],
  });
  check('a name without brackets', {
    parts: reads('«"hidden"»'),
    code: 'wrong_type',
    message: 'Layer "output": "inputs" must be a list with one name',
    path: ['layers', 1, 'inputs'],
    expected,
    found: 'the text "hidden"',
  });
  check('two names', {
    parts: {
      output:
        '{ "type": "dense", "name": "output", «"inputs"»: ["hidden", "inputs"], "weights": [[1], [2], [3]] }',
    },
    code: 'wrong_type',
    message: 'Layer "output": "inputs" must be a list with one name',
    path: ['layers', 1, 'inputs'],
    expected,
    found: 'a list of 2',
  });
  check('the batch, whose width does not fit', {
    parts: {
      output:
        '{ "type": "dense", "name": "output", "inputs": ["inputs"], «"weights"»: [[1], [2], [3], [4]] }',
    },
    code: 'wrong_shape',
    message: 'The weights of layer "output" have 4 rows, but the batch gives 2 values',
    path: ['layers', 1, 'weights'],
    expected: '2 rows',
    found: '4 rows',
    related: [['The batch gives 2 values', '"inputs"']],
  });
});
