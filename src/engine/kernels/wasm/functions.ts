/** Functions of one number, applied to many that lie side by side in a memory. */
import { bytesOfBase64 } from './base64';
import { functionBinary } from './functionBinary';
import { compile } from './instance';
import { type Memory, webAssembly } from './webAssembly';

/**
 * Writes f of `count` numbers that lie from the address `from` on to `to`, which may be `from`. The function's parameters
 * are float64 numbers in the order in which it declares them, from the address `parametersAt` on, which is not read where
 * there are none. Nothing is checked.
 */
export type FunctionKernel = (from: number, to: number, count: number, parametersAt: number) => void;

/**
 * By name: `exp`, `log`, … of src/engine/functions, and `sigmoid_value`, `sigmoid_derivative`, … of each element-wise
 * activation, with its name in the table of activations.
 */
export type FunctionKernels = Readonly<Record<string, FunctionKernel>>;

let compiled: { readonly module: object | undefined } | undefined;

/**
 * The functions over a memory, by the bytes of the numbers. Those of 4 bytes are computed as float64 and rounded once.
 * @param memory with a maximum of 65 536 pages or fewer.
 * @returns undefined where the machine does not know their instructions or a page may not compile.
 */
export function functionKernels(
  memory: Memory,
): { readonly 8: FunctionKernels; readonly 4: FunctionKernels } | undefined {
  compiled ??= { module: compile(bytesOfBase64(functionBinary)) };
  if (webAssembly === undefined || compiled.module === undefined) return undefined;
  const { exports } = new webAssembly.Instance(compiled.module, { engine: { memory } });
  return { 8: kernelsOf(exports, 'f64_'), 4: kernelsOf(exports, 'f32_') };
}

function kernelsOf(exports: object, prefix: string): FunctionKernels {
  return Object.fromEntries(
    Object.entries(exports as FunctionKernels)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, kernel]) => [name.slice(prefix.length), kernel]),
  );
}
