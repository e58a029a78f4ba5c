import { expect, it } from 'vitest';
import { LastLoad } from '../../../webview/data/lastLoad';

/** Something that a load waits for, ended by hand. */
function later() {
  let end: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { promise, end, fail };
}

it('lets only the last load go on, also where an earlier one ends later', async () => {
  const loads = new LastLoad();
  const shown: string[] = [];
  const begin = (name: string, wait: Promise<void>): Promise<boolean> =>
    loads.begin(async (isLate) => {
      await wait;
      if (!isLate()) shown.push(name);
    });
  const [first, second] = [later(), later()];
  const ends = [begin('first', first.promise), begin('second', second.promise)];
  second.end();
  expect(await ends[1]).toBe(true);
  first.end();
  expect(await ends[0]).toBe(false);
  expect(shown).toEqual(['second']);
});

it('is loading until the last load has ended, whatever became of the others', async () => {
  const loads = new LastLoad();
  const [first, second] = [later(), later()];
  expect(loads.isLoading).toBe(false);
  const ends = [loads.begin(() => first.promise), loads.begin(() => second.promise)];
  first.end();
  await ends[0];
  expect(loads.isLoading).toBe(true);
  let isSettled = false;
  const settled = loads.settled.then(() => {
    isSettled = true;
  });
  await Promise.resolve();
  expect(isSettled).toBe(false);
  second.fail(new Error('no overview'));
  await expect(ends[1]).rejects.toThrow('no overview');
  await settled;
  expect(loads.isLoading).toBe(false);
});
