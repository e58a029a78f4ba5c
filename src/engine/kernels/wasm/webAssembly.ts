/** The part of WebAssembly that the engine uses. ECMAScript's own library does not declare it, and not all have it. */

export interface Memory {
  readonly buffer: ArrayBuffer;
  /** Adds pages of 64 KiB; the views of the memory before are empty then. */
  grow(pages: number): number;
}

interface WebAssemblyApi {
  validate(binary: Uint8Array): boolean;
  readonly Memory: new (size: { initial: number }) => Memory;
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

/** undefined where there is none. */
export const webAssembly = (globalThis as { readonly WebAssembly?: WebAssemblyApi }).WebAssembly;
