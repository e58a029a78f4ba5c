// rank_collapse: two outputs whose δ point in two directions, and weights or slopes that leave one of them.
import { expect, it } from 'vitest';
import { type DenseLayer, dense, findingsOf } from './findingsOf';

const TARGETS = [
  [-1, 0],
  [0, -1],
];

/** Two samples with δ of (1, 0) and (0, 1) at the output, so that δ of layer 1 has the rows of W₂ᵀ, times its slopes. */
const find = (weights: readonly (readonly number[])[], targets = TARGETS) => {
  const still: DenseLayer = { weights: [[0, 0]] };
  return findingsOf(dense([still, { weights }], [[1], [1]], targets), 'rank_collapse');
};

/** W₂ᵀ of rows (1, t) and (1, −t): the singular values are √2 and √2 t. */
const skew = (t: number): readonly (readonly number[])[] => [
  [1, 1],
  [t, -t],
];

it('W that leads all samples back in one direction', async () => {
  const [found, ...others] = await find(skew(0));
  expect(others).toEqual([]);
  expect(found!.sentence).toBe(
    'δ of layer 1 layer1 points in nearly one direction for 2 samples: its effective rank is 1.00, the output’s 2.00. W is to blame: ∂L/∂a has 1.00.',
  );
  expect(found!.cells).toEqual([{ quantity: 'delta', layer: 0, row: 0, column: 0 }]);
});

it('begins with 95 % of ‖δ‖² in one direction', async () => {
  const share = (part: number): number => Math.sqrt((1 - part) / part);
  expect(await find(skew(share(0.951)))).toHaveLength(1);
  expect(await find(skew(share(0.949)))).toEqual([]);
});

it('σ′ that leaves one direction', async () => {
  // Unit 2 is off, so that only what comes to unit 1 goes on.
  const hidden: DenseLayer = { weights: [[0, 0]], biases: [1, -1], activation: 'relu' };
  const model = dense(
    [
      hidden,
      {
        weights: [
          [1, 1],
          [1, -1],
        ],
        biases: [-1, -1],
      },
    ],
    [[1], [1]],
    TARGETS,
  );
  const [found] = await findingsOf(model, 'rank_collapse');
  expect(found!.sentence).toMatch(/effective rank is 1\.00.* σ′ is to blame: ∂L\/∂a still has 2\.00\.$/);
});

it('is none where the output’s δ has one direction only', async () => {
  expect(await find(skew(0), [TARGETS[0]!, TARGETS[0]!])).toEqual([]);
});

it('is none where nothing is lost', async () => {
  expect(await find(skew(1))).toEqual([]);
});
