import { expect, it } from 'vitest';
import { dense, findingsOf } from './findingsOf';

const find = (weights: readonly (readonly (number | string)[])[], inputs = [[1e200, 2]], target = 1) =>
  findingsOf(dense([{ weights: [[3], [4]] }, { weights }], inputs, [[target]]), 'not_finite');

it('names the first number that is not finite and what it is made of', async () => {
  const [found, ...others] = await find([[1e200]]);
  expect(others).toEqual([]);
  expect(found!.severity).toBe('wrong');
  expect(found!.sentence).toBe(
    'z 1 of layer 2 is ∞. It is made of activation 1 of layer 1 = 3.0e+200 and weight 1,1 in layer 2 = 1.0e+200. It is the first of 11.',
  );
  expect(found!.cells).toEqual([
    { quantity: 'preActivation', layer: 1, row: 0, column: 0 },
    { quantity: 'activation', layer: 0, row: 0, column: 0 },
    { quantity: 'parameter', layer: 1, parameter: 'weights', row: 0, column: 0 },
  ]);
});

it('says that the file gives it where it does', async () => {
  const [found] = await find([['NaN']]);
  expect(found!.sentence).toMatch(
    /^weight 1,1 in layer 2 is NaN\. The model file gives it\. It is the first of \d+\.$/,
  );
  expect(found!.cells).toEqual([
    { quantity: 'parameter', layer: 1, parameter: 'weights', row: 0, column: 0 },
  ]);
});

it('finds what is not finite only on the way back', async () => {
  // The loss is 0.5e308; its gradient overflows in the product with the weights.
  const [found] = await find([[1e154]], [[0, 0]], 1e154);
  expect(found).toBeUndefined();
  const [overflow] = await find([[1e160]], [[0, 0]], 1e150);
  expect(overflow!.sentence).toMatch(
    /^gradient of activation 1 of layer 1 is −∞\. It is made of weight 1,1 in layer 2 = 1\.0e\+160/,
  );
});

it('is silent below the largest number', async () => {
  expect(await find([[1e-60]], [[1e100, 2]])).toEqual([]);
});
