import { expect, it } from 'vitest';
import { dense, findingsOf } from './findingsOf';

/**
 * Two layers of one weight, x = 1: with δ of the output d, ∂L/∂W of layer 2 is w₁ d and of layer 1 w₂ d, so their rates are as
 * w₂ / w₁ to w₁ / w₂.
 */
const find = (first: number, second: number) =>
  findingsOf(dense([{ weights: [[first]] }, { weights: [[second]] }], [[1]], [[0]]), 'uneven_updates');

it('layers that want rates more than 100 times apart', async () => {
  const [found, ...others] = await find(1, 20);
  expect(others).toEqual([]);
  // d = 20: 10⁻³ · 20 / (1 · d) and 10⁻³ · 1 / (20 · d).
  expect(found!.sentence).toBe(
    'No one learning rate suits all layers: W of layer 2 layer2 would change by 10⁻³ of itself at a rate of 1.0e−3, W of layer 1 layer1 at 2.5e−6: 400 times apart.',
  );
  expect(found!.cells).toEqual([
    { quantity: 'parameterGradient', layer: 1, parameter: 'weights', row: 0, column: 0 },
    { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 0, column: 0 },
  ]);
});

it('begin at 100', async () => {
  expect(await find(1, 10.1)).toHaveLength(1);
  expect(await find(1, 9.9)).toEqual([]);
});

it('are none where a layer has no gradient, or no weights to change by a part of', async () => {
  expect(await find(0, 1)).toEqual([]);
  expect(await find(1, 0)).toEqual([]);
});
