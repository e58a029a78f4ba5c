/** Which frame of a stopped program is meant. */
import { expect, it } from 'vitest';
import { innermostFrame, variableNames } from '../../../src/host/debugger/adapter';
import { frameOf } from './frameOf';

/** An adapter whose first thread runs, whose second has no frames and whose third is stopped. */
const ask = (command: string, args: object): Promise<unknown> => {
  if (command === 'threads') return Promise.resolve({ threads: [{ id: 1 }, { id: 2 }, { id: 3 }] });
  const { threadId } = args as { readonly threadId: number };
  if (threadId === 1) return Promise.reject(new Error('the thread is not paused'));
  return Promise.resolve({ stackFrames: threadId === 2 ? [] : [{ id: 31 }, { id: 32 }] });
};

it('is the innermost of a thread that is stopped', async () => {
  expect(await innermostFrame(ask)).toEqual({ ask, id: 31 });
  expect(await innermostFrame(ask, 3)).toEqual({ ask, id: 31 });
});

it('is none where the thread runs', async () => {
  expect(await innermostFrame(ask, 1)).toBeUndefined();
  expect(await innermostFrame(ask, 2)).toBeUndefined();
});

it('sees the variables of its scopes, each name once, but not of the whole program', async () => {
  expect(await variableNames(frameOf(['dW1', 'db1', 'dW1'], () => ''))).toEqual(['dW1', 'db1']);
});
