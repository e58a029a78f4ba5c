import { expect, it } from 'vitest';
import { type DenseLayer, dense, findingsOf } from './findingsOf';

const output: DenseLayer = { weights: [[1], [2]] };
const find = (layers: readonly DenseLayer[], inputs: number[][], targets: number[][]) =>
  findingsOf(dense(layers, inputs, targets), 'exact_zeros');

it('inputs that are 0 in every sample', async () => {
  const inputs = [
    [0, 1],
    [0, 2],
  ];
  const [found, ...others] = await find([output], inputs, [[9], [9]]);
  expect(others).toEqual([]);
  expect(found!.sentence).toBe(
    '1 of 2 inputs of layer 1 layer1 is 0 in all 2 samples (input 1), so ∂L/∂W is exactly 0 in its row.',
  );
  expect(found!.cells).toEqual([
    { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 0, column: 0 },
  ]);
  inputs[1]![0] = 1e-9;
  expect(await find([output], inputs, [[9], [9]])).toEqual([]);
});

it('are not told again behind a dead unit', async () => {
  const layers: readonly DenseLayer[] = [{ weights: [[1, 1]], biases: [0, -9], activation: 'relu' }, output];
  const found = await findingsOf(dense(layers, [[1]], [[9]]));
  expect(found.map(({ id }) => id)).toEqual(['dead_units']);
});

it('an output that is on its target', async () => {
  const [found] = await find([output], [[1, 2]], [[5]]);
  expect(found!.sentence).toBe(
    'δ of layer 1 layer1 is exactly 0 in the one sample, because the loss is flat there.',
  );
  expect(await find([output], [[1, 2]], [[5.000001]])).toEqual([]);
  const fused = (target: number) => ({
    layers: [{ type: 'dense', weights: [[0, 0]], activation: 'softmax' }],
    loss: 'categorical_crossentropy',
    batch: { inputs: [[1]], targets: [[0.5, target]] },
  });
  expect((await findingsOf(fused(0.5)))[0]!.sentence).toMatch(/because the loss is flat there\.$/);
  expect(await findingsOf(fused(0.4), 'exact_zeros')).toEqual([]);
});

it('weights that lead nothing back', async () => {
  const layers = (w: number): readonly DenseLayer[] => [{ weights: [[1]] }, { weights: [[w]] }];
  const [found] = await find(layers(0), [[1]], [[9]]);
  expect(found!.sentence).toMatch(
    /^δ of layer 1 \S+ is exactly 0 .*because the weights of layer 2 \S+ lead nothing back: W δ is 0\.$/,
  );
  expect(await find(layers(0.1), [[1]], [[9]])).toEqual([]);
});

it('a layer that nothing reads', async () => {
  const model = {
    layers: [
      { type: 'dense', name: 'spare', weights: [[1]] },
      { type: 'dense', name: 'output', weights: [[1]], inputs: ['inputs'] },
    ],
    batch: { inputs: [[1]], targets: [[9]] },
  };
  const found = await findingsOf(model, 'exact_zeros');
  expect(found.map(({ sentence }) => sentence)).toEqual([
    'δ of layer 1 spare is exactly 0 in the one sample, because the loss does not depend on it.',
  ]);
});

it('products that cancel over the batch, or are too small for a number', async () => {
  const one: readonly DenseLayer[] = [{ weights: [[1]] }];
  const sentence =
    '∂L/∂W of layer 1 layer1 is exactly 0 in row 1, though neither a nor δ is: the products a · δ cancel, or are too small for a number.';
  // δ is −1 for both samples, whose inputs are 1 and −1.
  expect((await find(one, [[1], [-1]], [[2], [0]])).map((found) => found.sentence)).toEqual([sentence]);
  expect(await find(one, [[1], [-1]], [[2], [1e-9]])).toEqual([]);
  expect((await find(one, [[1e-200]], [[1e-190]])).map((found) => found.sentence)).toEqual([sentence]);
});
