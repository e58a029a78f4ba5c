// New models: every template of any sizes is a network that runs and learns something.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../src/model/readModel';
import { readSizes, templateNames, templateText } from '../../src/model/templates';
import { inspectorOf } from '../inspector/inspectorOf';

const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 5 });

describe('a new model', () => {
  it.each(templateNames)('of %s has no issues and the sizes that were asked for', (name) => {
    fc.assert(
      fc.property(sizes, fc.nat(), (wanted, seed) => {
        const { spec, issues } = readModel(templateText(name, wanted, seed), 'new');
        expect(issues).toEqual([]);
        expect([spec!.inputs.shape[1], ...spec!.layers.map((layer) => layer.units)]).toEqual(wanted);
      }),
    );
  });

  it.each(templateNames)('of %s runs, and gradient reaches its first layer', async (name) => {
    const overview = (await inspectorOf(templateText(name, [3, 5, 4, 3]))).overview({});
    expect(overview.loss.value).toBeGreaterThan(0);
    expect(overview.layers[0]!.maxGradients['weights']).toBeGreaterThan(1e-4);
    expect(overview.layers.map((layer) => layer.name)).toEqual(['hidden 1', 'hidden 2', 'output']);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(templateText('regression', [2, 3, 1])).toBe(templateText('regression', [2, 3, 1], 1));
    expect(templateText('regression', [2, 3, 1], 2)).not.toBe(templateText('regression', [2, 3, 1]));
  });
});

describe('sizes', () => {
  it.each([
    ['2, 3, 1', [2, 3, 1]],
    ['2-3-1', [2, 3, 1]],
    [' 784 → 128 → 10 ', undefined],
    ['20 → 12 → 10', [20, 12, 10]],
    ['2 3', [2, 3]],
    ['2 x 3', [2, 3]],
    ['2', undefined],
    ['', undefined],
    ['2, 0, 1', undefined],
    ['2, -3, 1', undefined],
    ['2->3->1', [2, 3, 1]],
    ['2, 3.5, 1', undefined],
    ['two, 3', undefined],
    ['9'.repeat(400) + ', 1', undefined],
  ])('of "%s" are %j', (text, expected) => {
    expect(readSizes(text)).toEqual(expected);
  });
});
