// jax-js by its own differentiation, compiled by its jit.
import { init, jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import { serve } from './serve.mjs';

serve(async ({ samples, widths, dtype, inputs, targets, layers }) => {
  await init();
  const array = (data, shape) => np.array(data, { dtype: np[dtype], shape });
  const x = array(inputs, [samples, widths[0]]);
  const y = array(targets, [samples, widths.at(-1)]);
  const parameters = layers.flatMap(({ inputs: rows, units, weights, biases }) => [
    array(weights, [rows, units]),
    array(biases, [units]),
  ]);
  // Every use of an array but the last takes a reference: the library counts them.
  const loss = (given, batch, wanted) => {
    let a = batch;
    for (let l = 0; l < layers.length; l++) {
      const z = np.matmul(a, given[2 * l]).add(given[2 * l + 1]);
      a = l === layers.length - 1 ? z : nn.relu(z);
    }
    const error = a.sub(wanted);
    return error.ref
      .mul(error)
      .sum()
      .mul(0.5 / samples);
  };
  const differentiate = jit(valueAndGrad(loss));
  let result;
  return {
    step: async () => {
      result?.flat().forEach((part) => part.dispose());
      result = differentiate(
        parameters.map((part) => part.ref),
        x.ref,
        y.ref,
      );
      for (const part of result.flat()) await part.blockUntilReady();
    },
    answer: async () => {
      const parts = await Promise.all(result.flat().map((part) => part.ref.data()));
      return parts.flatMap((part) => [...part]);
    },
  };
});
