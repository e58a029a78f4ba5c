import { describe, expect, it } from 'vitest';
import { fixesAt } from '../../../src/model/fixes/fixesAt';
import { ModelText } from '../../../src/model/modelText';
import { modelText } from '../support/modelText';
import { fixed, fixesOf } from './support';

describe('units', () => {
  it('become what the weights say', () => {
    const text = modelText({
      output: '{ "type": "dense", "units":  7, "weights": [[1], [2], [3]], "biases": [0] }',
    });
    expect(fixed(text, 'Set "units" to 1')).toBe(text.replace('"units":  7', '"units":  1'));
  });

  it('of an activation layer become as many as it reads', () => {
    const text = modelText({
      output: '{ "type": "activation", "activation": "relu", "units": 2 }',
      targets: '[[1, 2, 3]]',
    });
    expect(fixed(text, 'Set "units" to 3')).toBe(text.replace('"units": 2', '"units": 3'));
  });

  it('have no fix where the biases are at odds with the weights', () => {
    const text = modelText({ output: '{ "type": "dense", "weights": [[1], [2], [3]], "biases": [0, 1] }' });
    expect(fixesOf(text)).toEqual([]);
  });

  it('of many layers are mended for those that are selected, a few at a time', () => {
    const layer = '{ "type": "dense", "units": 2, "weights": [[1]] }';
    const text = `{ "layers": [${Array<string>(30).fill(layer).join(', ')}], "batch": { "inputs": [[1]], "targets": [[1]] } }`;
    const model = new ModelText(text);
    expect(fixesAt(model, { start: 0, end: text.length })).toHaveLength(10);
    const at = text.indexOf('"units"', 200) + 9;
    const [only, ...others] = fixesAt(model, { start: at, end: at });
    expect(others).toEqual([]);
    expect(only!.edits.map(({ range }) => range.start.offset)).toEqual([at]);
    expect(fixesAt(model, { start: at, end: at })).toEqual([only]);
  });
});
