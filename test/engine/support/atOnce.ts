// Kernels whose operations are carried out one by one as they are asked for, each in a plan of its own.
import { complete } from '../../../src/engine/computation';
import { Machine, type Planner } from '../../../src/engine/kernels';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { type Tensor, tensor } from '../../../src/engine/tensor';

function isTensor(argument: unknown): argument is Tensor {
  return typeof argument === 'object' && argument !== null && 'shape' in argument;
}

type Operation = (...args: readonly unknown[]) => Tensor;

/** Results are copies: the plan's memory is given back at once. */
export function atOnce(plannerOf: () => Planner): Kernels {
  return new Proxy({} as Kernels, {
    get: (_target, name) => {
      return (...args: readonly unknown[]) => {
        const planner = plannerOf();
        const given = args.map((argument) => (isTensor(argument) ? planner.given(argument) : argument));
        const { shape } = (planner as unknown as Record<string | symbol, Operation>)[name]!(...given);
        const plan = planner.plan();
        complete(plan.carryOut());
        const { data } = plan.steps.at(-1)!.output;
        const result = tensor(shape, data.slice());
        plan.storage.release();
        return result;
      };
    },
  });
}

const machine = new Machine();

/** In plain JavaScript. */
export const plainKernels = atOnce(() => machine.planner(0));

/** In WebAssembly, also what is hardly worth it. */
export const wasmKernels = atOnce(() => machine.planner(Infinity));
