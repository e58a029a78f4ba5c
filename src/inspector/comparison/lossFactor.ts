/** The constant factors of a loss's gradient: what the 2 of a square and a mean over outputs put before it. */
import type { LossName } from '../../engine/losses';
import type { Network } from '../../engine/network';

/** The factor that differentiating puts before a loss's gradient, and what the loss has to cancel it. */
const OF_THE_SQUARE: { readonly [N in LossName]: number } = {
  half_squared_error: 1,
  mean_squared_error: 2,
  mean_absolute_error: 1,
  huber: 1,
  log_cosh: 1,
  hinge: 1,
  squared_hinge: 2,
  binary_crossentropy: 1,
  categorical_crossentropy: 1,
  sparse_categorical_crossentropy: 1,
  kl_divergence: 1,
  poisson: 1,
};

export interface LossFactor {
  /** 2 of a square. */
  readonly square: number;
  /** 1/n of a mean over n outputs. */
  readonly mean: number;
}

export function lossFactorOf({ spec, loss }: Network): LossFactor {
  return { square: OF_THE_SQUARE[spec.loss.name], mean: loss.outputScale };
}
