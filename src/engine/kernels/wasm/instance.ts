/** The kernels' binary, compiled once and instantiated over a memory. */
import { bytesOfBase64 } from './base64';
import { fusedBinary, strictBinary } from './binaries';
import type { Arithmetic } from './layout';
import { type Memory, webAssembly } from './webAssembly';

/** The exports for one type of element. All places are addresses and all distances bytes; nothing is checked. */
export interface ElementKernels {
  readonly packRows: Packing;
  readonly packColumns: Packing;
  readonly multiplyPanels: (
    ...args: [a: number, b: number, ...C, m: number, n: number, k: number, first: Flag, bias: number]
  ) => void;
  readonly multiplyThin: (
    ...args: [...A, b: number, bStepBytes: number, ...C, m: number, n: number, k: number, first: Flag]
  ) => void;
  readonly multiplyDots: (
    ...args: [...A, b: number, bRowBytes: number, ...C, m: number, n: number, k: number]
  ) => void;
}

type A = [a: number, aRowBytes: number, aStepBytes: number];
type C = [c: number, cRowBytes: number];
type Flag = 0 | 1;

type Packing = (
  from: number,
  lineBytes: number,
  stepBytes: number,
  lines: number,
  steps: number,
  to: number,
) => void;

const modules = new Map<Arithmetic, object | undefined>();

/** The compiled kernels, or undefined where `compile` says so. */
function moduleOf(arithmetic: Arithmetic): object | undefined {
  if (!modules.has(arithmetic)) {
    modules.set(arithmetic, compile(bytesOfBase64(arithmetic === 'strict' ? strictBinary : fusedBinary)));
  }
  return modules.get(arithmetic);
}

/** The compiled module, or undefined where the machine does not know its instructions or a page may not compile. */
export function compile(binary: Uint8Array): object | undefined {
  if (webAssembly?.validate(binary) !== true) return undefined;
  try {
    return new webAssembly.Module(binary);
  } catch {
    // Valid, so that only a page's policy can have refused it.
    return undefined;
  }
}

export function isSupported(arithmetic: Arithmetic): boolean {
  return moduleOf(arithmetic) !== undefined;
}

/**
 * The kernels over a memory, by the bytes of their elements.
 * @throws Error where `isSupported` says no.
 */
export function instantiate(
  arithmetic: Arithmetic,
  memory: Memory,
): { readonly 8: ElementKernels; readonly 4: ElementKernels } {
  const module = moduleOf(arithmetic);
  if (webAssembly === undefined || module === undefined) {
    throw new Error(`instantiate: this machine has no ${arithmetic} kernels`);
  }
  const { exports } = new webAssembly.Instance(module, { engine: { memory } });
  return { 8: kernelsOf(exports, 'f64'), 4: kernelsOf(exports, 'f32') };
}

function kernelsOf(exports: object, element: 'f64' | 'f32'): ElementKernels {
  const named = exports as Record<string, unknown>;
  const kernel = (name: keyof ElementKernels): unknown => named[`${element}_${name}`];
  return {
    packRows: kernel('packRows'),
    packColumns: kernel('packColumns'),
    multiplyPanels: kernel('multiplyPanels'),
    multiplyThin: kernel('multiplyThin'),
    multiplyDots: kernel('multiplyDots'),
  } as ElementKernels;
}
