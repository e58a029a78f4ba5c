// The kernels of functions, called on numbers from outside their memory.
import { instantiate, kernelModules } from '../../../src/engine/kernels/wasm/kernelModules';
import type { Kernel } from '../../../src/engine/kernels/wasm/webAssembly';
import type { Numbers } from '../../../src/engine/tensor';

const MOST_NUMBERS = 2000;
const PARAMETERS_AT = 1024;
const INPUT_AT = 2048;
const OUTPUT_AT = INPUT_AT + 8 * (MOST_NUMBERS + 1);

const memory = new WebAssembly.Memory({ initial: 2, maximum: 65_536 });
const modules = kernelModules('strict', false);
const kernels = modules && instantiate(modules.modules, memory);

/** A kernel for numbers of so many bytes; undefined where there is none of that name. */
export function kernelOf(name: string, bytes: 4 | 8): Kernel | undefined {
  const number = modules?.numberOf(`${bytes === 4 ? 'f32' : 'f64'}_${name}`);
  return number === undefined ? undefined : kernels?.[number];
}

/**
 * What a kernel makes of at most MOST_NUMBERS numbers, in their place or in another.
 * @throws Error where it writes after the last.
 */
export function kernelValues(
  name: string,
  numbers: Numbers,
  parameters: readonly number[] = [],
  inPlace = false,
): Numbers {
  const single = numbers instanceof Float32Array;
  const view = (at: number, count: number): Numbers =>
    single ? new Float32Array(memory.buffer, at, count) : new Float64Array(memory.buffer, at, count);
  new Float64Array(memory.buffer, PARAMETERS_AT).set(parameters);
  view(INPUT_AT, numbers.length).set(numbers);
  const outputAt = inPlace ? INPUT_AT : OUTPUT_AT;
  const output = view(outputAt, numbers.length + 1);
  output[numbers.length] = 3;
  kernelOf(name, single ? 4 : 8)!(INPUT_AT, outputAt, 0, 1, numbers.length, PARAMETERS_AT);
  if (output[numbers.length] !== 3) throw new Error(`${name} writes after the last of its numbers`);
  return output.slice(0, -1);
}
