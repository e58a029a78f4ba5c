/** One two-way channel for all pairs: contracts on both ends, any transport between. */
import { createBirpc } from 'birpc';
import * as v from 'valibot';
import type { Contract, Handlers, Remote } from './message';
import { fromWire, toWire } from './wire';

/** Posts to the other end and hears from it. */
export interface Transport {
  /** @param transfer buffers in the data that move to the other end, where the transport can move any. */
  post(data: unknown, transfer: readonly ArrayBuffer[]): void;
  /** Calls back for every message; the returned function stops that. */
  listen(receive: (data: unknown) => void): () => void;
}

export interface Channel<R extends Contract> {
  readonly remote: Remote<R>;
  /** Ends the channel: everything pending is rejected with ChannelClosedError. */
  dispose(): void;
}

/** What a pending request ends with when its channel goes. */
class ChannelClosedError extends Error {
  override readonly name = 'ChannelClosedError';
}

/** A message whose arguments are not what its contract says. */
class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
}

/**
 * Joins this end to the other: `handlers` answer what arrives by `local`, `remote` calls the other end by its contract.
 * Every request settles: with a value, with the handler's error, or with ChannelClosedError; an event when it is posted.
 */
export function connect<L extends Contract, R extends Contract>(
  local: L,
  handlers: Handlers<L>,
  remote: R,
  transport: Transport,
): Channel<R> {
  const checked: Record<string, (...args: unknown[]) => unknown> = Object.assign(
    // Without a prototype: `toString` is no message.
    Object.create(null) as object,
    Object.fromEntries(
      Object.entries(local).map(([name, { arguments: schema }]) => [
        name,
        async (...args: unknown[]): Promise<unknown> => {
          const handler = handlers[name] as (...checkedArgs: readonly unknown[]) => unknown;
          try {
            return await handler(...checkArguments(name, schema, args));
          } catch (error) {
            // Whatever was thrown, it arrives as an error: a request that fails must not look answered.
            throw error instanceof Error ? error : new Error(String(error));
          }
        },
      ]),
    ),
  );
  let closed = false;
  let stop: (() => void) | undefined;
  const rpc = createBirpc<Record<string, (...args: unknown[]) => unknown>, Record<string, unknown>, false>(
    checked,
    {
      post: (value) => {
        // An answer to a channel that has gone meanwhile: nobody is there.
        if (closed) return;
        const transfer: ArrayBuffer[] = [];
        transport.post(toWire(value, transfer), transfer);
      },
      on: (receive) => {
        stop = transport.listen((data) => {
          // A window hears from others too.
          if (typeof data === 'object' && data !== null) receive(data);
        });
      },
      off: () => stop?.(),
      deserialize: fromWire,
      // An answer that cannot be posted becomes an error that can; of a call that fails, the caller hears by itself.
      onGeneralError: (_error, name) => name !== undefined,
      // Long work is watched and cancelled by its user, not by a clock.
      timeout: -1,
      proxify: false,
    },
  );
  const call = async (name: string, args: readonly unknown[]): Promise<unknown> => {
    if (closed) throw new ChannelClosedError(`${name}: the channel is closed`);
    return remote[name]?.event === true ? rpc.$callEvent(name, ...args) : rpc.$call(name, ...args);
  };
  const proxy = Object.fromEntries(
    Object.keys(remote).map((name) => [name, (...args: unknown[]) => call(name, args)]),
  );
  return {
    // Built from the same contract's keys: the type says what the loop above did.
    remote: proxy as unknown as Remote<R>,
    dispose: () => {
      if (closed) return;
      closed = true;
      rpc.$close(new ChannelClosedError('the channel was closed'));
    },
  };
}

function checkArguments(
  name: string,
  schema: Contract[string]['arguments'],
  args: readonly unknown[],
): readonly unknown[] {
  const parsed = v.safeParse(schema, args);
  if (parsed.success) return parsed.output;
  throw new MalformedMessageError(`${name}: ${v.summarize(parsed.issues)}`);
}
