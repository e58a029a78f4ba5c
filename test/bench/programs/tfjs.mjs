// TensorFlow.js by its own differentiation, on the backend that the argument names: cpu or wasm.
import { createRequire } from 'node:module';
import path from 'node:path';
import { serve } from './serve.mjs';

const backend = process.argv[2];
// Its ES modules name files without their endings, which Node does not find.
const require = createRequire(import.meta.url);
const tf = require('@tensorflow/tfjs');
const { setThreadsCount, setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');

serve(async ({ samples, widths, inputs, targets, layers }) => {
  if (backend === 'wasm') {
    const main = require.resolve('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(`${path.dirname(main)}${path.sep}`);
    setThreadsCount(1);
  }
  await tf.setBackend(backend);
  await tf.ready();
  const x = tf.tensor2d(inputs, [samples, widths[0]]);
  const y = tf.tensor2d(targets, [samples, widths.at(-1)]);
  const parameters = layers.flatMap(({ inputs: rows, units, weights, biases }) => [
    tf.tensor2d(weights, [rows, units]),
    tf.tensor1d(biases),
  ]);
  const loss = (...given) => {
    let a = x;
    for (let l = 0; l < layers.length; l++) {
      const z = tf.add(tf.matMul(a, given[2 * l]), given[2 * l + 1]);
      a = l === layers.length - 1 ? z : tf.relu(z);
    }
    return tf.mul(tf.sum(tf.square(tf.sub(a, y))), 0.5 / samples);
  };
  const differentiate = tf.valueAndGrads(loss);
  let result;
  return {
    step: () => {
      if (result !== undefined) tf.dispose([result.value, ...result.grads]);
      result = tf.tidy(() => differentiate(parameters));
      // The numbers must have been computed, not only asked for.
      result.value.dataSync();
    },
    answer: () => [
      result.value.dataSync()[0],
      ...result.grads.flatMap((gradient) => [...gradient.dataSync()]),
    ],
  };
});
