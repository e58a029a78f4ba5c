// What competitors are called, in the tables and in the targets.

export type Threads = 1 | 2;

/** Our engine in strict arithmetic: the same bits everywhere. */
export const OURS = 'ours';

/** Our engine with fused multiply-adds. */
export const OURS_FMA = 'ours, FMA';

export const TFJS_CPU = 'tfjs cpu';
export const TFJS_WASM = 'tfjs wasm';
export const JAX_JS = 'jax-js';
export const PYTORCH = 'PyTorch';

/** NumPy alone would not say whose products are timed. */
export function numpyWith(blas: string): string {
  return `NumPy + ${blas}`;
}

export const OPENBLAS = 'OpenBLAS';

export function withThreads(name: string, threads: Threads): string {
  return threads === 1 ? name : `${name}, ${threads} threads`;
}
