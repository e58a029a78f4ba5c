/** Where plans are carried out: in which arithmetic and memory. */
import type { Arithmetic } from '../arithmetic';
import { PlainBackend } from './backend';
import { Planner } from './planner';
import { kernelModules } from './wasm/kernelModules';
import { Memories } from './wasm/memories';
import { WasmBackend } from './wasm/wasmBackend';

export interface MachineOptions {
  /** `strict` if left out. */
  readonly arithmetic?: Arithmetic;
}

/** Networks of fewer multiply-adds are done by plain JavaScript before WebAssembly has its memory. */
const WORTH_A_MEMORY = 50_000;

/** One machine's plans take over each other's memory where they are released. */
export class Machine {
  readonly #options: MachineOptions;
  #memories: Memories | undefined;

  constructor(options: MachineOptions = {}) {
    this.#options = options;
  }

  /** A plan of about so many multiply-adds. */
  planner(work: number): Planner {
    const fast = this.#options.arithmetic === 'fast';
    const modules = work < WORTH_A_MEMORY ? undefined : kernelModules(fast ? 'fused' : 'strict', false);
    if (modules === undefined) return new Planner(new PlainBackend());
    this.#memories ??= new Memories(modules, false);
    return new Planner(
      new WasmBackend({ memories: this.#memories, float32Sums: fast ? 'float32' : 'float64' }),
    );
  }
}
