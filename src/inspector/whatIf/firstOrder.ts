/** What the gradients of a run say that other numbers do to its loss. */
import { inputsOf } from '../../engine/forward';
import { evaluate } from '../../engine/kernels';
import type { NetworkSpec } from '../../engine/network';
import type { Run } from '../../engine/run';
import type { Tensor } from '../../engine/tensor';
import type { MatrixRef } from '../views';
import { otherTensors } from './differences';

/**
 * Σ ∂L/∂x · Δx over all numbers x that differ, with the run's gradients: parameters and inputs. Undefined where a target
 * differs: rules have no derivative with respect to it.
 */
export function firstOrder(run: Run, after: NetworkSpec): number | undefined {
  let sum = 0;
  for (const { ref, before, after: other } of otherTensors(run.network.spec, after)) {
    const gradients = gradientsOf(run, ref);
    for (let i = 0; i < other.data.length; i++) {
      const change = other.data[i]! - before.data[i]!;
      // An infinite gradient of a number that stays is no part of the sum.
      if (change === 0) continue;
      if (gradients === undefined) return undefined;
      for (const { data } of gradients) sum += data[i]! * change;
    }
  }
  return sum;
}

/** Tensors whose sum is the gradient of a given tensor. */
function gradientsOf(
  run: Run,
  { quantity, layer = 0, parameter = '' }: MatrixRef,
): readonly Tensor[] | undefined {
  if (quantity === 'parameter') return [run.backward.parameterGradients[layer]![parameter]!];
  return quantity === 'input' ? inputGradients(run) : undefined;
}

/** ∂L/∂A⁰, m × n₀, one part of each layer that reads the inputs. */
function inputGradients({ network, forward, backward }: Run): readonly Tensor[] {
  return network.layers.flatMap((layer) =>
    layer.inputs.flatMap((source, s) => {
      if (source !== 'inputs') return [];
      const inputs = inputsOf(network, layer, forward.activations);
      const delta = backward.deltas[layer.index]!;
      return [evaluate((kernels) => layer.rule.inputVjp(kernels, inputs, layer.parameters, delta, s))];
    }),
  );
}
