/** Files that are no models, and models without their parts. */
import { describe } from 'vitest';
import { check } from '../support/checkIssue';

describe('the whole', () => {
  const notModel = 'This is JSON, but not a model: a model is an object with "layers" and a "batch"';
  check('a list', {
    parts: '«[1, 2]»',
    code: 'not_a_model',
    message: notModel,
    path: [],
    expected: 'an object with "layers" and "batch"',
    found: 'a list of 2',
  });
  check('a number', {
    parts: '\n «42» ',
    code: 'not_a_model',
    message: notModel,
    path: [],
    expected: 'an object with "layers" and "batch"',
    found: 'the number 42',
  });
  check('a package.json', {
    parts: '«{»\n  "name": "x", "version": "1.0.0", "scripts": {}, "files": [], "main": "x.js"\n}',
    code: 'not_a_model',
    message: notModel,
    path: [],
    expected: 'an object with "layers" and "batch"',
    found: 'an object with "name", "version", "scripts", "files", …',
  });
  check('no layers', {
    parts: '{ «"layers"»: [], "batch": { "inputs": [[1]], "targets": [[1]] } }',
    code: 'missing',
    message: 'The model has no layers',
    path: ['layers'],
    expected: 'at least one layer',
    found: 'an empty list',
  });
  check('no "layers"', {
    parts: '«{ "batch": { "inputs": [[1]], "targets": [[1]] } }»',
    code: 'missing',
    message: 'The model has no "layers"',
    path: [],
    expected: 'a list of layers',
    found: 'no "layers"',
  });
  check('layers that are no list', {
    parts: '{ «"layers"»: {}, "batch": { "inputs": [[1]], "targets": [[1]] } }',
    code: 'wrong_type',
    message: '"layers" must be a list of layers',
    path: ['layers'],
    expected: 'a list of layers',
    found: 'an empty object',
  });
  check('no batch', {
    parts: '«{ "layers": [{ "type": "dense", "weights": [[1]] }] }»',
    code: 'missing',
    message: 'The model has no "batch"',
    path: [],
    expected: 'an object with "inputs" and "targets"',
    found: 'no "batch"',
  });
  check('a loss that is null', {
    parts: { loss: '«null»' },
    code: 'wrong_type',
    message: 'The loss must be a name or an object with "type"',
    path: ['loss'],
    expected: 'the name of a loss, or an object with "type"',
    found: 'null',
  });
});
