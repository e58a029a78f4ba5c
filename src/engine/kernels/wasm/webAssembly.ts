/** The part of WebAssembly that the engine uses. ECMAScript's own library does not declare it, and not all have it. */

export interface Memory {
  readonly buffer: ArrayBufferLike;
  /**
   * Adds pages of 64 KiB. Unless the memory is shared, the views of it before are empty then.
   * @throws RangeError where the machine has no more memory.
   */
  grow(pages: number): number;
}

/** Compiled code. It can be sent to other threads. */
export type Module = object;

interface WebAssemblyApi {
  validate(binary: Uint8Array): boolean;
  readonly Memory: new (size: { initial: number; maximum: number; shared: boolean }) => Memory;
  readonly Module: {
    new (binary: Uint8Array): Module;
    exports(module: Module): readonly { readonly name: string }[];
  };
  readonly Instance: new (module: Module, imports: object) => { readonly exports: object };
}

/** A function of a module. Its arguments are addresses, distances in bytes and counts; nothing is checked. */
export type Kernel = (...args: number[]) => void;

/** undefined where there is none. */
export const webAssembly = (globalThis as { readonly WebAssembly?: WebAssemblyApi }).WebAssembly;
