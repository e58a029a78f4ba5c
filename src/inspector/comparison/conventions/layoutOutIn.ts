/** layout_out_in: W and dW have one row a unit, as in PyTorch. */
import { transposed } from '../estimate';
import type { Convention } from './convention';

export const layoutOutIn: Convention = {
  id: 'layout_out_in',
  documentation:
    'dW has one row a unit and one column an input, as in PyTorch; here it is the other way round.',
  notation: { weights: 'out_in' },
  applies: (_network, given) => given.some(({ step, isFlat }) => !isFlat && step.quantity === 'dW'),
  toOurs: (_network, { step, estimate, isFlat }) =>
    !isFlat && step.quantity === 'dW' ? transposed(estimate) : estimate,
};
