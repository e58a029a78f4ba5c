/** Memories with the kernels over them, used by one plan after another. */
import { MAXIMUM_PAGES } from './layout';
import { instantiate, type KernelModules } from './kernelModules';
import { type Kernel, type Memory, webAssembly } from './webAssembly';

const PAGE_BYTES = 65_536;

/** Memories that are kept while no plan uses them: a run's, and that of the run before. */
const KEPT = 2;

export interface KernelMemory {
  readonly memory: Memory;
  readonly kernels: readonly Kernel[];
}

export class Memories {
  #idle: KernelMemory[] = [];

  constructor(
    readonly modules: KernelModules,
    readonly shared: boolean,
  ) {}

  /**
   * A memory of at least so many bytes, which is the caller's until it is given back. Its content is undefined.
   * @throws RangeError where the machine does not give so much.
   */
  take(bytes: number): KernelMemory {
    const pages = Math.ceil(bytes / PAGE_BYTES);
    return this.#largestIdle(pages) ?? this.#create(pages);
  }

  giveBack(memory: KernelMemory): void {
    this.#idle.push(memory);
    if (this.#idle.length > KEPT) this.#idle.shift();
  }

  /** An idle memory, grown where it must be. */
  #largestIdle(pages: number): KernelMemory | undefined {
    const found = this.#idle.toSorted((x, y) => sizeOf(y) - sizeOf(x))[0];
    if (found === undefined) return undefined;
    this.#idle = this.#idle.filter((other) => other !== found);
    const missing = pages - sizeOf(found) / PAGE_BYTES;
    if (missing > 0) found.memory.grow(missing);
    return found;
  }

  #create(pages: number): KernelMemory {
    const memory = new webAssembly!.Memory({
      initial: pages,
      maximum: MAXIMUM_PAGES,
      shared: this.shared,
    });
    return { memory, kernels: instantiate(this.modules.modules, memory) };
  }
}

function sizeOf({ memory }: KernelMemory): number {
  return memory.buffer.byteLength;
}
