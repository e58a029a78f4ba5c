/** The table of losses, from simple to tricky: total, so that a missing rule does not compile. */
import { binaryCrossentropy } from './binaryCrossentropy';
import { categoricalCrossentropy } from './categoricalCrossentropy';
import { halfSquaredError } from './halfSquaredError';
import { hinge } from './hinge';
import { huber } from './huber';
import { klDivergence } from './klDivergence';
import { logCosh } from './logCosh';
import { meanAbsoluteError } from './meanAbsoluteError';
import { meanSquaredError } from './meanSquaredError';
import { poisson } from './poisson';
import type { LossRule } from './rule';
import { sparseCategoricalCrossentropy } from './sparseCategoricalCrossentropy';
import { squaredHinge } from './squaredHinge';

export type LossName =
  | 'half_squared_error'
  | 'mean_squared_error'
  | 'mean_absolute_error'
  | 'huber'
  | 'log_cosh'
  | 'hinge'
  | 'squared_hinge'
  | 'binary_crossentropy'
  | 'categorical_crossentropy'
  | 'sparse_categorical_crossentropy'
  | 'kl_divergence'
  | 'poisson';

export const losses: { readonly [N in LossName]: LossRule } = {
  half_squared_error: halfSquaredError,
  mean_squared_error: meanSquaredError,
  mean_absolute_error: meanAbsoluteError,
  huber,
  log_cosh: logCosh,
  hinge,
  squared_hinge: squaredHinge,
  binary_crossentropy: binaryCrossentropy,
  categorical_crossentropy: categoricalCrossentropy,
  sparse_categorical_crossentropy: sparseCategoricalCrossentropy,
  kl_divergence: klDivergence,
  poisson,
};
