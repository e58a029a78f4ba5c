// dead_units and saturated_units: a layer of units that differ in their z alone.
import { describe, expect, it } from 'vitest';
import { type DenseLayer, dense, findingsOf } from './findingsOf';

/** Units whose z is x + b for inputs x of 1, 2, 3 and 4, summed up by the output. */
function units(activation: string, biases: readonly number[]): object {
  const hidden: DenseLayer = { weights: [biases.map(() => 1)], biases, activation };
  const output: DenseLayer = { weights: biases.map(() => [1]) };
  return dense([hidden, output], [[1], [2], [3], [4]], [[50], [50], [50], [50]]);
}

describe('dead units', () => {
  it('are told with their share of the batch, and σ′ as the cause', async () => {
    const [found, ...others] = await findingsOf(units('relu', [0, -4, -9]), 'dead_units');
    expect(others).toEqual([]);
    expect(found!.sentence).toBe(
      '2 of 3 units of layer 1 layer1 are dead (2, 3): δ is exactly 0 in all 4 samples, because σ′ is 0 in each of them.',
    );
    expect(found!.cells).toEqual([
      { quantity: 'delta', layer: 0, row: 0, column: 1 },
      { quantity: 'delta', layer: 0, row: 0, column: 2 },
    ]);
  });

  it('are none that live for one sample', async () => {
    expect(await findingsOf(units('relu', [0, -3.9]), 'dead_units')).toEqual([]);
  });

  it('to which nothing arrives are told apart', async () => {
    const layers: readonly DenseLayer[] = [
      { weights: [[1, 1, 1]], biases: [0, -9, 0], activation: 'relu' },
      { weights: [[1], [1], [0]] },
    ];
    const found = await findingsOf(dense(layers, [[1]], [[9]]), 'dead_units');
    expect(found.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/dead \(2\).*because σ′ is 0/),
      expect.stringMatching(/dead \(3\).*because nothing arrives: ∂L\/∂a is 0/),
    ]);
  });
});

describe('dead units without a σ′ of their own', () => {
  it('stand where the loss is flat', async () => {
    const model = {
      layers: [{ type: 'dense', weights: [[0, 0, 0, 0]], activation: 'softmax' }],
      loss: 'categorical_crossentropy',
      batch: { inputs: [[1]], targets: [[0.25, 0.25, 0.5, 0]] },
    };
    const [found] = await findingsOf(model, 'dead_units');
    expect(found!.sentence).toBe(
      '2 of 4 units of layer 1 layer1 are dead (1, 2): δ is exactly 0 in the one sample, because the loss is flat there.',
    );
  });

  it('get nothing through a Jacobian', async () => {
    const layers: readonly DenseLayer[] = [
      { weights: [[0, 0]], activation: 'softmax' },
      { weights: [[1], [1]] },
    ];
    const [found] = await findingsOf(dense(layers, [[1]], [[9]]), 'dead_units');
    expect(found!.sentence).toMatch(/dead \(1, 2\).*because the Jacobian of softmax leads nothing back\.$/);
  });
});

describe('saturated units', () => {
  it('are told with their share of the batch', async () => {
    // tanh is beyond 0.97 from z = 2.092 on: for 3 samples of 4, for 2 of 4, for all.
    const [found, ...others] = await findingsOf(units('tanh', [1, 0, 2]), 'saturated_units');
    expect(others).toEqual([]);
    expect(found!.sentence).toBe(
      '2 of 3 units of layer 1 layer1 are saturated in more than half of the batch (units 1, 3): σ′ is below 0.059, 5.9 % of its largest. Unit 3 is so in 100 % of the batch.',
    );
    expect(found!.cells).toEqual([
      { quantity: 'activationDerivative', layer: 0, row: 3, column: 2 },
      { quantity: 'preActivation', layer: 0, row: 3, column: 2 },
    ]);
  });

  it('are none in half of the batch', async () => {
    expect(await findingsOf(units('tanh', [0]), 'saturated_units')).toEqual([]);
  });

  it.each([
    // Where tanh is 0.97, a (1 − a) = 0.0591 / 4, 1 / (1 + z)² = 0.0591, and the last straight line begins.
    ['tanh', 2.092],
    ['sigmoid', 4.184],
    ['softsign', 3.113],
    ['hard_sigmoid', 3],
  ])('of %s begin where its slope is 5.9 %% of the largest', async (activation, bound) => {
    // The second smallest of four z, 2 + b, makes it three of four.
    const isTold = async (z: number): Promise<boolean> =>
      (await findingsOf(units(activation, [z - 2]), 'saturated_units')).length > 0;
    expect(await isTold(bound + 0.01)).toBe(true);
    expect(await isTold(bound - 0.01)).toBe(false);
  });

  it('are none of activations that are not flat at both ends', async () => {
    expect(await findingsOf(units('relu', [-9]), 'saturated_units')).toEqual([]);
    expect(await findingsOf(units('elu', [-9]), 'saturated_units')).toEqual([]);
  });
});
