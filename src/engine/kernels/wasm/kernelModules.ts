/** The compiled kernels, and the number of each by its name. */
import { bytesOfBase64 } from './base64';
import { fusedBinary, strictBinary } from './binaries';
import { functionBinary } from './functionBinary';
import type { Arithmetic } from './layout';
import { type Kernel, type Memory, type Module, webAssembly } from './webAssembly';

export class KernelModules {
  readonly #modules: readonly Module[];
  readonly #numbers = new Map<string, number>();

  constructor(modules: readonly Module[]) {
    this.#modules = modules;
    for (const module of modules) {
      for (const { name } of webAssembly!.Module.exports(module)) this.#numbers.set(name, this.#numbers.size);
    }
  }

  /** What another thread needs to instantiate the same kernels. */
  get modules(): readonly Module[] {
    return this.#modules;
  }

  /** The number of a kernel, undefined where there is none of that name. */
  numberOf(name: string): number | undefined {
    return this.#numbers.get(name);
  }
}

/** The kernels over a memory, each at its number. */
export function instantiate(modules: readonly Module[], memory: Memory): readonly Kernel[] {
  return modules.flatMap((module) => {
    const { exports } = new webAssembly!.Instance(module, { engine: { memory } });
    return webAssembly!.Module.exports(module).map(({ name }) => (exports as Record<string, Kernel>)[name]!);
  });
}

const compiled = new Map<string, KernelModules | undefined>();

/**
 * The kernels in this arithmetic, for memories that threads share or do not; undefined where the machine does not know
 * their instructions or a page may not compile. `fused` is `strict` where the machine has no fused instructions.
 */
export function kernelModules(arithmetic: Arithmetic, shared: boolean): KernelModules | undefined {
  const key = `${arithmetic} ${shared}`;
  if (!compiled.has(key)) {
    const product =
      (arithmetic === 'fused' ? compile(fusedBinary, shared) : undefined) ?? compile(strictBinary, shared);
    const functions = compile(functionBinary, shared);
    compiled.set(key, product && functions && new KernelModules([product, functions]));
  }
  return compiled.get(key);
}

/** Whether the machine has fused instructions. */
export function hasFused(): boolean {
  return webAssembly?.validate(bytesOfBase64(fusedBinary)) === true;
}

function compile(base64: string, shared: boolean): Module | undefined {
  const binary = bytesOfBase64(base64);
  if (shared) declareShared(binary);
  if (webAssembly?.validate(binary) !== true) return undefined;
  try {
    return new webAssembly.Module(binary);
  } catch {
    // Valid, so that only a page's policy can have refused it.
    return undefined;
  }
}

/**
 * The import of a memory of at least 1 page and at most 65 536, as the binary format writes it: kind, flags, minimum and
 * maximum (WebAssembly Core Specification, 5.3.7 and 5.5.5). Bit 1 of the flags says that the memory is shared.
 */
const MEMORY_IMPORT = [0x02, 0x01, 0x01, 0x80, 0x80, 0x04];
const SHARED = 0x02;

function declareShared(binary: Uint8Array): void {
  const at = binary.findIndex((_, start) => MEMORY_IMPORT.every((byte, i) => binary[start + i] === byte));
  if (at < 0) throw new Error('declareShared: the binary imports no memory');
  binary[at + 1]! |= SHARED;
}
