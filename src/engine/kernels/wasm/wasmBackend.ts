/** Operations by WebAssembly over one memory, in which all tensors of a plan lie. */
import { columnsOf, type DType, dtypeOf, rowsOf, type Tensor, tensor } from '../../tensor';
import type { Backend, Elementwise } from '../backend';
import type { NamedFunction } from '../kernels';
import * as plain from '../plain';
import type { Body } from '../plan';
import type { Product } from '../product';
import type { Crew } from '../threads/crew';
import { VECTOR_BYTES } from './layout';
import type { KernelMemory, Memories } from './memories';
import { addressOf, PlacedTensor, roundUp } from './placement';
import { type Append, placedProduct, type Window } from './placedProduct';
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
  #pending: PendingProduct | undefined;
  #memory: KernelMemory | undefined;
  #words: Int32Array = new Int32Array(0);

  constructor(options: WasmOptions) {
    this.#options = options;
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
    this.#appendPending();
    const tapeAt = this.#tensorsEnd + roundUp(this.#scratchBytes, VECTOR_BYTES);
    const taken = this.#options.memories.take(tapeAt + this.#tape.bytes);
    this.#memory = taken;
    const { buffer } = taken.memory;
    for (const t of this.#tensors) t.place(buffer);
    for (const [t, source] of this.#given) t.data.set(source.data);
    this.#given.clear();
    this.#words = new Int32Array(buffer, tapeAt, this.#tape.length * CALL_WORDS);
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
    this.#appendPending();
    const followers: Operation[] = [];
    let body: Body | undefined;
    const append = (): void => {
      const section = this.#section(
        parts.map((part) => (appendCall) => {
          return productCalls(here, part, appendCall, (window) => {
            for (const follower of followers) appendOperation(follower, window, appendCall);
          });
        }),
      );
      body = this.#bodyOf(section);
    };
    this.#pending = { out, outputs: new Set([out]), followers, append };
    return () => body!();
  }

  sumOfRows(x: Tensor, out: Tensor): Body {
    const [m, n] = [rowsOf(x), columnsOf(x)];
    if (m * n === 0) return plain.sumOfRows(x, out);
    const section = this.#section([
      (append) => {
        append(nameFor(x, 'sumOfRows'), 0, addressOf(x), n * bytesOf(x), m, addressOf(out), n);
        return 0;
      },
    ]);
    return this.#bodyOf(section);
  }

  times(x: Tensor, y: Tensor, out: Tensor): Elementwise {
    return this.#elementwise('times', [x, y], out);
  }

  plus(x: Tensor, y: Tensor, out: Tensor): Elementwise {
    return this.#elementwise('plus', [x, y], out);
  }

  apply(f: NamedFunction, x: Tensor, out: Tensor): Elementwise {
    if (this.#options.memories.modules.numberOf(nameFor(x, f.name)) === undefined) {
      return { body: plain.map(x, f.of, out) };
    }
    const parameters = this.given(tensor([f.parameters.length], Float64Array.from(f.parameters)));
    return this.#elementwise(f.name, [x], out, parameters);
  }

  /**
   * Plans calls of its own, and, where the product before makes the same shape and all inputs are there when it is done, a
   * place behind each window of that product's result.
   */
  #elementwise(name: string, inputs: readonly Tensor[], out: Tensor, parameters?: PlacedTensor): Elementwise {
    const columns = columnsOf(out);
    const operation: Operation = {
      kernel: nameFor(out, name),
      places: [...inputs, out].map(addressOf),
      parameters: parameters?.address,
      elementBytes: bytesOf(out),
      rowBytes: columns * bytesOf(out),
    };
    const numbers = rowsOf(out) * columns;
    const own = this.#section(
      this.#stretches(numbers).map(({ from, count }) => (append) => {
        appendOperation(operation, { row: 0, rows: 1, column: from, columns: count }, append);
        return 0;
      }),
    );
    const body = this.#bodyOf(own);
    const pending = this.#pending;
    const joins =
      pending !== undefined &&
      rowsOf(pending.out) === rowsOf(out) &&
      columnsOf(pending.out) === columns &&
      inputs.every((input) => pending.outputs.has(input) || addressOf(input) < addressOf(pending.out));
    if (!joins) return { body };
    pending.followers.push(operation);
    pending.outputs.add(out);
    return { body, within: pending.out };
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

  /** Appends the calls of the last product, which nothing can join any more. */
  #appendPending(): void {
    this.#pending?.append();
    this.#pending = undefined;
  }

  /**
   * Appends calls, part by part.
   * @param plan appends a part's calls and returns the bytes of scratch that they use.
   */
  #section(plan: readonly ((append: Append) => number)[]): Section {
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
    return { parts, work };
  }

  /** Makes a section's calls: at once where they are few, else in slices, and shared where they are worth it. */
  #bodyOf({ parts, work }: Section): Body {
    const whole = { from: parts[0]?.from ?? 0, to: parts.at(-1)?.to ?? 0 };
    if (parts.length <= 1 && work <= SLICE) {
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

/** Calls that follow each other on the tape, in parts that may be made at the same time. */
interface Section {
  readonly parts: readonly CallRange[];
  /** Multiply-adds. */
  readonly work: number;
}

/** An element-wise operation on tensors of one shape, by their addresses: inputs, then output. */
interface Operation {
  readonly kernel: string;
  readonly places: readonly number[];
  readonly parameters: number | undefined;
  readonly elementBytes: number;
  readonly rowBytes: number;
}

/** The last product that was planned, and what is done to its result's windows while they lie in the cache. */
interface PendingProduct {
  readonly out: Tensor;
  /** Its result, and those of its followers. */
  readonly outputs: Set<Tensor>;
  readonly followers: Operation[];
  readonly append: () => void;
}

function appendOperation(
  { kernel, places, parameters, elementBytes, rowBytes }: Operation,
  { row, rows, column, columns }: Window,
  append: Append,
): void {
  const offset = row * rowBytes + column * elementBytes;
  const addresses = places.map((place) => place + offset);
  append(kernel, 0, ...addresses, rowBytes, rows, columns, ...(parameters === undefined ? [] : [parameters]));
}

function nameFor(t: Tensor, operation: string): string {
  return `${dtypeOf(t) === 'float64' ? 'f64' : 'f32'}_${operation}`;
}

function bytesOf(t: Tensor): number {
  return dtypeOf(t) === 'float64' ? 8 : 4;
}
