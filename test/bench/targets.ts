// What the engine must reach beside the other libraries, as data, and whether it does.
import {
  JAX_JS,
  numpyWith,
  OPENBLAS,
  OURS,
  OURS_FMA,
  PYTORCH,
  TFJS_WASM,
  type Threads,
  withThreads,
} from './names';
import type { NetworkTime } from './networks';
import type { DType } from './problem';

/** One competitor's time against another's, of the same network, dtype and run. */
export interface Target {
  readonly name: string;
  readonly against: string;
  readonly shapes: readonly string[];
  readonly dtypes: readonly DType[];
  readonly wanted: Wanted;
}

/** `name` may take so many times as long as `against`, or must be so many times as fast. */
type Wanted = { readonly timesAsLong: number } | { readonly timesAsFast: number };

export interface Verdict {
  readonly target: string;
  readonly wanted: string;
  /** Undefined where one of the two has no time. */
  readonly found: number | undefined;
  readonly judgement: 'met' | 'missed' | 'not timed';
}

const NUMPY = numpyWith(OPENBLAS);
const anyDType = ['float64', 'float32'] as const;
const mediumAndUp = ['medium', 'large', 'deep'] as const;
const everyShape = ['tiny', 'small, 1 sample', 'small', ...mediumAndUp] as const;

/**
 * Where a target names no arithmetic, the strict one is judged: nothing is gained by what changes bits. Libraries that sum
 * float32 in float32 are compared with ours where it does the same.
 */
export const targets: readonly Target[] = [
  ...bothThreads((threads) => ({
    name: withThreads(OURS_FMA, threads),
    against: withThreads(NUMPY, threads),
    shapes: mediumAndUp,
    dtypes: ['float64'],
    wanted: { timesAsLong: 1.8 },
  })),
  ...bothThreads((threads) => ({
    name: withThreads(OURS, threads),
    against: withThreads(NUMPY, threads),
    shapes: mediumAndUp,
    dtypes: ['float64'],
    wanted: { timesAsLong: 2.4 },
  })),
  ...bothThreads((threads) => ({
    name: withThreads(OURS_FMA, threads),
    against: withThreads(NUMPY, threads),
    shapes: mediumAndUp,
    dtypes: ['float32'],
    wanted: { timesAsLong: 2 },
  })),
  ...[
    { against: PYTORCH, shapes: ['tiny'], wanted: { timesAsFast: 20 } },
    { against: NUMPY, shapes: ['tiny'], wanted: { timesAsFast: 5 } },
    { against: PYTORCH, shapes: ['small, 1 sample'], wanted: { timesAsFast: 1 } },
    { against: NUMPY, shapes: ['small, 1 sample'], wanted: { timesAsFast: 1 } },
  ].map((target) => ({ ...target, name: OURS, dtypes: anyDType })),
  ...[
    { against: TFJS_WASM, shapes: ['small'], wanted: { timesAsFast: 12 } },
    { against: TFJS_WASM, shapes: mediumAndUp, wanted: { timesAsFast: 20 } },
    { against: JAX_JS, shapes: everyShape, wanted: { timesAsFast: 1.5 } },
  ].map((target) => ({ ...target, name: OURS_FMA, dtypes: ['float32'] as const })),
  { name: OURS, against: JAX_JS, shapes: everyShape, dtypes: ['float64'], wanted: { timesAsFast: 20 } },
  ...[OURS, OURS_FMA].map((name) => ({
    name: withThreads(name, 2),
    against: name,
    shapes: mediumAndUp,
    dtypes: anyDType,
    wanted: { timesAsFast: 1.7 },
  })),
];

function bothThreads(make: (threads: Threads) => Target): readonly Target[] {
  return ([1, 2] as const).map(make);
}

/** One verdict a target and network, of the networks that were timed. @param times of one run. */
export function judge(given: readonly Target[], times: readonly NetworkTime[]): readonly Verdict[] {
  return given.flatMap((target) =>
    target.shapes.flatMap((shape) =>
      target.dtypes.flatMap((dtype) => {
        const here = times.filter((time) => time.shape === shape && time.dtype === dtype);
        return here.length === 0 ? [] : [verdictOn(target, here)];
      }),
    ),
  );
}

/** @param times of one network in one dtype. */
function verdictOn({ name, against, wanted }: Target, times: readonly NetworkTime[]): Verdict {
  const { shape, dtype } = times[0]!;
  const millisecondsOf = (competitor: string): number | undefined =>
    times.find((time) => time.name === competitor)?.milliseconds;
  const [own, other] = [millisecondsOf(name), millisecondsOf(against)];
  const long = 'timesAsLong' in wanted;
  const words = {
    target: `${shape}, ${dtype}: ${name} against ${against}`,
    wanted: long ? `≤ ${wanted.timesAsLong} × as long` : `≥ ${wanted.timesAsFast} × as fast`,
  };
  if (own === undefined || other === undefined) return { ...words, found: undefined, judgement: 'not timed' };
  const found = long ? own / other : other / own;
  const met = long ? found <= wanted.timesAsLong : found >= wanted.timesAsFast;
  return { ...words, found, judgement: met ? 'met' : 'missed' };
}
