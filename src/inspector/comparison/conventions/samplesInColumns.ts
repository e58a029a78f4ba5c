/** samples_in_columns: Z, A and Δ have one column a sample, as in deeplearning.ai's courses. */
import { transposed } from '../estimate';
import { type Convention, isOfSamples } from './convention';

export const samplesInColumns: Convention = {
  id: 'samples_in_columns',
  documentation: 'z, a and δ have one column a sample; here they have one row a sample.',
  notation: { samples: 'columns' },
  applies: (_network, given) => given.some(({ step, isFlat }) => !isFlat && isOfSamples(step)),
  toOurs: (_network, { step, estimate, isFlat }) =>
    !isFlat && isOfSamples(step) ? transposed(estimate) : estimate,
};
