/** The module of all functions of one number, for both types of elements, as WebAssembly text. Its memory is imported. */
import { MAXIMUM_PAGES } from '../layout';
import { functionKernel, type KernelFunction } from './functionKernel';
import { advance, float32, float64 } from './vectors';

/**
 * Exports each function as `(from, to, rowBytes, rows, count, parametersAt)`: f of `count` elements of each of `rows` > 0 rows,
 * which are as far apart in both, at `to`, which may be `from`. Functions that are the same under several names are written
 * once.
 */
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
  (func ${[first!, ...others].map((other) => `(export "${name}_${other}")`).join(' ')} 
    (param $from i32) (param $to i32) (param $rowBytes i32) (param $rows i32) (param $count i32) (param $parametersAt i32)
    (loop $eachRow
      (call $${first!} (local.get $from) (local.get $to) (local.get $count) (local.get $parametersAt)
        (i32.const ${bytes === 4 ? 1 : 0}))
      ${advance('$from', '(local.get $rowBytes)')}
      ${advance('$to', '(local.get $rowBytes)')}
      ${advance('$rows', -1)}
      (br_if $eachRow (local.get $rows))))`,
    ),
  ]);
  return `(module
  (import "engine" "memory" (memory 1 ${MAXIMUM_PAGES}))
  ${kernels.join('\n')})`;
}
