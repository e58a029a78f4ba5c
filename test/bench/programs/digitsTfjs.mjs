// The run of a model file in TensorFlow.js from a cold start: prints what `backprop-inspector run --json` prints. The
// arguments: the backend, cpu or wasm, and the file. Knows what the digits model needs: dense layers, relu and softmax,
// sparse_categorical_crossentropy, comments on lines of their own.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [backend, file] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const tf = require('@tensorflow/tfjs');
if (backend === 'wasm') {
  const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}${path.sep}`);
}
await tf.setBackend(backend);

const activations = { relu: tf.relu, softmax: tf.softmax };
const { layers, batch } = JSON.parse(readFileSync(file, 'utf8').replaceAll(/^\s*\/\/.*$/gm, ''));
const inputs = tf.tensor2d(batch.inputs);
const wanted = tf.oneHot(batch.targets, layers.at(-1).biases.length);

const made = [];
let sampleLosses;
/** Each layer gives its weights, its biases, and zeros that are added to z: their gradient is δ. */
const loss = (...given) => {
  let a = inputs;
  layers.forEach(({ activation }, l) => {
    const [weights, biases, zeros] = given.slice(3 * l, 3 * l + 3);
    const z = tf.keep(tf.add(tf.add(tf.matMul(a, weights), biases), zeros));
    a = tf.keep(activations[activation](z));
    made.push({ z, a });
  });
  // From the last layer's logits, as the softmax before this loss asks for.
  sampleLosses = tf.keep(tf.neg(tf.sum(tf.mul(wanted, tf.logSoftmax(made.at(-1).z)), 1)));
  return tf.mean(sampleLosses);
};
const { value, grads } = tf.valueAndGrads(loss)(
  layers.flatMap(({ weights, biases }) => [
    tf.tensor2d(weights),
    tf.tensor1d(biases),
    tf.zeros([batch.inputs.length, biases.length]),
  ]),
);
const report = {
  loss: value.dataSync()[0],
  sampleLosses: sampleLosses.arraySync(),
  layers: layers.map(({ name, type }, l) => ({
    name,
    type,
    z: made[l].z.arraySync(),
    a: made[l].a.arraySync(),
    delta: grads[3 * l + 2].arraySync(),
    dW: grads[3 * l].arraySync(),
    db: grads[3 * l + 1].arraySync(),
  })),
};
process.stdout.write(`${JSON.stringify(report)}\n`);
