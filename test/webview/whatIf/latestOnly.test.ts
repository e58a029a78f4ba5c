import { expect, it } from 'vitest';
import { LatestOnly } from '../../../webview/whatIf/latestOnly';

it('does one thing at a time, and of those that wait only the newest', async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const latest = new LatestOnly<number>((value) => {
    begun.push(value);
    return new Promise((resolve) => ends.push(resolve));
  });
  const wanted = [1, 2, 3, 4].map((value) => latest.want(value));
  expect(begun).toEqual([1]);
  ends.shift()!();
  expect(await Promise.all(wanted.slice(0, 3))).toEqual([true, false, false]);
  expect(begun).toEqual([1, 4]);
  const idle = latest.idle();
  ends.shift()!();
  expect(await wanted[3]).toBe(true);
  await idle;
});

it('goes on after work that failed', async () => {
  const latest = new LatestOnly<number>((value) =>
    value === 1 ? Promise.reject(new Error('one')) : Promise.resolve(),
  );
  const first = latest.want(1);
  const second = latest.want(2);
  await expect(first).rejects.toThrow('one');
  expect(await second).toBe(true);
  await latest.idle();
});
