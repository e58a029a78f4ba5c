/** A logarithmic axis for norms: whole decades that hold every finite positive value. */

export interface FlowScale {
  /** Exponents of the top and the bottom line. */
  readonly high: number;
  readonly low: number;
  /** Exponents that get a label. */
  readonly ticks: readonly number[];
  /** 0 at the top line, 1 at the bottom; zero and what is not a number are at the bottom, infinity at the top. */
  place(value: number): number;
}

/** @param mostTicks how many labels fit one above another. */
export function flowScale(values: readonly number[], mostTicks: number): FlowScale {
  const exponents = values.filter((value) => value > 0 && value < Infinity).map(Math.log10);
  const high = exponents.length === 0 ? 0 : Math.ceil(Math.max(...exponents) + 0.05) + 0;
  const low = Math.min(high - 1, exponents.length === 0 ? -1 : Math.floor(Math.min(...exponents) - 0.15));
  const step = Math.max(1, Math.ceil((high - low) / Math.max(1, mostTicks - 1)));
  const ticks: number[] = [];
  for (let exponent = high; exponent >= low; exponent -= step) ticks.push(exponent);
  return {
    high,
    low,
    ticks,
    place: (value) => {
      if (value === Infinity) return 0;
      if (!(value > 0)) return 1;
      return Math.max(0, Math.min(1, (high - Math.log10(value)) / (high - low)));
    },
  };
}
