// ONNX Runtime, which has no training here: the backward pass is part of the graph. The argument is the number of threads.
import { createRequire } from 'node:module';
import { onnxModel } from './onnxGraph.mjs';
import { serve } from './serve.mjs';

const { InferenceSession, Tensor } = createRequire(import.meta.url)('onnxruntime-node');

serve(async ({ samples, widths, dtype, inputs, targets, layers }) => {
  const last = layers.length - 1;
  const nodes = [];
  const node = (type, ins, out, attributes) => {
    nodes.push({ type, inputs: ins, outputs: [out], attributes });
    return out;
  };
  const a = ['x'];
  for (let l = 0; l <= last; l++) {
    const z = node('Gemm', [a[l], `W${l}`, `b${l}`], `z${l}`);
    a.push(l === last ? z : node('Relu', [z], `a${l}`));
  }
  const error = node('Sub', [a.at(-1), 'y'], 'error');
  node('Mul', [node('ReduceSumSquare', [error], 'squares', { keepdims: 0 }), 'half'], 'loss');
  let delta = node('Mul', [error, 'share'], `delta${last}`);
  for (let l = last; l >= 0; l--) {
    node('Gemm', [a[l], delta], `dW${l}`, { transA: 1 });
    node('ReduceSum', [delta], `db${l}`, { axes: [0], keepdims: 0 });
    if (l === 0) break;
    const upstream = node('Gemm', [delta, `W${l}`], `upstream${l}`, { transB: 1 });
    // relu's derivative is the sign of its output.
    delta = node('Mul', [upstream, node('Sign', [a[l]], `slope${l}`)], `delta${l - 1}`);
  }

  const ArrayOf = inputs.constructor;
  const feeds = {
    x: new Tensor(dtype, inputs, [samples, widths[0]]),
    y: new Tensor(dtype, targets, [samples, widths.at(-1)]),
    half: new Tensor(dtype, ArrayOf.of(0.5 / samples), [1]),
    share: new Tensor(dtype, ArrayOf.of(1 / samples), [1]),
  };
  const outputs = { loss: [1] };
  layers.forEach(({ inputs: rows, units, weights, biases }, l) => {
    feeds[`W${l}`] = new Tensor(dtype, weights, [rows, units]);
    feeds[`b${l}`] = new Tensor(dtype, biases, [units]);
    outputs[`dW${l}`] = [rows, units];
    outputs[`db${l}`] = [units];
  });
  const shapes = Object.fromEntries(Object.entries(feeds).map(([name, { dims }]) => [name, dims]));
  const session = await InferenceSession.create(onnxModel({ nodes, inputs: shapes, outputs, dtype }), {
    intraOpNumThreads: Number(process.argv[2]),
    interOpNumThreads: 1,
  });
  let result;
  return {
    step: async () => {
      result = await session.run(feeds);
    },
    answer: () => Object.keys(outputs).flatMap((name) => [...result[name].data]),
  };
});
