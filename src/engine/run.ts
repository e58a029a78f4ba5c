/** One whole pass: forward, then backward. */
import { type BackwardTrace, planBackward } from './backward';
import type { Computation } from './computation';
import { type ForwardTrace, planForward, type PlannedForward } from './forward';
import { type Machine, machine as defaultMachine, type Plan } from './kernels';
import { memoryOf } from './memory';
import type { Network } from './network';
import { placed } from './placed';

export interface Run {
  /** The network whose tensors these are. */
  readonly network: Network;
  readonly forward: ForwardTrace;
  readonly backward: BackwardTrace;
  /** How it was computed: a run after an edit takes over what has not changed. */
  readonly plan: Plan;
}

/**
 * Forward and backward pass over the network's batch. Yields multiply-adds; `workOf` says how many there will be.
 * @param before an earlier run, of this network or another: what is made of the same numbers in the same way is taken
 *   over, bit for bit. The backward pass starts from the loss, which depends on every number.
 */
export function* run(network: Network, machine: Machine = defaultMachine, before?: Run): Computation<Run> {
  const planned = planRun(network, machine);
  let done = false;
  try {
    const result = yield* planned.carryOut(before);
    done = true;
    return result;
  } finally {
    if (!done) planned.release();
  }
}

/** A pass over a network with its place in memory: the tensors of each of its runs are those of the run before. */
export class PlannedRun {
  readonly #forward: PlannedForward;
  readonly #backward: BackwardTrace;

  constructor(
    readonly network: Network,
    forward: PlannedForward,
    backward: BackwardTrace,
    readonly plan: Plan,
  ) {
    this.#forward = forward;
    this.#backward = backward;
  }

  /** Leaves its memory to other plans; what it computed cannot be read any more. */
  release(): void {
    this.plan.storage.release();
  }

  *carryOut(before?: Run): Computation<Run> {
    yield* this.plan.carryOut(before?.plan);
    return {
      network: this.network,
      forward: { ...this.#forward, loss: this.#forward.loss.data[0]! },
      backward: this.#backward,
      plan: this.plan,
    };
  }
}

export function planRun(network: Network, machine: Machine = defaultMachine): PlannedRun {
  const { forward, backward } = workOf(network);
  const planner = machine.planner(forward + backward, memoryOf(network.spec, network.notation));
  const here = placed(network, planner);
  const plannedForward = planForward(here, planner);
  const plannedBackward = planBackward(here, plannedForward, planner);
  return new PlannedRun(here, plannedForward, plannedBackward, planner.plan());
}

/** The multiply-adds of a run: of each matrix of weights one product forward, one for its gradient, one for each layer it reads. */
export function workOf(network: Network): { readonly forward: number; readonly backward: number } {
  let [forwardWork, backwardWork] = [0, 0];
  for (const { rule, parameters, inputs } of network.layers) {
    const products = inputs.filter((source) => source !== 'inputs').length + 1;
    for (const [name, { axes }] of Object.entries(rule.parameters)) {
      if (axes.length === 1) continue;
      const product = network.samples * (parameters[name]?.data.length ?? 0);
      forwardWork += product;
      backwardWork += products * product;
    }
  }
  return { forward: forwardWork, backward: backwardWork };
}
