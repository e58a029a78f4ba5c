// Who is timed: our engine in both arithmetics and every library, each with as many threads as it can use.
import { cleanEnvironment } from '../vscode/processTree';
import type { Libraries } from './libraries';
import {
  JAX_JS,
  numpyWith,
  OURS,
  OURS_FMA,
  PYTORCH,
  TFJS_CPU,
  TFJS_WASM,
  type Threads,
  withThreads,
} from './names';
import type { DType } from './problem';
import { TimedProgram } from './timedProgram';

export interface Competitor {
  readonly name: string;
  readonly dtypes: readonly DType[];
  readonly start: () => TimedProgram;
}

const anyDType: readonly DType[] = ['float64', 'float32'];

/** All competitors that this machine can run, ours in strict arithmetic with one thread first. */
export function competitorsOf({ node, folder, numpy, torch }: Libraries): readonly Competitor[] {
  const competitor = (
    name: string,
    threads: Threads,
    dtypes: readonly DType[],
    ...command: readonly string[]
  ): Competitor => ({
    name: withThreads(name, threads),
    dtypes,
    start: () => new TimedProgram(command, folder, cleanEnvironment(threadLimits(threads))),
  });
  // Without threads in Node: tfjs asks for none there, jax-js looks for the browser's workers, ml-matrix has none.
  return [
    ...bothThreads((threads) =>
      competitor(OURS, threads, anyDType, node, 'ours.mjs', 'strict', `${threads}`),
    ),
    ...bothThreads((threads) =>
      competitor(OURS_FMA, threads, anyDType, node, 'ours.mjs', 'fast', `${threads}`),
    ),
    competitor(TFJS_CPU, 1, ['float32'], node, 'tfjs.mjs', 'cpu'),
    competitor(TFJS_WASM, 1, ['float32'], node, 'tfjs.mjs', 'wasm'),
    competitor(JAX_JS, 1, anyDType, node, 'jaxJs.mjs'),
    competitor('ml-matrix', 1, ['float64'], node, 'mlMatrix.mjs'),
    ...bothThreads((threads) =>
      competitor('ONNX Runtime', threads, anyDType, node, 'onnxRuntime.mjs', `${threads}`),
    ),
    ...bothThreads((threads) =>
      numpy === undefined
        ? undefined
        : competitor(numpyWith(numpy.blas), threads, anyDType, numpy.python, 'numpyPeer.py'),
    ),
    ...bothThreads((threads) =>
      torch === undefined
        ? undefined
        : competitor(PYTORCH, threads, anyDType, torch.python, 'torchPeer.py', `${threads}`),
    ),
  ];
}

function bothThreads(make: (threads: Threads) => Competitor | undefined): readonly Competitor[] {
  return ([1, 2] as const).map(make).filter((made) => made !== undefined);
}

/** For the libraries that take no argument; OpenBLAS, OpenMP and MKL each read their own. */
function threadLimits(threads: Threads): NodeJS.ProcessEnv {
  const limit = String(threads);
  return { OPENBLAS_NUM_THREADS: limit, OMP_NUM_THREADS: limit, MKL_NUM_THREADS: limit };
}
