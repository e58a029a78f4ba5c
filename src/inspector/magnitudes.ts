/** How the magnitudes of many numbers are spread: counted by their leading bits, in one pass and without a sort. */
import type { Numbers } from '../engine/tensor';
import type { Histogram } from './views';

/**
 * A magnitude's bin is its leading 17 bits: the exponent and, behind it, the mantissa's first bits. Bins are in the order
 * of the magnitudes, because IEEE 754 orders bits so.
 */
const BINS = 2 ** 17;
const SHIFT = 14;
const MAGNITUDE = 0x7fffffff;

/** Of the words of 32 bits in a number, which holds its leading bits; how many bins share an exponent; its bias. */
const LAYOUTS = {
  float64: { words: 2, leading: 1, binsOfExponent: 2 ** 6, bias: 1023 },
  float32: { words: 1, leading: 0, binsOfExponent: 2 ** 9, bias: 127 },
} as const;

/** In a bin with more numbers than this, a quantile is the bin's largest number. */
const SORTED = 2 ** 16;

export interface Spread {
  readonly zeros: number;
  readonly nans: number;
  readonly infinities: number;
  /** Largest finite magnitude, and the index of the first number that has it: 0 where all are 0 or not finite. */
  readonly maxAbs: number;
  readonly peak: number;
  /**
   * The numbers at these shares of the finite non-zero magnitudes in ascending order, by nearest rank: numbers that are
   * there, 0 where there are none. Among very many of one order of magnitude at most 1/64 too large. `beyond` counts
   * the finite numbers above.
   */
  readonly quantiles: readonly { readonly magnitude: number; readonly beyond: number }[];
  readonly histogram: Histogram;
}

export class Magnitudes {
  readonly #numbers: Numbers;
  readonly #words: Int32Array;
  readonly #layout: (typeof LAYOUTS)[keyof typeof LAYOUTS];
  readonly #counts = new Uint32Array(BINS);

  /** @param numbers fewer than 2³²; `count` is to be called for all of them before `spread`. */
  constructor(numbers: Numbers) {
    this.#numbers = numbers;
    this.#layout = numbers instanceof Float64Array ? LAYOUTS.float64 : LAYOUTS.float32;
    this.#words = new Int32Array(numbers.buffer, numbers.byteOffset, numbers.length * this.#layout.words);
  }

  /** Takes the numbers from `start` to before `end` into account. */
  count(start: number, end: number): void {
    const words = this.#words;
    const counts = this.#counts;
    const step = this.#layout.words;
    const last = end * step;
    for (let at = start * step + this.#layout.leading; at < last; at += step) {
      counts[(words[at]! & MAGNITUDE) >>> SHIFT]!++;
    }
  }

  /** @param onNan called with the index of each NaN. */
  spread(shares: readonly number[], onNan: (index: number) => void): Spread {
    const counts = this.#counts;
    const zeros = this.#zeros();
    counts[0]! -= zeros;
    const byExponent = this.#byExponent();
    // The last exponent, all ones, has the numbers that are not finite.
    const finiteExponents = byExponent.subarray(0, -1);
    const finite = finiteExponents.reduce((sum, count) => sum + count, 0);
    const wanted = shares.map((share) =>
      this.#binOfRank(Math.min(finite - 1, Math.floor(finite * share)), finiteExponents),
    );
    const top = this.#binOfRank(finite - 1, finiteExponents).bin;
    const found = this.#look(new Set([top, ...wanted.map(({ bin }) => bin)]), byExponent.at(-1)! > 0, onNan);
    const quantiles = wanted.map(({ bin, rank, below }) => {
      if (finite === 0) return { magnitude: 0, beyond: 0 };
      const { sorted, largest } = found.bins.get(bin)!;
      const magnitude = sorted?.[rank] ?? largest;
      const within = sorted === undefined ? 0 : sorted.filter((x) => x > magnitude).length;
      return { magnitude, beyond: finite - below - counts[bin]! + within };
    });
    const highest = finite === 0 ? undefined : found.bins.get(top);
    return {
      zeros,
      nans: found.nans,
      infinities: found.infinities,
      maxAbs: highest?.largest ?? 0,
      peak: highest?.first ?? 0,
      quantiles,
      histogram: this.#histogram(finiteExponents),
    };
  }

  /** Exact zeros share their bin with the smallest subnormal numbers. */
  #zeros(): number {
    if (this.#counts[0] === 0) return 0;
    const numbers = this.#numbers;
    let zeros = 0;
    for (let i = 0; i < numbers.length; i++) if (numbers[i] === 0) zeros++;
    return zeros;
  }

  #byExponent(): Uint32Array {
    const counts = this.#counts;
    const { binsOfExponent } = this.#layout;
    const sums = new Uint32Array(BINS / binsOfExponent);
    for (let exponent = 0, bin = 0; exponent < sums.length; exponent++) {
      let sum = 0;
      for (const end = bin + binsOfExponent; bin < end; bin++) sum += counts[bin]!;
      sums[exponent] = sum;
    }
    return sums;
  }

  /** The bin that holds the number of a rank, its rank within, and how many numbers are in the bins below. */
  #binOfRank(
    rank: number,
    byExponent: Uint32Array,
  ): { readonly bin: number; readonly rank: number; readonly below: number } {
    let [below, exponent] = [0, 0];
    while (exponent < byExponent.length && rank >= below + byExponent[exponent]!) {
      below += byExponent[exponent++]!;
    }
    for (let bin = exponent * this.#layout.binsOfExponent; bin < BINS; bin++) {
      const count = this.#counts[bin]!;
      if (rank < below + count) return { bin, rank: rank - below, below };
      below += count;
    }
    return { bin: 0, rank: 0, below: 0 };
  }

  /** One more look at all numbers, for those in a few bins: the bins by themselves do not tell them apart. */
  #look(
    bins: ReadonlySet<number>,
    strange: boolean,
    onNan: (index: number) => void,
  ): {
    readonly nans: number;
    readonly infinities: number;
    readonly bins: ReadonlyMap<number, Look>;
  } {
    const numbers = this.#numbers;
    const words = this.#words;
    const { words: step, leading, binsOfExponent } = this.#layout;
    const isWanted = new Uint8Array(BINS);
    for (const bin of bins) isWanted[bin] = 1;
    if (strange) isWanted.fill(1, -binsOfExponent);
    const looks = new Map([...bins].map((bin) => [bin, new Look(this.#counts[bin]!)]));
    let [nans, infinities] = [0, 0];
    for (let i = 0, at = leading; i < numbers.length; i++, at += step) {
      const bin = (words[at]! & MAGNITUDE) >>> SHIFT;
      if (isWanted[bin] === 0) continue;
      const magnitude = Math.abs(numbers[i]!);
      if (magnitude < Infinity) looks.get(bin)!.take(magnitude, i);
      else if (magnitude === Infinity) infinities++;
      else {
        nans++;
        onNan(i);
      }
    }
    for (const look of looks.values()) look.sorted?.sort();
    return { nans, infinities, bins: looks };
  }

  /** By powers of two: bins are finer. */
  #histogram(byExponent: Uint32Array): Histogram {
    const first = byExponent.findIndex((count) => count > 0);
    if (first === -1) return { firstExponent: 0, counts: new Uint32Array(0) };
    const last = byExponent.findLastIndex((count) => count > 0);
    return { firstExponent: first - this.#layout.bias, counts: byExponent.slice(first, last + 1) };
  }
}

/** What is found in one bin. */
class Look {
  /** The magnitudes, where they are few. */
  readonly sorted: Float64Array | undefined;
  largest = 0;
  first = 0;
  #taken = 0;

  constructor(count: number) {
    this.sorted = count <= SORTED ? new Float64Array(count) : undefined;
  }

  take(magnitude: number, index: number): void {
    // Exact zeros have been counted.
    if (magnitude === 0) return;
    if (this.sorted !== undefined) this.sorted[this.#taken++] = magnitude;
    if (magnitude <= this.largest) return;
    this.largest = magnitude;
    this.first = index;
  }
}
