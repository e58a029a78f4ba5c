// Rounds are by turns, medians are taken, and what is slow is timed once.
import { expect, it } from 'vitest';
import { timeByTurns } from './turns';

it('times all in every round, one after the other, and takes medians', async () => {
  const order: string[] = [];
  const measure = (name: string, values: readonly number[]) => () => {
    order.push(name);
    return Promise.resolve(values[order.filter((other) => other === name).length - 1]!);
  };
  const medians = await timeByTurns([
    measure('a', [9, 1, 2, 8, 3, 4, 100]),
    measure('b', [1, 1, 1, 1, 1, 1, 1]),
  ]);
  expect(medians).toEqual([4, 1]);
  expect(order.join('')).toBe('ab'.repeat(7));
});

it('times once what takes longer than two seconds', async () => {
  let times = 0;
  const medians = await timeByTurns([() => Promise.resolve(++times * 3000)]);
  expect(medians).toEqual([3000]);
  expect(times).toBe(1);
});

it('lets the others go on where one fails', async () => {
  let asked = 0;
  const found = await timeByTurns([
    () => (++asked < 3 ? Promise.resolve(1) : Promise.reject(new Error('the program ended'))),
    () => Promise.resolve(2),
  ]);
  expect(found).toEqual([new Error('the program ended'), 2]);
  expect(asked).toBe(3);
});
