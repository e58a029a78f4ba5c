/** The weights before an update: one step of gradient descent from them leads to the model's. */
import { describe, expect, it } from 'vitest';
import { Pass } from '../../../src/inspector/comparison/pass';
import { PassRules } from '../../../src/inspector/comparison/passRules';
import { RoundedArithmetic } from '../../../src/inspector/comparison/roundedArithmetic';
import { rulesBefore } from '../../../src/inspector/comparison/rulesBefore';
import { goldenText } from '../inspectorOf';
import { runOf } from './support/runOf';

const { network } = runOf(goldenText('notes-2-3-1'));
const rules = new PassRules(network, new RoundedArithmetic(1e-10));

describe('weights before an update', () => {
  it.each([0.01, 0.5, 2])('of the rate %s', (rate) => {
    const before = rulesBefore(rules, { value: rate, tolerance: 0 })!;
    const pass = new Pass(before, new Map());
    let farthest = 0;
    network.layers.forEach((_, layer) => {
      for (const [quantity, parameter] of [
        ['dW', 'weights'],
        ['db', 'biases'],
      ] as const) {
        const { values } = pass.computed({ layer, quantity }).estimate;
        const [old, now] = [before.given[parameter][layer]!, rules.given[parameter][layer]!];
        values.forEach((gradient, i) => {
          expect(old.values[i]! - rate * gradient).toBeCloseTo(now.values[i]!, 12);
          farthest = Math.max(farthest, Math.abs(old.values[i]! - now.values[i]!));
        });
      }
    });
    expect(farthest).toBeGreaterThan(1e-3 * rate);
  });

  it('are the model’s for the rate 0, and are not found of a rate that is far too large', () => {
    expect(rulesBefore(rules, { value: 0, tolerance: 0 })).toBe(rules);
    const steep = runOf(
      JSON.stringify({
        layers: [{ type: 'dense', weights: [[1]] }],
        batch: { inputs: [[10]], targets: [[0]] },
      }),
    );
    const steepRules = new PassRules(steep.network, new RoundedArithmetic(1e-10));
    expect(rulesBefore(steepRules, { value: 1, tolerance: 0 })).toBeUndefined();
  });
});
