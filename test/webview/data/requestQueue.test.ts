import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TileRequest } from '../../../src/inspector/views';
import { MOST_MESSAGE_BYTES, RequestQueue } from '../../../webview/data/requestQueue';

/** Bytes that a request of `window` gets as its answer: half a message, so that two fill one. */
const ROWS = 500;
const BYTES_PER_PLACE = MOST_MESSAGE_BYTES / 2 / ROWS;

function window(n: number): TileRequest {
  const rows = { rowStart: n * ROWS, rowEnd: (n + 1) * ROWS };
  return { matrix: { quantity: 'input' }, ...rows, columnStart: 0, columnEnd: 1 };
}

const nameOf = ({ rowStart }: TileRequest): number => rowStart / ROWS;

/** A queue whose messages are answered by hand; an answer is its request's name. */
function queue() {
  const sent: (readonly number[])[] = [];
  const open: (() => void)[] = [];
  let most = 0;
  const made = new RequestQueue<number>((requests) => {
    sent.push(requests.map(nameOf));
    return new Promise((resolve) => {
      open.push(() => {
        resolve(requests.map(nameOf));
      });
      most = Math.max(most, open.length);
    });
  }, BYTES_PER_PLACE);
  const turn = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  return {
    queue: made,
    sent,
    turn,
    /** How many messages were under way at most. */
    most: () => most,
    answerOne: async (): Promise<void> => {
      open.shift()?.();
      await turn();
    },
    answerAll: async (): Promise<void> => {
      for (let done = open.shift(); done !== undefined; done = open.shift()) {
        done();
        await turn();
      }
    },
  };
}

describe('requests on their way', () => {
  it('are few at once; the others wait', async () => {
    const { queue: requests, sent, turn, answerOne, answerAll } = queue();
    const answers = Promise.all(Array.from({ length: 10 }, (_, n) => requests.get(window(n))));
    await turn();
    expect(sent).toEqual([
      [0, 1],
      [2, 3],
    ]);
    await answerOne();
    expect(sent).toHaveLength(3);
    await answerAll();
    expect(await answers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('are not sent where they are aborted while they wait, and are then no failure of anything else', async () => {
    const { queue: requests, sent, turn, answerAll } = queue();
    const abort = new AbortController();
    const first = [0, 1, 2, 3].map((n) => requests.get(window(n)));
    const late = requests.get(window(4), abort.signal);
    const other = requests.get(window(5));
    await turn();
    abort.abort();
    await expect(late).rejects.toHaveProperty('name', 'AbortError');
    await answerAll();
    expect(await Promise.all([...first, other])).toEqual([0, 1, 2, 3, 5]);
    expect(sent.flat()).not.toContain(4);
  });

  it('are sent where somebody else still wants them', async () => {
    const { queue: requests, turn, answerAll } = queue();
    const abort = new AbortController();
    const first = [0, 1, 2, 3].map((n) => requests.get(window(n)));
    const late = requests.get(window(4), abort.signal);
    const wanted = requests.get(window(4), new AbortController().signal);
    await turn();
    abort.abort();
    await expect(late).rejects.toHaveProperty('name', 'AbortError');
    await answerAll();
    expect(await wanted).toBe(4);
    await Promise.all(first);
  });

  it('are answered where they were under way already', async () => {
    const { queue: requests, turn, answerAll } = queue();
    const abort = new AbortController();
    const answer = requests.get(window(0), abort.signal);
    await turn();
    abort.abort();
    await answerAll();
    expect(await answer).toBe(0);
  });

  it('can be asked for again after they were aborted', async () => {
    const { queue: requests, turn, answerAll } = queue();
    const first = [0, 1, 2, 3].map((n) => requests.get(window(n)));
    const abort = new AbortController();
    const late = requests.get(window(4), abort.signal);
    await turn();
    abort.abort();
    await expect(late).rejects.toBeDefined();
    const again = requests.get(window(4));
    await answerAll();
    expect(await again).toBe(4);
    await Promise.all(first);
  });

  it('are kept as long as there is room for their answers, the last ones', async () => {
    const { queue: requests, sent, turn, answerAll } = queue();
    const ask = async (n: number): Promise<void> => {
      const answer = requests.get(window(n));
      await turn();
      await answerAll();
      expect(await answer).toBe(n);
    };
    for (let n = 0; n < 1000; n++) await ask(n);
    expect(sent).toHaveLength(1000);
    await ask(999);
    expect(sent).toHaveLength(1000);
    await ask(0);
    expect(sent).toHaveLength(1001);
  });

  it('all settle, whatever is asked for, aborted and answered in whatever order', async () => {
    const step = fc.oneof(
      fc.record({ ask: fc.nat({ max: 12 }), abortable: fc.boolean() }),
      fc.record({ abort: fc.nat({ max: 30 }) }),
      fc.constant('answer' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { queue: requests, turn, answerOne, answerAll, most } = queue();
        const asked: { n: number; abort: AbortController; answer: Promise<number | string> }[] = [];
        for (const each of steps) {
          if (each === 'answer') await answerOne();
          else if ('ask' in each) {
            const abort = new AbortController();
            const answer = requests.get(window(each.ask), each.abortable ? abort.signal : undefined);
            asked.push({
              n: each.ask,
              abort,
              answer: answer.catch((error: unknown) => (error as Error).name),
            });
          } else asked[each.abort]?.abort.abort();
          await turn();
        }
        await answerAll();
        expect(most()).toBeLessThanOrEqual(2);
        for (const { n, abort, answer } of asked) {
          const settled = await answer;
          expect(abort.signal.aborted ? [n, 'AbortError'] : [n]).toContain(settled);
        }
      }),
      { numRuns: 200 },
    );
  });
});
