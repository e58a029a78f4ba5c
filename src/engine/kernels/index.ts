/** The kernels in use. */
import type { Kernels } from './kernels';
import { wasmKernels } from './wasm/wasmKernels';

export const kernels: Kernels = wasmKernels();
