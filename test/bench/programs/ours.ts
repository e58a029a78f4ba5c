// Our own engine, one whole run a step.
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

serve((problem) => {
  const network = buildNetwork(specOf(problem));
  let result: Run | undefined;
  return {
    step: () => {
      result = complete(run(network));
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
