/** Threads that share the memory and the work of a step with the one that plans it. */
import type { Computation } from '../../computation';
import type { KernelMemory } from '../wasm/memories';
import { type CallRange, performCalls, workOf } from '../wasm/tape';
import type { Module } from '../wasm/webAssembly';
import { Control, CONTROL_BYTES, SLEEP_MS } from './control';
import type { Attachment, Welcome } from './crewMember';

/** A thread as the engine needs it. Its first message is a Welcome, the others are Attachments, for a CrewMember. */
export interface Thread {
  post(message: Welcome | Attachment): void;
  terminate(): void;
}

/** Starts a thread; `onDeath` is told once if it ends by itself. */
export type StartThread = (onDeath: (reason: string) => void) => Thread;

/** A thread has ended, or does nothing any more, in the middle of a run. */
export class KernelThreadError extends Error {
  override readonly name = 'KernelThreadError';
}

/** Members know so many memories at once: two runs', and those of two checks beside them. */
const SLOTS = 4;

/** A call takes a few milliseconds; a machine that is busy otherwise may take a thousand times as long. */
const PATIENCE_MS = 10_000;

export class Crew {
  readonly #control = new Control(new SharedArrayBuffer(CONTROL_BYTES));
  readonly #threads: readonly Thread[];
  readonly #slots: (KernelMemory | undefined)[] = Array<undefined>(SLOTS).fill(undefined);
  #nextSlot = 0;
  #busy = false;
  #death: string | undefined;

  readonly #patience: number;

  /**
   * @param size how many threads beside the calling one.
   * @param patience milliseconds without any call being made, after which a thread counts as lost.
   */
  constructor(modules: readonly Module[], size: number, start: StartThread, patience = PATIENCE_MS) {
    this.#patience = patience;
    this.#threads = Array.from({ length: size }, () =>
      start((reason) => {
        this.#death ??= reason;
      }),
    );
    this.#tell({ control: this.#control.buffer, modules });
  }

  get isDead(): boolean {
    return this.#death !== undefined;
  }

  dispose(): void {
    this.#death ??= 'disposed';
    for (const thread of this.#threads) thread.terminate();
  }

  /**
   * Makes the calls of all parts, shared among the threads. Where these still start, or are busy with another
   * computation, all are made here. Whoever gives the computation up calls its `return`.
   * @throws KernelThreadError
   */
  *perform(memory: KernelMemory, tape: Int32Array, parts: readonly CallRange[]): Computation<void> {
    const { kernels } = memory;
    if (this.#busy || !this.#isReady(memory)) {
      for (const calls of parts) yield* performCalls(kernels, tape, calls);
      return;
    }
    this.#busy = true;
    const control = this.#control;
    let [started, finished, others] = [0, 0, workOf(tape, parts)];
    try {
      control.open(this.#slots.indexOf(memory), tape.byteOffset, parts);
      for (let part = control.claim(); part !== undefined; part = control.claim()) {
        started++;
        others -= workOf(tape, [part.calls]);
        yield* performCalls(kernels, tape, part.calls);
        control.finishPart();
        finished++;
      }
      yield* this.#awaitDone(parts.length);
      yield others;
    } finally {
      if (control.done < parts.length) this.#giveUp(started, finished);
      this.#busy = false;
    }
  }

  /** Ends a step that nobody wants any more: its memory will be another's, so that no member may still write there. */
  #giveUp(started: number, finished: number): void {
    const claimed = this.#control.cancel();
    for (let waits = 0; this.#death === undefined; waits++) {
      const { done } = this.#control;
      if (done - finished >= claimed - started) return;
      if (waits * SLEEP_MS > this.#patience) this.dispose();
      this.#control.awaitDone(done);
    }
  }

  /** Whether every member has this memory; if not, it will have it soon. */
  #isReady(memory: KernelMemory): boolean {
    if (!this.#slots.includes(memory)) {
      const slot = this.#nextSlot;
      this.#nextSlot = (slot + 1) % SLOTS;
      this.#slots[slot] = memory;
      this.#control.announceMessage();
      this.#tell({ slot, memory: memory.memory });
    }
    return this.#control.received === this.#control.posted * this.#threads.length;
  }

  #tell(message: Welcome | Attachment): void {
    for (const thread of this.#threads) thread.post(message);
  }

  *#awaitDone(count: number): Computation<void> {
    let calls = this.#control.calls;
    let waits = 0;
    for (let { done } = this.#control; done < count; { done } = this.#control) {
      if (this.#death !== undefined)
        throw new KernelThreadError(`a thread of the engine has ended: ${this.#death}`);
      this.#control.awaitDone(done);
      waits = calls === this.#control.calls ? waits + 1 : 0;
      calls = this.#control.calls;
      if (waits * SLEEP_MS > this.#patience) {
        this.dispose();
        throw new KernelThreadError('a thread of the engine does not answer');
      }
      yield 0;
    }
  }
}
