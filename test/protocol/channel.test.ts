/** Every request settles: with a value, with the handler's error, or because the channel is gone. */
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { connect, type Transport } from '../../src/protocol/channel';
import { event, message } from '../../src/protocol/message';
import { portTransport } from '../../src/protocol/portTransport';
import { moved } from '../../src/protocol/wire';
import { asJson, carriers, cloned, pair } from './transports';

const contract = {
  echo: message(v.tuple([v.any()]))<unknown>(),
  add: message(v.tuple([v.number(), v.number()]))<number>(),
  nothing: message(v.tuple([]))<undefined>(),
};
const nothing = {};

function joined(
  carry: (data: unknown) => unknown,
  overrides: Partial<Record<keyof typeof contract, () => never>> = {},
) {
  const [left, right] = pair(carry);
  const server = connect(
    contract,
    { echo: (x: unknown) => x, add: (a: number, b: number) => a + b, nothing: () => undefined, ...overrides },
    nothing,
    right,
  );
  const client = connect(nothing, {}, contract, left);
  return { left, right, server, client };
}

/** What a promise rejects with. */
async function rejection(promise: Promise<unknown>): Promise<Error> {
  const [outcome] = await Promise.allSettled([promise]);
  if (outcome.status === 'fulfilled') throw new Error(`it resolved with ${String(outcome.value)}`);
  if (!(outcome.reason instanceof Error)) throw new TypeError('what it rejected with is no error');
  return outcome.reason;
}

describe.each(carriers)('by %s', (_name, carry) => {
  it('values, undefined and numbers without JSON come back', async () => {
    const { remote } = joined(carry).client;
    expect(await remote.add(1, 2)).toBe(3);
    expect(await remote.add(Infinity, -Infinity)).toBeNaN();
    expect(await remote.add(-0, -0)).toBe(-0);
    await expect(remote.nothing()).resolves.toBeUndefined();
    const value = { numbers: [NaN, -0, Infinity], tile: Float64Array.of(NaN, -0, -Infinity) };
    expect(await remote.echo(value)).toStrictEqual(value);
    expect(await remote.echo({ $number: 'NaN' })).toStrictEqual({ $number: 'NaN' });
  });

  it('an error keeps its name and message, and nothing of its stack', async () => {
    class TooFarError extends RangeError {
      override readonly name = 'TooFarError';
    }
    const { client, right } = joined(carry, {
      nothing: () => {
        throw new TooFarError('there is no row 7');
      },
    });
    const error = await rejection(client.remote.nothing());
    expect([error.name, error.message]).toStrictEqual(['TooFarError', 'there is no row 7']);
    expect(JSON.stringify(right.posted)).not.toContain('channel.test.ts');
  });

  it.each<unknown>(['a word', 0, false, null, undefined])('a thrown %s is an error too', async (thrown) => {
    const { client } = joined(carry, {
      nothing: () => {
        throw thrown;
      },
    });
    expect((await rejection(client.remote.nothing())).message).toBe(String(thrown));
  });

  it('arguments that the contract does not know do not reach the handler', async () => {
    const { client } = joined(carry);
    const add = client.remote.add as (...args: unknown[]) => Promise<unknown>;
    for (const args of [[], [1], ['1', 2], [1, null], [{}, []]]) {
      expect((await rejection(add(...args))).name).toBe('MalformedMessageError');
    }
    expect(await add(1, 2)).toBe(3);
  });

  it('a channel answers after errors as before', async () => {
    const { client } = joined(carry);
    const unknown = client.remote as unknown as { add: (x: string) => Promise<unknown> };
    await Promise.allSettled([unknown.add('x'), unknown.add('y')]);
    expect(await client.remote.add(2, 2)).toBe(4);
  });
});

it('replies find their requests in any order', async () => {
  const [left, right] = pair(cloned);
  const waiting = new Map<string, () => void>();
  connect(
    { wait: message(v.tuple([v.string()]))<string>() },
    {
      wait: (word) =>
        new Promise<string>((resolve) =>
          waiting.set(word, () => {
            resolve(word);
          }),
        ),
    },
    nothing,
    right,
  );
  const { remote } = connect(nothing, {}, { wait: message(v.tuple([v.string()]))<string>() }, left);
  const settled: string[] = [];
  const all = ['first', 'second', 'third'].map(async (word) => {
    const answer = await remote.wait(word);
    settled.push(answer);
    expect(answer).toBe(word);
  });
  await vi.waitUntil(() => waiting.size === 3);
  for (const word of ['third', 'first', 'second']) {
    waiting.get(word)!();
    await vi.waitUntil(() => settled.includes(word));
  }
  await Promise.all(all);
  expect(settled).toStrictEqual(['third', 'first', 'second']);
});

describe('closing', () => {
  it('rejects all that is pending, stops listening, and lets nothing start', async () => {
    const [left] = pair(cloned);
    const client = connect(nothing, {}, contract, left);
    const pending = [client.remote.nothing(), client.remote.add(1, 2)].map(rejection);
    await new Promise((resolve) => setImmediate(resolve));
    client.dispose();
    for (const error of await Promise.all(pending)) expect(error.name).toBe('ChannelClosedError');
    expect(left.listeners).toBe(0);
    const before = left.posted.length;
    expect((await rejection(client.remote.add(1, 2))).name).toBe('ChannelClosedError');
    expect(left.posted).toHaveLength(before);
    client.dispose();
  });

  it('rejects what was asked just before', async () => {
    const { client } = joined(cloned);
    const last = rejection(client.remote.add(1, 2));
    client.dispose();
    expect((await last).name).toBe('ChannelClosedError');
  });

  it('posts no answer any more', async () => {
    const [left, right] = pair(cloned);
    let finish: (() => void) | undefined;
    const work = { work: message(v.tuple([]))<undefined>() };
    const handler = (): Promise<undefined> =>
      new Promise((resolve) => {
        finish = () => {
          resolve(undefined);
        };
      });
    const server = connect(work, { work: handler }, nothing, right);
    const client = connect(nothing, {}, work, left);
    const pending = rejection(client.remote.work());
    await vi.waitUntil(() => finish !== undefined);
    server.dispose();
    finish!();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(right.posted).toHaveLength(0);
    client.dispose();
    expect((await pending).name).toBe('ChannelClosedError');
  });
});

describe('transports that fail', () => {
  it('a request that cannot be posted is rejected', async () => {
    const transport: Transport = {
      post: () => {
        throw new TypeError('it could not be cloned');
      },
      listen: () => () => undefined,
    };
    const { remote } = connect(nothing, {}, contract, transport);
    expect((await rejection(remote.add(1, 2))).message).toBe('it could not be cloned');
  });

  it('an answer that cannot be posted arrives as an error', async () => {
    const unclonable = (): never => (() => undefined) as never;
    const { client } = joined(cloned, { nothing: unclonable });
    expect((await rejection(client.remote.nothing())).name).toBe('DataCloneError');
    expect(await client.remote.add(1, 2)).toBe(3);
  });
});

describe('messages from elsewhere', () => {
  it.each([
    undefined,
    null,
    5,
    'text',
    [],
    {},
    { t: 's' },
    { t: 's', i: 'unknown', r: 1 },
    { t: 'x' },
    { t: 'q' },
  ])('are passed over: %j', async (data) => {
    const { client, left, right } = joined(asJson);
    right.hear(data);
    left.hear(data);
    expect(await client.remote.add(1, 2)).toBe(3);
  });

  it.each(['toString', 'constructor', '__defineGetter__', '__proto__', '$close', 'unknown'])(
    'asking for %s get an error: only the contract’s messages are there',
    async (name) => {
      const { client, left, right } = joined(asJson);
      right.hear({ t: 'q', i: 'foreign', m: name, a: [] });
      await vi.waitUntil(() => right.posted.length > 0);
      expect(right.posted[0]).toMatchObject({
        t: 's',
        i: 'foreign',
        e: { $error: expect.any(String) as string },
      });
      expect(left.listeners).toBe(1);
      expect(await client.remote.add(1, 2)).toBe(3);
    },
  );

  it('with arguments that are no list get an error', async () => {
    const { right } = joined(asJson);
    right.hear({ t: 'q', i: 'foreign', m: 'add', a: 'no list' });
    await vi.waitUntil(() => right.posted.length > 0);
    expect(right.posted[0]).toHaveProperty('e');
  });
});

it('between threads an array moves where it is marked, wherever it stands, and is copied else', async () => {
  const { port1, port2 } = new MessageChannel();
  const server = connect(
    contract,
    { echo: (x: unknown) => x, add: (a, b) => a + b, nothing: () => undefined },
    {},
    portTransport(port1),
  );
  const client = connect(nothing, {}, contract, portTransport(port2));
  const arrays = { marked: moved(Uint8Array.of(1, 2)), other: Uint8Array.of(3) };
  expect(await client.remote.echo([arrays])).toStrictEqual([
    { marked: Uint8Array.of(1, 2), other: Uint8Array.of(3) },
  ]);
  expect([arrays.marked.length, arrays.other.length]).toStrictEqual([0, 1]);
  client.dispose();
  server.dispose();
  port1.close();
});

it('an event that nobody hears stays pending nowhere', async () => {
  const [left] = pair(cloned);
  const { remote } = connect(nothing, {}, { tell: event(v.tuple([v.string()])) }, left);
  await expect(remote.tell('nobody is there')).resolves.toBeUndefined();
  expect(left.posted).toHaveLength(1);
});

it('an event reaches its handler and is not answered, even where the handler fails', async () => {
  const [left, right] = pair(cloned);
  const heard: string[] = [];
  const contract = { tell: event(v.tuple([v.string()])) };
  const fail = (word: string): undefined => {
    heard.push(word);
    throw new Error('no');
  };
  connect(contract, { tell: fail }, nothing, right);
  const { remote } = connect(nothing, {}, contract, left);
  await remote.tell('a');
  await vi.waitUntil(() => heard.length === 1);
  expect(right.posted).toStrictEqual([]);
});
