// ml-matrix with the backward pass written out.
import { Matrix } from 'ml-matrix';
import { serve } from './serve.mjs';

serve(({ samples, widths, inputs, targets, layers }) => {
  const matrix = (rows, columns, data) => Matrix.from1DArray(rows, columns, data);
  const x = matrix(samples, widths[0], inputs);
  const y = matrix(samples, widths.at(-1), targets);
  const parameters = layers.map(({ inputs: rows, units, weights, biases }) => ({
    weights: matrix(rows, units, weights),
    biases: [...biases],
  }));
  let result;
  const step = () => {
    const activations = [x];
    parameters.forEach(({ weights, biases }, l) => {
      const z = activations[l].mmul(weights).addRowVector(biases);
      activations.push(
        l === parameters.length - 1 ? z : z.apply((i, j) => z.set(i, j, Math.max(0, z.get(i, j)))),
      );
    });
    let delta = Matrix.sub(activations.at(-1), y);
    const loss = (0.5 * delta.dot(delta)) / samples;
    delta.div(samples);
    const gradients = [];
    for (let l = parameters.length - 1; l >= 0; l--) {
      gradients[l] = { weights: activations[l].transpose().mmul(delta), biases: delta.sum('column') };
      if (l === 0) break;
      const a = activations[l];
      delta = delta.mmul(parameters[l].weights.transpose());
      delta.apply((i, j) => {
        if (a.get(i, j) <= 0) delta.set(i, j, 0);
      });
    }
    result = { loss, gradients };
  };
  return {
    step,
    answer: () => [
      result.loss,
      ...result.gradients.flatMap(({ weights, biases }) => [...weights.to1DArray(), ...biases]),
    ],
  };
});
