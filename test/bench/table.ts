// The figures as a person reads them: median milliseconds, and how many times as long as ours.
import type { DType } from './problem';

export interface Row {
  readonly shape: string;
  readonly dtype: DType;
  readonly name: string;
  /** Median of one forward and backward pass; undefined where there is none. */
  readonly milliseconds: number | undefined;
  /** Why there is no time. */
  readonly why: string | undefined;
}

/** Prints one network's rows; the first is ours. */
export function print(rows: readonly Row[], say: (line: string) => void): void {
  const [ours] = rows;
  if (ours === undefined) return;
  say(`\n${ours.shape}, ${ours.dtype}`);
  for (const { name, milliseconds, why } of rows) {
    if (milliseconds === undefined) say(`  ${name.padEnd(14)} –  ${why ?? ''}`);
    else {
      const ratio =
        ours.milliseconds === undefined ? '' : `${(milliseconds / ours.milliseconds).toFixed(2)} ×`;
      say(`  ${name.padEnd(14)} ${milliseconds.toPrecision(3).padStart(9)} ms  ${ratio.padStart(9)}`);
    }
  }
}
