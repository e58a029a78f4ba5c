/** Operations by WebAssembly over one memory, in which all tensors of a plan lie. */
import type { Computation } from '../../computation';
import { columnsOf, type DType, dtypeOf, rowsOf, type Tensor } from '../../tensor';
import type { Backend } from '../backend';
import type { ElementFunction } from '../kernels';
import * as plain from '../plain';
import type { Body } from '../plan';
import type { Product } from '../product';
import { VECTOR_BYTES } from './layout';
import type { KernelMemory, Memories } from './memories';
import { addressOf, PlacedTensor, roundUp } from './placement';
import { type Append, placedProduct, productCalls, type Window } from './products';
import { CALL_WORDS, type CallRange, perform, Tape } from './tape';

export interface WasmOptions {
  readonly memories: Memories;
  /** In what sums of float32 products are accumulated. */
  readonly float32Sums: DType;
}

/** Fewer multiply-adds than this plain JavaScript does before a call of WebAssembly has begun. */
const WORTH_A_CALL = 300;

/** Multiply-adds after which the driver has its turn. */
const SLICE = 2_000_000;

/** The memory: the tensors in the order of their planning, the scratch, the tape. */
export class WasmBackend implements Backend {
  readonly #options: WasmOptions;
  readonly #tape = new Tape();
  readonly #tensors: PlacedTensor[] = [];
  readonly #given = new Map<PlacedTensor, Tensor>();
  #tensorsEnd = VECTOR_BYTES;
  #scratchBytes = 0;
  #memory: KernelMemory | undefined;
  #words: Int32Array = new Int32Array(0);

  constructor(options: WasmOptions) {
    this.#options = options;
  }

  get bytes(): number {
    return this.#tapeAt + this.#tape.bytes;
  }

  get #tapeAt(): number {
    return this.#tensorsEnd + roundUp(this.#scratchBytes, VECTOR_BYTES);
  }

  tensor(shape: readonly number[], dtype: DType): PlacedTensor {
    const t = new PlacedTensor(shape, dtype, this.#tensorsEnd);
    this.#tensorsEnd = roundUp(t.address + t.bytes, VECTOR_BYTES);
    this.#tensors.push(t);
    return t;
  }

  given(source: Tensor): PlacedTensor {
    const t = this.tensor(source.shape, dtypeOf(source));
    this.#given.set(t, source);
    return t;
  }

  place(): void {
    const taken = this.#options.memories.take(this.bytes);
    this.#memory = taken;
    const { buffer } = taken.memory;
    for (const t of this.#tensors) t.place(buffer);
    for (const [t, source] of this.#given) t.data.set(source.data);
    this.#given.clear();
    this.#words = new Int32Array(buffer, this.#tapeAt, this.#tape.length * CALL_WORDS);
    this.#tape.write(this.#words, this.#tensorsEnd);
  }

  release(): void {
    if (this.#memory !== undefined) this.#options.memories.giveBack(this.#memory);
    this.#memory = undefined;
  }

  product(product: Product): Body {
    const { m, n, k, out } = product;
    if (m * n * k < WORTH_A_CALL) return plain.product(product);
    const sums = dtypeOf(out) === 'float64' ? 'float64' : this.#options.float32Sums;
    const here = placedProduct(product, sums);
    const whole: Window = { row: 0, rows: m, column: 0, columns: n };
    return this.#calls((append) => {
      this.#scratchBytes = Math.max(this.#scratchBytes, productCalls(here, whole, append));
    });
  }

  times(x: Tensor, y: Tensor, out: Tensor): Body {
    return this.#pairwise('times', x, y, out);
  }

  plus(x: Tensor, y: Tensor, out: Tensor): Body {
    return this.#pairwise('plus', x, y, out);
  }

  sumOfRows(x: Tensor, out: Tensor): Body {
    const [m, n] = [rowsOf(x), columnsOf(x)];
    if (m * n === 0) return plain.sumOfRows(x, out);
    return this.#calls((append) => {
      append(nameFor(x, 'sumOfRows'), 0, addressOf(x), n * bytesOf(x), m, addressOf(out), n);
    });
  }

  apply(f: ElementFunction, x: Tensor, out: Tensor): Body {
    return plain.map(x, f.of, out);
  }

  #pairwise(operation: 'times' | 'plus', x: Tensor, y: Tensor, out: Tensor): Body {
    const count = rowsOf(x) * columnsOf(x);
    if (count === 0) return () => undefined;
    return this.#calls((append) => {
      append(nameFor(x, operation), 0, addressOf(x), addressOf(y), addressOf(out), count);
    });
  }

  /** The body that makes the calls that are appended now. */
  #calls(plan: (append: Append) => void): Body {
    const { modules } = this.#options.memories;
    const from = this.#tape.length;
    let work = 0;
    plan((name, amount, ...args) => {
      const kernel = modules.numberOf(name);
      if (kernel === undefined) throw new RangeError(`there is no kernel ${name}`);
      this.#tape.append(kernel, amount, args);
      work += amount;
    });
    const range = { from, to: this.#tape.length };
    if (work > SLICE) return () => this.#inSlices(range);
    return () => {
      const { kernels } = this.#memory!;
      for (let call = range.from; call < range.to; call++) perform(kernels, this.#words, call);
      return undefined;
    };
  }

  *#inSlices({ from, to }: CallRange): Computation<void> {
    const { kernels } = this.#memory!;
    let done = 0;
    for (let call = from; call < to; call++) {
      done += perform(kernels, this.#words, call);
      if (done < SLICE) continue;
      yield done;
      done = 0;
    }
    if (done > 0) yield done;
  }
}

function nameFor(t: Tensor, operation: string): string {
  return `${dtypeOf(t) === 'float64' ? 'f64' : 'f32'}_${operation}`;
}

function bytesOf(t: Tensor): number {
  return dtypeOf(t) === 'float64' ? 8 : 4;
}
