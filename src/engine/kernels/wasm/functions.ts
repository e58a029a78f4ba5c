/** Functions of single numbers, computed in the memory in which the numbers lie. */
import { columnsOf, dtypeOf, rowsOf, ShapeError, type Tensor } from '../../tensor';
import type { vectorFunctions } from './source/functions';
import { type Memory, webAssembly } from './webAssembly';

export type FunctionName = keyof typeof vectorFunctions;

/** What a function takes beside x: elu the factors of x > 0 and of e^x − 1, the others nothing. */
export type FunctionParameters<Name extends FunctionName> =
  Parameters<(typeof vectorFunctions)[Name]> extends [unknown, unknown, ...infer Others]
    ? { readonly [K in keyof Others]: number }
    : never;

type Kernel = (from: number, to: number, count: number, ...parameters: number[]) => void;

/** float32 numbers are computed as float64 and rounded once at the end. */
export class ElementFunctions {
  readonly #exports: Readonly<Record<string, Kernel>>;

  /**
   * @param binary of source/functions.
   * @throws Error where the machine has no WebAssembly, or not its vectors.
   */
  constructor(
    binary: Uint8Array,
    readonly memory: Memory,
  ) {
    if (webAssembly === undefined) throw new Error('ElementFunctions: this machine has no WebAssembly');
    const { exports } = new webAssembly.Instance(new webAssembly.Module(binary), { engine: { memory } });
    this.#exports = exports as Record<string, Kernel>;
  }

  /**
   * Writes f of each number of `from` to `to`, which may be `from` itself.
   * @throws ShapeError where `to` has another shape; RangeError where a tensor does not lie in the memory, or their
   * types differ.
   */
  apply<Name extends FunctionName>(
    name: Name,
    from: Tensor,
    to: Tensor,
    ...parameters: FunctionParameters<Name>
  ): void {
    const count = rowsOf(from) * columnsOf(from);
    for (const [input, { shape, data }] of [['from', from] as const, ['to', to] as const]) {
      if (data.length !== count || String(shape) !== String(from.shape)) {
        throw new ShapeError(name, input, from.shape, shape);
      }
      if (data.buffer !== this.memory.buffer) {
        throw new RangeError(`${name}: ${input} must lie in the kernels' memory`);
      }
    }
    if (dtypeOf(from) !== dtypeOf(to)) throw new RangeError(`${name}: ${dtypeOf(from)} to ${dtypeOf(to)}`);
    if (count === 0) return;
    const kernel = this.#exports[`${dtypeOf(from) === 'float64' ? 'f64' : 'f32'}_${name}`]!;
    kernel(from.data.byteOffset, to.data.byteOffset, count, ...parameters);
  }
}
