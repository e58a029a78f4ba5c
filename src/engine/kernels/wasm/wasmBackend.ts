/** Operations by WebAssembly over one memory, in which all tensors of a plan lie. */
import { columnsOf, type DType, dtypeOf, rowsOf, type Tensor, tensor } from '../../tensor';
import type { Backend } from '../backend';
import type { NamedFunction } from '../kernels';
import * as plain from '../plain';
import type { Body } from '../plan';
import type { Product } from '../product';
import type { Crew } from '../threads/crew';
import { VECTOR_BYTES } from './layout';
import type { KernelMemory, Memories } from './memories';
import { addressOf, PlacedTensor, roundUp } from './placement';
import { type Append, placedProduct } from './placedProduct';
import { partsOf, productCalls } from './products';
import { CALL_WORDS, type CallRange, perform, performCalls, Tape } from './tape';

export interface WasmOptions {
  readonly memories: Memories;
  /** In what sums of float32 products are accumulated. */
  readonly float32Sums: DType;
  /** How many threads share a step; `crew` gives those beside the calling one. */
  readonly threads: number;
  crew(): Crew | undefined;
}

/** Fewer multiply-adds than this plain JavaScript does before a call of WebAssembly has begun. */
const WORTH_A_CALL = 300;

/** A step of so many multiply-adds, or of so many numbers read and written, is worth the waiting for other threads. */
const WORTH_SHARING = 1_000_000;
const NUMBERS_WORTH_SHARING = 16_384;

/** Two threads that write to one line of the cache wait for each other. */
const CACHE_LINE_BYTES = 64;

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
    const parts = partsOf(here, m * n * k < WORTH_SHARING ? 1 : this.#options.threads);
    return this.#calls(parts.map((part) => (append) => productCalls(here, part, append)));
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
    return this.#calls([
      (append) => {
        append(nameFor(x, 'sumOfRows'), 0, addressOf(x), n * bytesOf(x), m, addressOf(out), n);
        return 0;
      },
    ]);
  }

  apply(f: NamedFunction, x: Tensor, out: Tensor): Body {
    const name = nameFor(x, f.name);
    if (this.#options.memories.modules.numberOf(name) === undefined) return plain.map(x, f.of, out);
    const bytes = bytesOf(x);
    const parameters = this.given(tensor([f.parameters.length], Float64Array.from(f.parameters)));
    return this.#calls(
      this.#stretches(rowsOf(x) * columnsOf(x)).map(({ from, count }) => (append) => {
        const [at, to] = [x, out].map((t) => addressOf(t) + from * bytes);
        append(name, 0, at!, to!, count, addressOf(parameters));
        return 0;
      }),
    );
  }

  #pairwise(operation: 'times' | 'plus', x: Tensor, y: Tensor, out: Tensor): Body {
    const bytes = bytesOf(x);
    return this.#calls(
      this.#stretches(rowsOf(x) * columnsOf(x)).map(({ from, count }) => (append) => {
        const [first, second, to] = [x, y, out].map((t) => addressOf(t) + from * bytes);
        append(nameFor(x, operation), 0, first!, second!, to!, count);
        return 0;
      }),
    );
  }

  /** So many numbers in one stretch for each thread, each but the last a whole number of vectors. */
  #stretches(numbers: number): readonly { readonly from: number; readonly count: number }[] {
    const share = numbers < NUMBERS_WORTH_SHARING ? numbers : numbers / this.#options.threads;
    const length = roundUp(share, VECTOR_BYTES);
    const found: { readonly from: number; readonly count: number }[] = [];
    for (let from = 0; from < numbers; from += length) {
      found.push({ from, count: Math.min(length, numbers - from) });
    }
    return found;
  }

  /**
   * The body that makes the calls that are appended now, part by part.
   * @param plan appends a part's calls and returns the bytes of scratch that they use.
   */
  #calls(plan: readonly ((append: Append) => number)[]): Body {
    const { modules } = this.#options.memories;
    let work = 0;
    let scratch = 0;
    const parts = plan.map((appendPart): CallRange => {
      const from = this.#tape.length;
      const base = scratch;
      scratch += appendPart((name, amount, ...args) => {
        const kernel = modules.numberOf(name);
        if (kernel === undefined) throw new RangeError(`there is no kernel ${name}`);
        this.#tape.append(kernel, amount, args, base);
        work += amount;
      });
      scratch = roundUp(scratch, CACHE_LINE_BYTES);
      return { from, to: this.#tape.length };
    });
    this.#scratchBytes = Math.max(this.#scratchBytes, scratch);
    const whole = { from: parts[0]?.from ?? 0, to: parts.at(-1)?.to ?? 0 };
    if (parts.length === 1 && work <= SLICE) {
      return () => {
        const { kernels } = this.#memory!;
        for (let call = whole.from; call < whole.to; call++) perform(kernels, this.#words, call);
        return undefined;
      };
    }
    return () =>
      (parts.length > 1 ? this.#options.crew()?.perform(this.#memory!, this.#words, parts) : undefined) ??
      performCalls(this.#memory!.kernels, this.#words, whole);
  }
}

function nameFor(t: Tensor, operation: string): string {
  return `${dtypeOf(t) === 'float64' ? 'f64' : 'f32'}_${operation}`;
}

function bytesOf(t: Tensor): number {
  return dtypeOf(t) === 'float64' ? 8 : 4;
}
