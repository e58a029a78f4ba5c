/** The histogram of log |x| in a few pixels: a bar for some powers of two each, exact zeros apart, a tick a power of ten. */
import { max, min, sum, ticks } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Histogram, Statistics } from '../../src/inspector/views';

/** Powers of two: 2^from ≤ |x| < 2^to. */
export interface Exponents {
  readonly from: number;
  readonly to: number;
}

export interface HistogramShape {
  /** Height of the bar of exact zeros, by their share of all numbers; 0 where there are none. */
  readonly zeros: number;
  readonly bars: readonly { readonly x: number; readonly width: number; readonly height: number }[];
  readonly ticks: readonly number[];
}

/** Pixels of the drawing: first the zeros, a gap, then the bars. */
export const SIZE = { width: 74, height: 14, zeros: 6, gap: 4 };

/** The narrowest axis: three powers of ten. */
const LEAST_SPAN = 10;
/** A bar with its gap takes at least this many pixels. */
const LEAST_BAR = 3;
const MOST_TICKS = 6;

/** The axis that holds all these histograms, and is wide enough to be one. */
export function exponentsOf(histograms: readonly Histogram[]): Exponents {
  const filled = histograms.filter(({ counts }) => counts.length > 0);
  const from = min(filled, ({ firstExponent }) => firstExponent) ?? -LEAST_SPAN;
  const to = max(filled, ({ firstExponent, counts }) => firstExponent + counts.length) ?? 0;
  const missing = Math.max(0, LEAST_SPAN - (to - from));
  return { from: from - Math.ceil(missing / 2), to: to + Math.floor(missing / 2) };
}

export function histogramShape(
  { histogram, zeros }: Pick<Statistics, 'histogram' | 'zeros'>,
  axis: Exponents,
): HistogramShape {
  const range = [SIZE.zeros + SIZE.gap, SIZE.width] as const;
  const x = scaleLinear([axis.from, axis.to], range);
  const perBar = powersPerBar(x(1) - x(0));
  const bins = binned(histogram, perBar);
  // Zeros as a share of all numbers, the others among themselves: many zeros must not flatten the rest.
  const share = heightOf(zeros + sum(histogram.counts));
  const height = heightOf(max(bins.values()) ?? 0);
  return {
    zeros: share(zeros),
    bars: [...bins].map(([exponent, amount]) => {
      const start = Math.max(range[0], x(exponent));
      const end = Math.min(range[1], x(exponent + perBar));
      return { x: start, width: Math.max(1, end - start - 1), height: height(amount) };
    }),
    ticks: powersOfTen(axis, range),
  };
}

/** Pixels for an amount, at most `highest`; a single number among thousands is still seen. */
function heightOf(highest: number): (amount: number) => number {
  const height = scaleLinear([0, highest], [0, SIZE.height - 1]);
  return (amount) => (amount === 0 ? 0 : Math.max(1, height(amount)));
}

/** A power of two, so that bars of different axes begin at the same numbers. */
function powersPerBar(pixelsPerPower: number): number {
  let powers = 1;
  while (powers * pixelsPerPower < LEAST_BAR) powers *= 2;
  return powers;
}

/** Counts by the first exponent of their bar; bars without numbers are left out. */
function binned({ firstExponent, counts }: Histogram, perBar: number): ReadonlyMap<number, number> {
  const bins = new Map<number, number>();
  counts.forEach((amount, i) => {
    if (amount === 0) return;
    const bar = Math.floor((firstExponent + i) / perBar) * perBar;
    bins.set(bar, (bins.get(bar) ?? 0) + amount);
  });
  return bins;
}

/** Where 10ⁿ is, for all n or for as many as there is room. */
function powersOfTen({ from, to }: Exponents, range: readonly [number, number]): readonly number[] {
  // By exponents: the numbers themselves would leave the range of numbers.
  const decades = [from * Math.log10(2), to * Math.log10(2)] as const;
  return ticks(...decades, MOST_TICKS)
    .filter(Number.isInteger)
    .map(scaleLinear(decades, range));
}
