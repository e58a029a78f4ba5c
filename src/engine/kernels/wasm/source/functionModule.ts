/** The module of all functions of one number, for both types of elements, as WebAssembly text. Its memory is imported. */
import { MAXIMUM_PAGES } from '../layout';
import { functionKernel, type KernelFunction } from './functionKernel';
import { float32, float64 } from './vectors';

/** Functions that are the same under several names are written once. */
export function functionModuleText(functions: Readonly<Record<string, KernelFunction>>): string {
  const names = new Map<string, string[]>();
  for (const [name, f] of Object.entries(functions)) {
    const kernel = functionKernel(f);
    names.set(kernel, [...(names.get(kernel) ?? []), name]);
  }
  const kernels = [...names].flatMap(([kernel, [first, ...others]]) => [
    `(func $${first!} ${kernel})`,
    ...[float64, float32].map(
      ({ name, bytes }) => `
  (func ${[first!, ...others].map((other) => `(export "${name}_${other}")`).join(' ')} (param i32 i32 i32 i32)
    (call $${first!} (local.get 0) (local.get 1) (local.get 2) (local.get 3) (i32.const ${bytes === 4 ? 1 : 0})))`,
    ),
  ]);
  return `(module
  (import "engine" "memory" (memory 1 ${MAXIMUM_PAGES}))
  ${kernels.join('\n')})`;
}
