/** The independent check of gradients: it agrees with right ones, and says where a kink makes it no judge. */
import { describe, expect, it } from 'vitest';
import type { CellRef } from '../../../src/inspector/views';
import { Random } from '../../engine/support/randomNetwork';
import { cellsOf, goldenNames, goldenText, inspectorOf } from '../inspectorOf';

const CHECKS = 12;

describe.each(goldenNames)('%s', (name) => {
  it('random gradients agree with central differences', async () => {
    const inspector = await inspectorOf(goldenText(name));
    const random = new Random(7);
    const { samples } = inspector.result().network;
    const cells = [undefined, random.integer(0, samples - 1)].flatMap((sample) =>
      cellsOf(inspector, sample).filter(
        (cell) => inspector.explain(cell, sample === undefined ? {} : { sample }, false).checkable,
      ),
    );
    for (let i = 0; i < CHECKS; i++) {
      const cell = random.pick(cells);
      const check = await inspector.check(cell);
      expect(check.verdict, `${JSON.stringify(cell)}: ${JSON.stringify(check)}`).toBe('pass');
      expect(check.step).toBeGreaterThan(0);
    }
  });
});

describe('at a kink', () => {
  it('the verdict is the kink, with both one-sided derivatives', async () => {
    const inspector = await inspectorOf({
      layers: [
        { type: 'dense', weights: [[1], [-1]], activation: 'relu' },
        { type: 'dense', weights: [[3]] },
      ],
      batch: { inputs: [[2, 2]], targets: [[-1]] },
    });
    const cell: CellRef = {
      quantity: 'parameterGradient',
      layer: 0,
      parameter: 'weights',
      row: 0,
      column: 0,
    };
    const check = await inspector.check(cell);
    expect(check.verdict).toBe('kink');
    // L = ½ (3 max(2h, 0) + 1)²: its slope is 0 to the left, 6 to the right.
    expect(check.left).toBeCloseTo(0, 6);
    expect(check.right).toBeCloseTo(6, 4);
  });
});

it('numbers that are no gradient are not checked', async () => {
  const inspector = await inspectorOf(goldenText('notes-2-3-1'));
  await expect(inspector.check({ quantity: 'loss', row: 0, column: 0 })).rejects.toThrow(RangeError);
  await expect(inspector.check({ quantity: 'target', row: 0, column: 0 })).rejects.toThrow(RangeError);
});
