// Our own engine, one whole run a step. The arguments: the arithmetic, strict or fast, and the number of threads.
import { complete } from '../../../src/engine/computation';
import { buildNetwork, type NetworkSpec } from '../../../src/engine/network';
import { run, type Run } from '../../../src/engine/run';
import { tensor } from '../../../src/engine/tensor';
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

/**
 * One forward and backward pass of our engine as a step.
 * @throws Error where the engine has no such arithmetic or cannot use so many threads.
 */
function stepOf(problem: Problem, arithmetic: string, threads: number): () => Run {
  if (arithmetic !== 'strict') throw new Error(`the engine has no ${arithmetic} arithmetic`);
  if (threads !== 1) throw new Error(`the engine cannot use ${threads} threads`);
  const network = buildNetwork(specOf(problem));
  return () => complete(run(network));
}

serve((problem) => {
  const [arithmetic, threads] = process.argv.slice(2);
  const compute = stepOf(problem, arithmetic!, Number(threads));
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
