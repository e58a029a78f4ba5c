/** delta_without_reduction: δ is each sample's own, and the 1/m of the mean stands in dW and db alone. */
import { scaledExactly } from '../estimate';
import { averages } from '../mistakes/mistake';
import type { Convention } from './convention';

export const deltaWithoutReduction: Convention = {
  id: 'delta_without_reduction',
  documentation: 'δ is written without the 1/m of the mean over the batch, which dW and db carry.',
  notation: { reduction: 'gradients' },
  applies: (network, given) => averages(network) && given.some(({ step }) => step.quantity === 'delta'),
  toOurs: ({ loss }, { step, estimate }) =>
    step.quantity === 'delta' ? scaledExactly(estimate, loss.sampleScale) : estimate,
};
