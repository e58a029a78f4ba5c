import { describe, expect, it } from 'vitest';
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
});
