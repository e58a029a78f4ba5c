/** What the gradients of a run say that other numbers do to its loss. */
import { inputGradients, targetGradients } from '../../engine/givenGradients';
import { type NetworkSpec, readTargets } from '../../engine/network';
import type { Run } from '../../engine/run';
import type { Tensor } from '../../engine/tensor';
import { otherTensors, type TensorPair } from './differences';

/** Σ ∂L/∂x · Δx over all numbers x that differ, with the run's gradients; of targets as the loss reads them. */
export function firstOrder(run: Run, after: NetworkSpec): number {
  return otherTensors(run.network.spec, after).reduce((sum, { ref, ...pair }) => {
    switch (ref.quantity) {
      case 'input':
        return sum + change(pair, inputGradients(run));
      case 'target':
        return sum + change({ before: run.network.targets, after: readTargets(after) }, targetGradients(run));
      default:
        return sum + change(pair, run.backward.parameterGradients[ref.layer!]![ref.parameter!]!);
    }
  }, 0);
}

function change({ before, after }: Pick<TensorPair, 'before' | 'after'>, gradients: Tensor): number {
  let sum = 0;
  for (let i = 0; i < after.data.length; i++) {
    const difference = after.data[i]! - before.data[i]!;
    // An infinite gradient of a number that stays is no part of the sum.
    if (difference !== 0) sum += gradients.data[i]! * difference;
  }
  return sum;
}
