/** A thread that makes kernels' calls for the one that plans them. */
import { instantiate } from '../wasm/kernelModules';
import { perform } from '../wasm/tape';
import type { Kernel, Memory, Module } from '../wasm/webAssembly';
import { Control, type Part } from './control';

/** The first message to a member. */
export interface Welcome {
  readonly control: SharedArrayBuffer;
  readonly modules: readonly Module[];
}

/** A memory that steps may work in from now on, in place of the one that had this slot. */
export interface Attachment {
  readonly slot: number;
  readonly memory: Memory;
}

/** Serves until its thread ends: between messages it waits for steps, blocked. */
export class CrewMember {
  readonly #control: Control;
  readonly #modules: readonly Module[];
  readonly #memories = new Map<number, { readonly kernels: readonly Kernel[]; readonly memory: Memory }>();
  #received = 0;

  constructor({ control, modules }: Welcome) {
    this.#control = new Control(control);
    this.#modules = modules;
  }

  /** Takes a memory, then works until the next message is announced. */
  attach({ slot, memory }: Attachment): void {
    this.#memories.set(slot, { memory, kernels: instantiate(this.#modules, memory) });
    this.#received++;
    this.#control.countReceived();
    for (;;) {
      const { epoch } = this.#control;
      if (this.#control.posted > this.#received) return;
      for (let part = this.#control.claim(); part !== undefined; part = this.#control.claim()) {
        this.#do(part);
      }
      this.#control.awaitEpochAfter(epoch);
    }
  }

  #do({ slot, tape, calls }: Part): void {
    // A step is opened only when every member has its memory.
    const { memory, kernels } = this.#memories.get(slot)!;
    const words = new Int32Array(memory.buffer, tape);
    for (let call = calls.from; call < calls.to && !this.#control.isCancelled; call++) {
      perform(kernels, words, call);
      this.#control.countCall();
    }
    this.#control.finishPart();
  }
}
