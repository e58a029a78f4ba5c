/** One whole pass: forward, then backward. */
import { backward, type BackwardTrace } from './backward';
import type { Computation } from './computation';
import { forward, type ForwardTrace } from './forward';
import { kernels as defaultKernels } from './kernels';
import type { Kernels } from './kernels/kernels';
import type { Network } from './network';

export interface Run {
  readonly network: Network;
  readonly forward: ForwardTrace;
  readonly backward: BackwardTrace;
}

/** Forward and backward pass over the network's batch. Yields multiply-adds; `workOf` says how many there will be. */
export function* run(network: Network, kernels: Kernels = defaultKernels): Computation<Run> {
  const forwardTrace = yield* forward(network, kernels);
  const backwardTrace = yield* backward(network, forwardTrace, kernels);
  return { network, forward: forwardTrace, backward: backwardTrace };
}

/** The multiply-adds of a run: one product forward and two backward a layer. */
export function workOf(network: Network): number {
  return network.layers.reduce(
    (total, layer) =>
      total + 3 * network.samples * layer.units * layer.inputWidths.reduce((sum, width) => sum + width, 0),
    0,
  );
}
