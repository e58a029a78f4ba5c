// How far an answer is from the truth: what decides whether a competitor has a time.
import { expect, it } from 'vitest';
import { difference } from './problem';

it('is the norm of the distance over the norm of the truth', () => {
  expect(difference([3, 4], [3, 4])).toBe(0);
  expect(difference([3, 4.5], [3, 4])).toBeCloseTo(0.1, 15);
});

it.each([
  ['of another length', [3], [3, 4]],
  ['not a number', [3, NaN], [3, 4]],
  ['held to a truth that is none', [3, 4], [3, NaN]],
])('is 1 for an answer that is %s', (_, answer, truth) => {
  expect(difference(answer, truth)).toBe(1);
});
