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

/** The multiply-adds of a run: of each layer one product forward, one for its weights' gradient, one for each layer it reads. */
export function workOf(network: Network): { readonly forward: number; readonly backward: number } {
  let [forwardWork, backwardWork] = [0, 0];
  for (const { units, inputs, inputWidths } of network.layers) {
    inputWidths.forEach((width, s) => {
      const product = network.samples * units * width;
      forwardWork += product;
      backwardWork += inputs[s] === 'inputs' ? product : 2 * product;
    });
  }
  return { forward: forwardWork, backward: backwardWork };
}
