/** The declaration of a message: its arguments' check and, by that, its type. */
import type * as v from 'valibot';

type Arguments = v.GenericSchema<readonly unknown[]>;

/** A message with checked arguments and a typed result. */
export interface Message<A extends Arguments, R> {
  readonly arguments: A;
  /** Only a type: results come from our own code. */
  readonly result?: R;
  /** Nobody waits for it: it is posted without an answer, and what its handler throws is not heard. */
  readonly event?: true;
}

/** All messages that one side understands. */
export type Contract = Readonly<Record<string, Message<Arguments, unknown>>>;

/** The functions behind a contract. */
export type Handlers<C extends Contract> = {
  readonly [K in keyof C]: (
    ...args: Mutable<v.InferOutput<C[K]['arguments']>>
  ) => ResultOf<C[K]> | Promise<ResultOf<C[K]>>;
};

/** How the other side calls them. */
export type Remote<C extends Contract> = {
  readonly [K in keyof C]: (...args: Mutable<v.InferInput<C[K]['arguments']>>) => Promise<ResultOf<C[K]>>;
};

type ResultOf<M> = M extends Message<Arguments, infer R> ? R : never;
type Mutable<T> = T extends readonly [...infer E] ? E : never;

export function message<A extends Arguments>(args: A): <R>() => Message<A, R> {
  return () => ({ arguments: args });
}

/** A message without an answer: its call resolves when it is posted, whether or not anybody hears it. */
export function event<A extends Arguments>(args: A): Message<A, undefined> {
  return { arguments: args, event: true };
}
