/** Which parameters a check looks at. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork, type Network } from '../../../src/engine/network';
import { tensor } from '../../../src/engine/tensor';
import { strataOf } from '../../../src/inspector/gradientCheck/sample';

/** A chain of dense layers. */
function chain(widths: readonly number[]): Network {
  const zeros = (...shape: number[]) =>
    tensor(shape, new Float64Array(shape.reduce((product, length) => product * length, 1)));
  return buildNetwork({
    name: 'chain',
    dtype: 'float64',
    layers: widths.slice(1).map((units, l) => ({
      type: 'dense',
      name: `layer ${l}`,
      units,
      activation: { name: 'linear', parameters: {} },
      inputs: [l === 0 ? 'inputs' : l - 1],
      parameters: { weights: zeros(widths[l]!, units), biases: zeros(units) },
    })),
    loss: { name: 'half_squared_error', parameters: {}, fromLogits: false },
    reduction: 'mean',
    inputs: zeros(1, widths[0]!),
    targets: zeros(1, widths.at(-1)!),
  });
}

const widths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 5 });

describe('a sample', () => {
  it('of a small network is the whole of it, in order', () => {
    const strata = strataOf(chain([2, 3, 1]), { most: 13, seed: 1 });
    expect(strata.map(({ total, cells }) => [total, cells.length])).toEqual([
      [6, 6],
      [3, 3],
      [3, 3],
      [1, 1],
    ]);
    expect(strata[0]!.cells.map(({ row, column }) => [row, column])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
  });

  it('has different numbers that are there, of every parameter, no more than allowed', () => {
    fc.assert(
      fc.property(widths, fc.integer({ min: 10, max: 400 }), fc.integer(), (of, most, seed) => {
        const strata = strataOf(chain(of), { most, seed });
        const all = strata.flatMap(({ cells }) => cells);
        const total = strata.reduce((sum, each) => sum + each.total, 0);
        expect(all.length).toBe(Math.min(most, total));
        expect(new Set(all.map((cell) => JSON.stringify(cell))).size).toBe(all.length);
        for (const { layer, parameter, cells } of strata) {
          expect(cells.length).toBeGreaterThan(0);
          const columns = of[layer + 1]!;
          const rows = parameter === 'weights' ? of[layer]! : 1;
          expect(cells.every(({ row, column }) => row < rows && column < columns)).toBe(true);
        }
      }),
    );
  });

  it('is even: no parameter has fewer than another, unless all of it is there', () => {
    fc.assert(
      fc.property(widths, fc.integer({ min: 20, max: 400 }), (of, most) => {
        const strata = strataOf(chain(of), { most, seed: 3 });
        const drawn = strata.filter(({ cells, total }) => cells.length < total);
        const least = Math.min(...drawn.map(({ cells }) => cells.length));
        const largest = Math.max(...strata.map(({ cells }) => cells.length));
        if (drawn.length > 0) expect(largest - least).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is the same for a seed, and another for another', () => {
    const network = chain([30, 30, 30]);
    const of = (seed: number): string => JSON.stringify(strataOf(network, { most: 40, seed }));
    expect(of(5)).toBe(of(5));
    expect(of(5)).not.toBe(of(6));
  });
});
