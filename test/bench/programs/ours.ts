// Our own engine, one whole run a step. The arguments: the arithmetic, strict or fast, and the number of threads.
import { fileURLToPath } from 'node:url';
import type { Arithmetic } from '../../../src/engine/arithmetic';
import { complete } from '../../../src/engine/computation';
import { Machine } from '../../../src/engine/kernels';
import { buildNetwork, type NetworkSpec } from '../../../src/engine/network';
import { planRun, type Run } from '../../../src/engine/run';
import { tensor } from '../../../src/engine/tensor';
import { kernelThreads } from '../../../src/worker/kernelThreads';
import { type Problem, serve } from './serve.mjs';

function specOf({ widths, samples, dtype, inputs, targets, layers }: Problem): NetworkSpec {
  return {
    name: 'bench',
    dtype,
    layers: layers.map(({ inputs: rows, units, weights, biases }, l) => ({
      type: 'dense',
      name: `layer ${l + 1}`,
      units,
      activation: { name: l === layers.length - 1 ? 'linear' : 'relu', parameters: {} },
      inputs: [l === 0 ? 'inputs' : l - 1],
      parameters: { weights: tensor([rows, units], weights), biases: tensor([units], biases) },
    })),
    loss: { name: 'half_squared_error', parameters: {}, fromLogits: false },
    reduction: 'mean',
    inputs: tensor([samples, widths[0]!], inputs),
    targets: tensor([samples, widths.at(-1)!], targets),
  };
}

/** One forward and backward pass of our engine as a step, whose memory is planned once. */
function stepOf(problem: Problem, arithmetic: Arithmetic, threads: number): () => Run {
  const script = fileURLToPath(new URL('kernelThread.cjs', import.meta.url));
  const machine = new Machine({ arithmetic, threads: { count: threads, start: kernelThreads(script) } });
  const planned = planRun(buildNetwork(specOf(problem)), machine);
  return () => complete(planned.carryOut());
}

serve((problem) => {
  const [arithmetic, threads] = process.argv.slice(2);
  const compute = stepOf(problem, arithmetic === 'fast' ? 'fast' : 'strict', Number(threads));
  let result: Run | undefined;
  return {
    step: () => {
      result = compute();
    },
    answer: () => [
      result!.forward.loss,
      ...result!.backward.parameterGradients.flatMap((gradients) => [
        ...gradients['weights']!.data,
        ...gradients['biases']!.data,
      ]),
    ],
  };
});
