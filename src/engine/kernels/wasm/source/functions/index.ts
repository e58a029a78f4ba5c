/** The functions as WebAssembly text. Their operations are strict: they give the same bits on every machine. */
import { float32, float64 } from '../vectors';
import { erf } from './erf';
import { elu, exp, expm1 } from './exponential';
import { functionKernel } from './kernel';
import { log, log1p, softplus } from './logarithm';
import { sigmoid, silu } from './logistic';
import { mish } from './mish';
import { gelu, normalCdf } from './normal';
import { softsign } from './softsign';
import { tanh } from './tanh';

export const vectorFunctions = {
  exp,
  expm1,
  log,
  log1p,
  tanh,
  sigmoid,
  erf,
  normalCdf,
  softplus,
  silu,
  gelu,
  mish,
  elu,
  softsign,
};

/**
 * The largest error of each in float64, in units in the last place of the exact value, rounded up: found among about
 * 100 000 points like those of test/golden/functions, which hold the worst of them. elu's is that with both factors 1.
 */
export const LARGEST_ERRORS: Readonly<Record<keyof typeof vectorFunctions, number>> = {
  exp: 0.8,
  expm1: 1,
  log: 0.8,
  log1p: 0.8,
  tanh: 0.8,
  sigmoid: 0.8,
  erf: 1.7,
  normalCdf: 1.5,
  softplus: 1.2,
  silu: 0.8,
  gelu: 1.5,
  mish: 0.9,
  elu: 0.8,
  softsign: 1.5,
};

/** The module of all functions, for both types of elements. Its memory is imported. */
export function functionsText(): string {
  const kernels = [float64, float32].flatMap((element) =>
    Object.entries(vectorFunctions).map(([name, f]) => functionKernel(element, name, f)),
  );
  return `(module
  (import "engine" "memory" (memory 1))
  ${kernels.join('\n')})`;
}
