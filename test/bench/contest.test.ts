// A wrong result has no time, and says why.
import { expect, it } from 'vitest';
import { contest, type Contestant } from './contest';

const contestant = (
  name: string,
  answer: () => Promise<number[]>,
  more: Partial<Contestant> = {},
): Contestant => ({
  name,
  dtype: 'float64',
  answer,
  time: () => Promise.resolve(5),
  ...more,
});
const right = (): Promise<number[]> => Promise.resolve([3, 4]);
const off = (): Promise<number[]> => Promise.resolve([3, 4.00001]);
const broken = (): Promise<number[]> => Promise.reject(new Error('the program ended'));

it('times only those whose answer is ours, as exactly as their dtype is', async () => {
  const outcomes = await contest([
    contestant('ours', right),
    contestant('same', right),
    contestant('off', off),
    contestant('off in float32', off, { dtype: 'float32' }),
    contestant('wrong in float32', () => Promise.resolve([3, 5]), { dtype: 'float32' }),
    contestant('broken', broken),
    contestant('broken later', right, { time: () => Promise.reject(new Error('the program ended')) }),
  ]);
  expect(outcomes.map(({ name, milliseconds, why }) => [name, milliseconds ?? why])).toEqual([
    ['ours', 5],
    ['same', 5],
    ['off', 'wrong by 2.0e-6'],
    ['off in float32', 5],
    ['wrong in float32', 'wrong by 2.0e-1'],
    ['broken', 'the program ended'],
    ['broken later', 'the program ended'],
  ]);
});

it('times nobody without an answer of ours', async () => {
  const outcomes = await contest([contestant('ours', broken), contestant('theirs', right)]);
  expect(outcomes.map(({ why }) => why)).toEqual([
    'the program ended',
    'there is no answer of ours to compare with',
  ]);
});
