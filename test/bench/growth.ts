// How our engine's time grows with depth, batch and width: time = c · sizeᵖ, fitted and held to the law.
import type { Layout } from './shapes';
import { LEAST_MS } from './networks';
import { writeProblem } from './problem';
import type { Verdict } from './targets';
import type { TimedProgram } from './timedProgram';
import { timeByTurns } from './turns';

/** How far a fitted exponent may lie from the law's. */
const TOLERANCE = 0.1;

export interface Series {
  readonly variable: 'depth' | 'batch' | 'width';
  /** The exponent that the number of multiply-adds has. */
  readonly exponent: number;
  readonly sizes: readonly number[];
  readonly shapeOf: (size: number) => Layout;
}

export interface GrowthTime {
  readonly size: number;
  readonly milliseconds: number;
}

/**
 * The ranges cross the caches: a layer of 256 units has ½ MB of weights, 32 of them with their gradients have 34 MB; two
 * of 1024 units with theirs 34 MB. The law holds across, because each weight that is fetched serves at least 64 samples
 * in each product. Below, what a weight costs once is no longer small against what its samples cost, and the exponents of
 * batch and width fall for a reason that is none of the engine's. Widths between the powers of two are among them, so
 * that rows which meet in the same lines of a cache are timed, but do not decide.
 *
 * The first layer needs no gradient of its input, so depth d costs 3 d − 1 products: fitted over these depths, 1.03.
 */
export const series: readonly Series[] = [
  {
    variable: 'depth',
    exponent: 1,
    sizes: [4, 6, 8, 12, 16, 24, 32],
    shapeOf: (depth) => ({ widths: square(depth, 256), samples: 64 }),
  },
  {
    variable: 'batch',
    exponent: 1,
    sizes: [64, 96, 128, 192, 256, 384, 512, 768, 1024],
    shapeOf: (samples) => ({ widths: square(4, 256), samples }),
  },
  {
    variable: 'width',
    exponent: 2,
    sizes: [128, 192, 256, 384, 512, 768, 1024],
    shapeOf: (width) => ({ widths: square(2, width), samples: 128 }),
  },
];

/** Widths of the inputs and of so many layers, all the same. */
function square(depth: number, width: number): readonly number[] {
  return Array.from({ length: depth + 1 }, () => width);
}

/** Times each size of a series in float64, in a process of its own and by turns. @param folder for the problems. */
export async function timeGrowth(
  { sizes, shapeOf }: Series,
  start: () => TimedProgram,
  folder: string,
): Promise<readonly GrowthTime[]> {
  const programs: TimedProgram[] = [];
  try {
    for (const size of sizes) {
      const program = start();
      programs.push(program);
      await writeProblem(folder, shapeOf(size), 'float64');
      await program.load(folder);
    }
    const medians = await timeByTurns(programs.map((program) => () => program.time(LEAST_MS)));
    return sizes.map((size, i) => {
      const milliseconds = medians[i]!;
      if (milliseconds instanceof Error) throw milliseconds;
      return { size, milliseconds };
    });
  } finally {
    for (const program of programs) program.stop();
  }
}

/** The p of c · sizeᵖ that fits best: least squares on logarithms, ln t = ln c + p ln n. */
export function exponentOf(times: readonly GrowthTime[]): number {
  const x = times.map(({ size }) => Math.log(size));
  const y = times.map(({ milliseconds }) => Math.log(milliseconds));
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, i) => (value - meanX) * (y[i]! - meanY)));
  const variance = mean(x.map((value) => (value - meanX) ** 2));
  return covariance / variance;
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** Whether a series grows as its number of multiply-adds does. */
export function judgeGrowth({ variable, exponent }: Series, times: readonly GrowthTime[]): Verdict {
  const found = exponentOf(times);
  return {
    target: `growth with ${variable}, exponent`,
    wanted: `${exponent} ± ${TOLERANCE}`,
    found,
    judgement: Math.abs(found - exponent) <= TOLERANCE ? 'met' : 'missed',
  };
}
