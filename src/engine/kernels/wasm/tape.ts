/** Calls of kernels as numbers in the memory, so that every thread over it can carry them out. */
import type { Computation } from '../../computation';
import type { Kernel } from './webAssembly';

/** 32-bit words of one call: the kernel's number, its multiply-adds, its arguments. */
export const CALL_WORDS = 16;

/** Calls from one to before another. */
export interface CallRange {
  readonly from: number;
  readonly to: number;
}

/** Calls while they are planned. */
export class Tape {
  readonly #words: number[] = [];

  get length(): number {
    return this.#words.length / CALL_WORDS;
  }

  get bytes(): number {
    return this.#words.length * 4;
  }

  /**
   * @param args a place in the scratch is written by `scratchPlace`.
   * @param scratchBase where the part's own scratch begins in all of it.
   */
  append(kernel: number, work: number, args: readonly number[], scratchBase: number): void {
    if (args.length > CALL_WORDS - 2) throw new RangeError(`Tape: ${args.length} arguments are too many`);
    const end = this.#words.length + CALL_WORDS;
    this.#words.push(kernel, work, ...args.map((arg) => (arg < 0 ? arg - scratchBase : arg)));
    while (this.#words.length < end) this.#words.push(0);
  }

  /** Writes the calls. Addresses above 2³¹ wrap around to the 32 bits that kernels expect. */
  write(to: Int32Array, scratch: number): void {
    this.#words.forEach((word, i) => {
      to[i] = word < 0 ? scratch - 1 - word : word;
    });
  }
}

/** So many bytes into the scratch, whose address is not known while calls are planned. */
export function scratchPlace(offset: number): number {
  return -1 - offset;
}

/** Makes one call and returns its multiply-adds. */
export function perform(kernels: readonly Kernel[], tape: Int32Array, call: number): number {
  const at = call * CALL_WORDS;
  kernels[tape[at]!]!(
    tape[at + 2]!,
    tape[at + 3]!,
    tape[at + 4]!,
    tape[at + 5]!,
    tape[at + 6]!,
    tape[at + 7]!,
    tape[at + 8]!,
    tape[at + 9]!,
    tape[at + 10]!,
    tape[at + 11]!,
    tape[at + 12]!,
    tape[at + 13]!,
  );
  return tape[at + 1]!;
}

/** Multiply-adds after which the driver has its turn. */
const SLICE = 2_000_000;

/** Makes calls in slices. */
export function* performCalls(
  kernels: readonly Kernel[],
  tape: Int32Array,
  { from, to }: CallRange,
): Computation<void> {
  let done = 0;
  for (let call = from; call < to; call++) {
    done += perform(kernels, tape, call);
    if (done < SLICE) continue;
    yield done;
    done = 0;
  }
  if (done > 0) yield done;
}

/** The multiply-adds of all calls. */
export function workOf(tape: Int32Array, ranges: readonly CallRange[]): number {
  let work = 0;
  for (const { from, to } of ranges) {
    for (let call = from; call < to; call++) work += tape[call * CALL_WORDS + 1]!;
  }
  return work;
}
