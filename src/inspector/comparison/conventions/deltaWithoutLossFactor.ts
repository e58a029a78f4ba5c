/** delta_without_loss_factor: δ is made of a − y alone, and the loss's constant factor stands in dW and db. */
import type { Network } from '../../../engine/network';
import { scaledExactly } from '../estimate';
import { lossFactorOf } from '../lossFactor';
import type { Convention } from './convention';

export const deltaWithoutLossFactor: Convention = {
  id: 'delta_without_loss_factor',
  documentation: 'δ is written without the constant factor of the loss, such as 2/n, which dW and db carry.',
  applies: (network, given) => factorOf(network) !== 1 && given.some(({ step }) => step.quantity === 'delta'),
  toOurs: (network, { step, estimate }) =>
    step.quantity === 'delta' ? scaledExactly(estimate, factorOf(network)) : estimate,
};

function factorOf(network: Network): number {
  const { square, mean } = lossFactorOf(network);
  return square * mean;
}
