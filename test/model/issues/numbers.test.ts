/** What stands where a number should, and rows of different lengths. */
import { describe } from 'vitest';
import { type Case, check } from '../support/checkIssue';
import type { ModelParts } from '../support/modelText';

describe('numbers', () => {
  const weights = (text: string): ModelParts => ({
    output: `{ "type": "dense", "name": "output", "weights": ${text} }`,
  });
  const notNumber = (why: string, found: string): Omit<Case, 'parts'> => ({
    code: 'not_a_number',
    message: `The weights of layer "output": ${why}`,
    path: ['layers', 1, 'weights', 1, 0],
    expected: 'a number',
    found,
  });
  check('a number in quotes', {
    parts: weights('[[1], [«"2"»], [3]]'),
    ...notNumber('a number stands without quotes', '"2"'),
  });
  check('a text', {
    parts: weights('[[1], [«"two"»], [3]]'),
    ...notNumber('a text is not a number', '"two"'),
  });
  check('null', {
    parts: weights('[[1], [«null»], [3]]'),
    ...notNumber('null is not a number; write "NaN" if that is meant', 'null'),
  });
  check('true', { parts: weights('[[1], [«true»], [3]]'), ...notNumber('true is not a number', 'true') });
  check('an object', {
    parts: weights('[[1], [«{}»], [3]]'),
    ...notNumber('an empty object is not a number', 'an empty object'),
  });
  check('a list', {
    parts: weights('[[1], [«[2]»], [3]]'),
    ...notNumber('a list of 1 is not a number', 'a list of 1'),
  });
  check('too large for float64', {
    parts: weights('[[1], [«1e999»], [3]]'),
    ...notNumber('the number is too large for float64; write "Infinity" if that is meant', '1e999'),
  });
  check('too large for float32', {
    parts: { more: '"dtype": "float32",', ...weights('[[1], [«-1e39»], [3]]') },
    ...notNumber('the number is too large for float32; write "-Infinity" if that is meant', '-1e39'),
  });
  check('a ragged array', {
    parts: weights('[[1], «[2, 4]», [3]]'),
    code: 'ragged_array',
    message: 'The weights of layer "output": row 2 has 2 numbers, the others have 1',
    path: ['layers', 1, 'weights', 1],
    expected: '1 number',
    found: '2 numbers',
    related: [['A row of 1 number', '[1]']],
  });
  check('a row that is no list', {
    parts: weights('[[1], «2», [3]]'),
    code: 'ragged_array',
    message: 'The weights of layer "output": row 2 is not a list',
    path: ['layers', 1, 'weights', 1],
    expected: '1 number',
    found: 'the number 2',
    related: [['A row of 1 number', '[1]']],
  });
  check('a ragged row over several lines is shown by its first', {
    parts: weights('[[1], «[»\n2,\n4], [3]]'),
    code: 'ragged_array',
    message: 'The weights of layer "output": row 2 has 2 numbers, the others have 1',
    path: ['layers', 1, 'weights', 1],
    expected: '1 number',
    found: '2 numbers',
    related: [['A row of 1 number', '[1]']],
  });
});
