/** How long the bar of a number is, by the same root as colours, so that small numbers keep one. */

/** 0 … 1 of the longest bar; infinities have the longest, NaN none. */
export function sizeShare(value: number, largest: number): number {
  const magnitude = Math.abs(value);
  if (Number.isNaN(magnitude)) return 0;
  if (magnitude === Infinity) return 1;
  return largest > 0 ? Math.sqrt(Math.min(1, magnitude / largest)) : 0;
}
