/** The table of conventions, in the order in which they are told: total, so that a missing one does not compile. */
import { biasColumn } from './biasColumn';
import type { Convention, ConventionId } from './convention';
import { deltaWithoutLossFactor } from './deltaWithoutLossFactor';
import { deltaWithoutReduction } from './deltaWithoutReduction';
import { layoutOutIn } from './layoutOutIn';
import { samplesInColumns } from './samplesInColumns';

export const conventions: { readonly [K in ConventionId]: Convention } = {
  samples_in_columns: samplesInColumns,
  layout_out_in: layoutOutIn,
  bias_column: biasColumn,
  delta_without_reduction: deltaWithoutReduction,
  delta_without_loss_factor: deltaWithoutLossFactor,
};
