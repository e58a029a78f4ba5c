/** What the threads of a crew share beside the memory: words that say what there is to do, and how far it is. */
import type { CallRange } from '../wasm/tape';

/** A step is cut into so many parts at most. */
export const MOST_PARTS = 16;

/** A thread's next claim after the last part is counted too, so that the counter needs room for more than the parts. */
const COUNT_BITS = 6;
const COUNT_MASK = (1 << COUNT_BITS) - 1;

/** The address of each word. */
const EPOCH = 0;
const CLAIM = 1;
const PARTS = 2;
const DONE = 3;
const CALLS = 4;
const CANCELLED = 5;
const SLOT = 6;
const TAPE = 7;
const POSTED = 8;
const RECEIVED = 9;
const RANGES = 10;

export const CONTROL_BYTES = 4 * (RANGES + 2 * MOST_PARTS);

/**
 * So many looks at a word before its thread sleeps: some 100 µs, as long as falling asleep and waking up take, and longer
 * than the small steps between two that are shared.
 */
const LOOKS = 2000;

/** Leaves the core to its other thread for a moment, where the machine can: newer than ECMAScript's own library. */
const pause = (Atomics as { readonly pause?: () => void }).pause ?? ((): void => undefined);

/** Milliseconds of one sleep. */
export const SLEEP_MS = 1;

export interface Part {
  readonly index: number;
  /** Where the memory stands in what the thread was given. */
  readonly slot: number;
  /** The tape's address. */
  readonly tape: number;
  readonly calls: CallRange;
}

/**
 * A step is opened for everybody, who then claim its parts one after another until there are none. A claim carries the
 * number of its epoch: one that comes late, when the next step is being written, fits no part.
 */
export class Control {
  readonly #words: Int32Array;

  constructor(readonly buffer: SharedArrayBuffer) {
    this.#words = new Int32Array(buffer);
  }

  /** Opens a step, which no earlier one may be under way. */
  open(slot: number, tape: number, parts: readonly CallRange[]): void {
    const words = this.#words;
    const epoch = Atomics.load(words, EPOCH) + 1;
    Atomics.store(words, SLOT, slot);
    Atomics.store(words, TAPE, tape | 0);
    Atomics.store(words, DONE, 0);
    Atomics.store(words, CANCELLED, 0);
    parts.forEach(({ from, to }, i) => {
      Atomics.store(words, RANGES + 2 * i, from);
      Atomics.store(words, RANGES + 2 * i + 1, to);
    });
    Atomics.store(words, PARTS, (epoch << COUNT_BITS) | parts.length);
    Atomics.store(words, CLAIM, epoch << COUNT_BITS);
    this.#wake(epoch);
  }

  /** The next part that nobody has claimed; undefined where there is none. */
  claim(): Part | undefined {
    const words = this.#words;
    // Whoever comes too late leaves the counter alone, so that it never runs into the next epoch.
    const open = Atomics.load(words, PARTS) & COUNT_MASK;
    if ((Atomics.load(words, CLAIM) & COUNT_MASK) >= open) return undefined;
    const claim = Atomics.add(words, CLAIM, 1);
    const parts = Atomics.load(words, PARTS);
    const index = claim & COUNT_MASK;
    if (claim >>> COUNT_BITS !== parts >>> COUNT_BITS || index >= (parts & COUNT_MASK)) return undefined;
    return {
      index,
      slot: Atomics.load(words, SLOT),
      tape: Atomics.load(words, TAPE) >>> 0,
      calls: {
        from: Atomics.load(words, RANGES + 2 * index),
        to: Atomics.load(words, RANGES + 2 * index + 1),
      },
    };
  }

  /** Tells that a call was made: whoever waits sees that work goes on. */
  countCall(): void {
    Atomics.add(this.#words, CALLS, 1);
  }

  /** How many calls were made, in 32 bits. */
  get calls(): number {
    return Atomics.load(this.#words, CALLS);
  }

  finishPart(): void {
    Atomics.add(this.#words, DONE, 1);
    Atomics.notify(this.#words, DONE);
  }

  get done(): number {
    return Atomics.load(this.#words, DONE);
  }

  /** Waits a little for another part to be done than these. */
  awaitDone(done: number): void {
    this.#await(DONE, done, SLEEP_MS);
  }

  /** Ends the step under way: no part can be claimed any more, and claimed ones end at their next call. Says how many were. */
  cancel(): number {
    const words = this.#words;
    Atomics.store(words, CANCELLED, 1);
    const claim = Atomics.exchange(words, CLAIM, 0);
    return Math.min(claim & COUNT_MASK, Atomics.load(words, PARTS) & COUNT_MASK);
  }

  get isCancelled(): boolean {
    return Atomics.load(this.#words, CANCELLED) === 1;
  }

  get epoch(): number {
    return Atomics.load(this.#words, EPOCH);
  }

  /** Waits until there is something new after this epoch. */
  awaitEpochAfter(epoch: number): void {
    this.#await(EPOCH, epoch, Infinity);
  }

  /** Tells every thread that a message is on its way to it: for that it must leave its loop. */
  announceMessage(): void {
    Atomics.add(this.#words, POSTED, 1);
    this.#wake(Atomics.load(this.#words, EPOCH) + 1);
  }

  /** Messages that were announced to each thread. */
  get posted(): number {
    return Atomics.load(this.#words, POSTED);
  }

  countReceived(): void {
    Atomics.add(this.#words, RECEIVED, 1);
  }

  /** Messages that all threads together have dealt with. */
  get received(): number {
    return Atomics.load(this.#words, RECEIVED);
  }

  #wake(epoch: number): void {
    Atomics.store(this.#words, EPOCH, epoch);
    Atomics.notify(this.#words, EPOCH);
  }

  #await(word: number, value: number, milliseconds: number): void {
    for (let look = 0; look < LOOKS; look++) {
      if (Atomics.load(this.#words, word) !== value) return;
      pause();
    }
    Atomics.wait(this.#words, word, value, milliseconds);
  }
}
