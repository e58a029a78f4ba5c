/** Samples and targets. */
import { describe } from 'vitest';
import { check } from '../support/checkIssue';

describe('batch', () => {
  check('samples of another width', {
    parts: { batch: '{ «"inputs"»: [[1, 2, 3, 4]], "targets": [[1]] }' },
    code: 'input_width',
    message: 'Each sample has 4 values, but the weights of layer "hidden" have 2 rows: one for each input',
    path: ['batch', 'inputs'],
    expected: 'samples of 2 values',
    found: 'samples of 4 values',
    related: [['Layer "hidden" reads 2 values', '"weights"']],
  });
  check('a sample in one flat list', {
    parts: { batch: '{ «"inputs"»: [0.1, 0.2], "targets": [[1]] }' },
    code: 'wrong_shape',
    message:
      'The inputs of the batch must be a list of rows, one for each sample: put each row in brackets of its own',
    path: ['batch', 'inputs'],
    expected: 'rows such as [[0.1, 0.2]]',
    found: 'a flat list',
  });
  check('no samples', {
    parts: { batch: '{ «"inputs"»: [], "targets": [[1]] }' },
    code: 'empty_batch',
    message: 'The batch has no samples',
    path: ['batch', 'inputs'],
    expected: 'at least one sample such as [[0.1, 0.2]]',
    found: 'an empty list',
  });
  check('samples without numbers', {
    parts: { batch: '{ «"inputs"»: [[], []], "targets": [[1], [0]] }' },
    code: 'empty_batch',
    message: 'The samples of the batch hold no numbers',
    path: ['batch', 'inputs'],
    expected: 'samples such as [[0.1, 0.2]]',
    found: 'empty lists',
  });
  check('no targets', {
    parts: '{ "layers": [{ "type": "dense", "weights": [[1]] }], «"batch"»: { "inputs": [[1]] } }',
    code: 'missing',
    message: 'The batch has no "targets"',
    path: ['batch'],
    expected: '"targets": one row for each sample',
    found: 'an object with "inputs"',
  });
  check('a batch that is no object', {
    parts: { batch: '«7»' },
    code: 'wrong_type',
    message: '"batch" must be an object',
    path: ['batch'],
    expected: 'an object with "inputs" and "targets"',
    found: 'the number 7',
  });
  check('targets of another width', {
    parts: { batch: '{ "inputs": [[0.1, 0.2]], «"targets"»: [[1, 0]] }' },
    code: 'target_shape',
    message: 'The targets are 1 × 2, but half_squared_error compares them with outputs of 1 × 1',
    path: ['batch', 'targets'],
    expected: '1 × 1 (samples × outputs)',
    found: '1 × 2',
    related: [['Layer "output" gives 1 value', '"weights"']],
  });
  check('targets for another number of samples', {
    parts: { batch: '{ "inputs": [[0.1, 0.2], [0.3, 0.4]], «"targets"»: [[1]] }' },
    code: 'target_shape',
    message: 'The targets are 1 × 1, but half_squared_error compares them with outputs of 2 × 1',
    path: ['batch', 'targets'],
    expected: '2 × 1 (samples × outputs)',
    found: '1 × 1',
    related: [['The batch has 2 samples', '"inputs"']],
  });
  check('targets with samples in columns', {
    parts: { batch: '{ "inputs": [[0.1, 0.2], [0.3, 0.4]], «"targets"»: [[1, 0]] }' },
    code: 'target_shape',
    message:
      'The targets are 1 × 2, but half_squared_error compares them with outputs of 2 × 1; rows are samples, columns are outputs',
    path: ['batch', 'targets'],
    expected: '2 × 1 (samples × outputs)',
    found: '1 × 2',
    related: [
      ['The batch has 2 samples', '"inputs"'],
      ['Layer "output" gives 1 value', '"weights"'],
    ],
  });
  check('targets in one flat list, one output', {
    parts: { batch: '{ "inputs": [[0.1, 0.2], [0.3, 0.4]], «"targets"»: [0, 1] }' },
    code: 'target_shape',
    message: 'Each target must be a row of its own: write [[0], [1]] instead of [0, 1]',
    path: ['batch', 'targets'],
    expected: '2 rows of 1 number',
    found: 'a flat list',
    related: [['Layer "output" gives 1 value', '"weights"']],
  });
  check('class indices for a loss that reads rows', {
    parts: {
      output: '{ "type": "dense", "activation": "softmax", "weights": [[1, 1], [2, 2], [3, 3]] }',
      loss: '"categorical_crossentropy"',
      batch: '{ "inputs": [[0.1, 0.2]], «"targets"»: [0] }',
    },
    code: 'target_shape',
    message:
      'Each target must be a row of 2 numbers; for class indices use the loss "sparse_categorical_crossentropy"',
    path: ['batch', 'targets'],
    expected: '1 row of 2 numbers',
    found: 'a flat list',
    related: [['Layer "layer2" gives 2 values', '"weights"']],
  });
});

describe('class targets', () => {
  const parts = {
    output: '{ "type": "dense", "activation": "softmax", "weights": [[1, 1], [2, 2], [3, 3]] }',
    loss: '"sparse_categorical_crossentropy"',
    inputs: '[[0.1, 0.2], [0.3, 0.4]]',
  };
  for (const wrong of ['2', '-1', '0.5', '"NaN"']) {
    check(`a class of ${wrong}`, {
      parts: { ...parts, targets: `[1, «${wrong}»]` },
      code: 'class_index',
      message: 'The class of sample 2 must be a whole number from 0 to 1: the output has 2 classes',
      path: ['batch', 'targets', 1],
      expected: 'a whole number from 0 to 1',
      found: wrong,
      related: [['Layer "layer2" gives 2 values', '"weights"']],
    });
  }
  check('a class in a row', {
    parts: { ...parts, targets: '[[«3»], [1]]' },
    code: 'class_index',
    message: 'The class of sample 1 must be a whole number from 0 to 1: the output has 2 classes',
    path: ['batch', 'targets', 0, 0],
    expected: 'a whole number from 0 to 1',
    found: '3',
    related: [['Layer "layer2" gives 2 values', '"weights"']],
  });
  check('one-hot rows', {
    parts: { ...parts, batch: '{ "inputs": [[0.1, 0.2]], «"targets"»: [[0, 1]] }' },
    code: 'target_shape',
    message:
      'sparse_categorical_crossentropy reads one class index for each sample, not a row of 2; for one-hot rows use the loss "categorical_crossentropy"',
    path: ['batch', 'targets'],
    expected: 'one class index for each sample, such as [2, 0, 1]',
    found: 'rows of 2',
  });
  check('too few classes', {
    parts: { ...parts, batch: '{ "inputs": [[0.1, 0.2], [0.3, 0.4]], «"targets"»: [1] }' },
    code: 'target_shape',
    message: 'There is 1 target for 2 samples',
    path: ['batch', 'targets'],
    expected: '2 class indices',
    found: '1 class index',
    related: [['The batch has 2 samples', '"inputs"']],
  });
});
