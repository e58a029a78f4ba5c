/** Where plans are carried out: in which arithmetic and memory, by how many threads. */
import type { Arithmetic } from '../arithmetic';
import { PlainBackend } from './backend';
import { Planner } from './planner';
import { Crew, type StartThread } from './threads/crew';
import { MOST_PARTS } from './threads/control';
import { type KernelModules, kernelModules } from './wasm/kernelModules';
import { Memories } from './wasm/memories';
import { WasmBackend } from './wasm/wasmBackend';

export interface MachineOptions {
  /** `strict` if left out. */
  readonly arithmetic?: Arithmetic;
  /** How many threads share large steps, the calling one included, and how the others start. One if left out. */
  readonly threads?: { readonly count: number; readonly start: StartThread };
}

/** Networks of fewer multiply-adds are done by plain JavaScript before WebAssembly has its memory. */
const WORTH_A_MEMORY = 50_000;

/** What a memory of 4 GiB holds beside the scratch of products. Larger networks are left to plain JavaScript. */
const MOST_BYTES = 3.75 * 2 ** 30;

/** One machine's plans take over each other's memory where they are released. */
export class Machine {
  readonly #options: MachineOptions;
  readonly #threads: number;
  #memories: Memories | undefined;
  #crew: Crew | undefined;

  constructor(options: MachineOptions = {}) {
    this.#options = options;
    const wanted = Math.min(options.threads?.count ?? 1, MOST_PARTS);
    this.#threads = typeof SharedArrayBuffer === 'undefined' ? 1 : wanted;
  }

  /** Compiled when they are needed first. */
  get #modules(): KernelModules | undefined {
    return kernelModules(this.#options.arithmetic === 'fast' ? 'fused' : 'strict', this.#threads > 1);
  }

  /** A plan of about so many multiply-adds, over tensors of about so many bytes. */
  planner(work: number, bytes = 0): Planner {
    const modules = work < WORTH_A_MEMORY || bytes > MOST_BYTES ? undefined : this.#modules;
    if (modules === undefined) return new Planner(new PlainBackend());
    this.#leaveDeadCrew();
    this.#memories ??= new Memories(modules, this.#threads > 1);
    return new Planner(
      new WasmBackend({
        memories: this.#memories,
        float32Sums: this.#options.arithmetic === 'fast' ? 'float32' : 'float64',
        threads: this.#threads,
        crew: () => this.#readyCrew(),
      }),
    );
  }

  /** Ends its threads. */
  dispose(): void {
    this.#crew?.dispose();
  }

  /** The threads beside the calling one, which start when they are needed first, and again when one has ended. */
  #readyCrew(): Crew | undefined {
    const { threads } = this.#options;
    const modules = this.#modules;
    if (this.#threads === 1 || threads === undefined || modules === undefined) return undefined;
    this.#leaveDeadCrew();
    this.#crew ??= new Crew(modules.modules, this.#threads - 1, threads.start);
    return this.#crew;
  }
  /** Where one thread has ended, the others may still be in a call: nobody else is given the memory that they write to. */
  #leaveDeadCrew(): void {
    if (this.#crew?.isDead !== true) return;
    this.#crew.dispose();
    this.#crew = undefined;
    this.#memories = undefined;
  }
}
