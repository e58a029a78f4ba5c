/** Shapes of parameters, by themselves and beside their neighbours. */
import { describe } from 'vitest';
import { check } from '../support/checkIssue';

describe('shapes', () => {
  check('a matrix in one flat list', {
    parts: { output: '{ "type": "dense", "name": "output", «"weights"»: [1, 2, 3] }' },
    code: 'wrong_shape',
    message:
      'The weights of layer "output" must be a list of rows, one for each input: put each row in brackets of its own',
    path: ['layers', 1, 'weights'],
    expected: 'rows such as [[0.1, 0.2]]',
    found: 'a flat list',
  });
  check('biases in rows', {
    parts: { output: '{ "type": "dense", "name": "output", "weights": [[1], [2], [3]], «"biases"»: [[0]] }' },
    code: 'wrong_shape',
    message: 'The biases of layer "output" must be one flat list of numbers',
    path: ['layers', 1, 'biases'],
    expected: 'a list of numbers such as [0.1, 0.2]',
    found: 'a list of lists',
  });
  check('weights that are no list', {
    parts: { output: '{ "type": "dense", "name": "output", "weights": «3» }' },
    code: 'wrong_type',
    message: 'The weights of layer "output" must be a list of rows',
    path: ['layers', 1, 'weights'],
    expected: 'a list of rows',
    found: 'the number 3',
  });
  check('weights from a file', {
    parts: { output: '{ "type": "dense", "name": "output", "units": 1, «"weights"»: { "file": "w.npy" } }' },
    code: 'unsupported',
    message: 'The weights of layer "output" can not be given by "file" yet: write the numbers into the model',
    path: ['layers', 1, 'weights'],
    expected: 'a list of rows',
    found: 'an object with "file"',
  });
  check('initialised biases', {
    parts: {
      output:
        '{ "type": "dense", "name": "output", "weights": [[1], [2], [3]], «"biases"»: { "init": "zeros" } }',
    },
    code: 'unsupported',
    message: 'The biases of layer "output" can not be given by "init" yet: write the numbers into the model',
    path: ['layers', 1, 'biases'],
    expected: 'a list of numbers',
    found: 'an object with "init"',
  });
  check('no weights', {
    parts: { output: '«{ "type": "dense", "name": "output", "units": 1 }»' },
    code: 'missing',
    message: 'Layer "output" has no "weights"',
    path: ['layers', 1],
    expected: '"weights"',
    found: 'an object with "type", "name", "units"',
  });
  check('empty weights', {
    parts: { output: '{ "type": "dense", "name": "output", «"weights"»: [], "units": 1 }' },
    code: 'wrong_shape',
    message: 'The weights of layer "output" hold no numbers',
    path: ['layers', 1, 'weights'],
    expected: 'a 3 × 1 matrix',
    found: 'an empty list',
  });
  check('biases that are null', {
    parts: { output: '{ "type": "dense", "name": "output", "weights": [[1], [2], [3]], "biases": «null» }' },
    code: 'wrong_type',
    message: 'The biases of layer "output" can not be null; leave the key out for a layer without biases',
    path: ['layers', 1, 'biases'],
    expected: 'a list of numbers, or no "biases"',
    found: 'null',
  });
  check('rows that do not fit the layer before', {
    parts: { output: '{ "type": "dense", "name": "output", «"weights"»: [[1], [2]] }' },
    code: 'wrong_shape',
    message: 'The weights of layer "output" have 2 rows, but layer "hidden" gives 3 values',
    path: ['layers', 1, 'weights'],
    expected: '3 rows',
    found: '2 rows',
    related: [['Layer "hidden" gives 3 values', '"weights"']],
  });
  check('columns that do not fit the layer before, in PyTorch’s layout', {
    parts: {
      more: '"weightLayout": "out_in",',
      hidden: '{ "type": "dense", "name": "hidden", "weights": [[1, 4], [2, 5], [3, 6]] }',
      output: '{ "type": "dense", "name": "output", «"weights"»: [[1, 2]] }',
    },
    code: 'wrong_shape',
    message: 'The weights of layer "output" have 2 columns, but layer "hidden" gives 3 values',
    path: ['layers', 1, 'weights'],
    expected: '3 columns',
    found: '2 columns',
    related: [['Layer "hidden" gives 3 values', '"weights"']],
  });
  check('a matrix that fits transposed', {
    parts: { output: '{ "type": "dense", "name": "output", «"weights"»: [[1, 2, 3]] }' },
    code: 'wrong_shape',
    message:
      'The weights of layer "output" are 1 × 3, but layer "hidden" gives 3 values; transposed (3 × 1) they fit: set "weightLayout": "out_in", or swap rows and columns',
    path: ['layers', 1, 'weights'],
    expected: 'a 3 × 1 matrix',
    found: 'a 1 × 3 matrix',
    related: [['Layer "hidden" gives 3 values', '"weights"']],
  });
  check('the first matrix transposed, in PyTorch’s layout', {
    parts: {
      more: '"weightLayout": "out_in",',
      hidden:
        '{ "type": "dense", "name": "hidden", "units": 3, «"weights"»: [[1, 2, 3], [4, 5, 6]], "biases": [0, 0, 0] }',
      output: '{ "type": "dense", "name": "output", "weights": [[1, 2, 3]] }',
    },
    code: 'wrong_shape',
    message:
      'The weights of layer "hidden" are 2 × 3, but the batch gives 2 values; transposed (3 × 2) they fit: set "weightLayout": "in_out", or swap rows and columns',
    path: ['layers', 0, 'weights'],
    expected: 'a 3 × 2 matrix',
    found: 'a 2 × 3 matrix',
    related: [['The batch gives 2 values', '"inputs"']],
  });
  check('units that disagree with the weights', {
    parts: { output: '{ "type": "dense", "name": "output", "units": «2», "weights": [[1], [2], [3]] }' },
    code: 'units_mismatch',
    message: '"units" of layer "output" says 2, but its weights have 1 column',
    path: ['layers', 1, 'units'],
    expected: '1',
    found: '2',
    related: [['The weights have 1 column', '"weights"']],
  });
  check('weights that disagree with units and biases', {
    parts: {
      output:
        '{ "type": "dense", "name": "output", "units": 1, «"weights"»: [[1, 1], [2, 2], [3, 3]], "biases": [0] }',
    },
    code: 'units_mismatch',
    message: 'The weights of layer "output" have 2 columns, but the layer has 1 unit',
    path: ['layers', 1, 'weights'],
    expected: '1 column',
    found: '2 columns',
    related: [['The biases have 1 number', '"biases"']],
  });
  check('biases that disagree with the weights', {
    parts: {
      output: '{ "type": "dense", "name": "output", "weights": [[1], [2], [3]], «"biases"»: [0, 0] }',
    },
    code: 'units_mismatch',
    message: 'The biases of layer "output" have 2 numbers, but the layer has 1 unit',
    path: ['layers', 1, 'biases'],
    expected: '1 number',
    found: '2 numbers',
    related: [['The weights have 1 column', '"weights"']],
  });
  for (const units of ['0', '2.5', '-1', '1e10']) {
    check(`${units} units`, {
      parts: {
        output: `{ "type": "dense", "name": "output", "units": «${units}», "weights": [[1], [2], [3]] }`,
      },
      code: 'invalid_parameter',
      message: 'Layer "output": "units" must be a whole number of at least 1',
      path: ['layers', 1, 'units'],
      expected: 'a whole number of at least 1',
      found: units,
    });
  }
  check('units in quotes', {
    parts: { output: '{ "type": "dense", "name": "output", "units": «"1"», "weights": [[1], [2], [3]] }' },
    code: 'wrong_type',
    message: 'Layer "output": "units" must be a whole number of at least 1',
    path: ['layers', 1, 'units'],
    expected: 'a whole number of at least 1',
    found: 'the text "1"',
  });
  check('a layer that is no object', {
    parts: { output: '«"dense"»' },
    code: 'wrong_type',
    message: 'Layer 2 must be an object',
    path: ['layers', 1],
    expected: 'an object such as { "type": "dense", "weights": [[…]] }',
    found: 'the text "dense"',
  });
  check('units of an activation layer that are not those it reads', {
    parts: {
      hidden: '{ "type": "activation", "name": "bend", "activation": "relu", "units": «2» }',
      inputs: '[[0.1, 0.2, 0.3]]',
    },
    code: 'units_mismatch',
    message:
      '"units" of layer "bend" says 2, but the layer has as many units as it reads, and the batch gives 3 values',
    path: ['layers', 0, 'units'],
    expected: '3',
    found: '2',
    related: [['The batch gives 3 values', '"inputs"']],
  });
  check('weights behind an activation layer', {
    parts: {
      hidden: '{ "type": "activation", "name": "bend", "activation": "relu" }',
      output: '{ "type": "dense", "name": "output", «"weights"»: [[1], [2], [3]] }',
    },
    code: 'wrong_shape',
    message: 'The weights of layer "output" have 3 rows, but layer "bend" gives 2 values',
    path: ['layers', 1, 'weights'],
    expected: '2 rows',
    found: '3 rows',
    related: [
      ['Layer "bend" gives 2 values', '{ "type": "activation", "name": "bend", "activation": "relu" }'],
    ],
  });
});
