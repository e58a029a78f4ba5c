import { describe, expect, it } from 'vitest';
import { modelText } from '../support/modelText';
import { fixed, fixesOf } from './support';

describe('a flat sample', () => {
  it('is wrapped in a batch', () => {
    const text = modelText({ inputs: '[0.1,  0.2 /* two */]' });
    expect(fixed(text, 'Wrap "inputs" in brackets as one row')).toBe(
      text.replace('[0.1,  0.2 /* two */]', '[[0.1,  0.2 /* two */]]'),
    );
  });

  it('of a network with one input is a sample each', () => {
    const text = modelText({
      hidden: '{ "type": "dense", "weights": [[1, 2, 3]] }',
      inputs: '[\n 1,\n 2\n]',
      targets: '[[1], [2]]',
    });
    expect(fixesOf(text)).toHaveLength(1);
    expect(fixed(text, 'Make each number of "inputs" a row of its own')).toBe(
      text.replace('[\n 1,\n 2\n]', '[\n [1],\n [2]\n]'),
    );
  });

  it('that fits neither way has no fix', () => {
    expect(fixesOf(modelText({ inputs: '[1, 2, 3]' }))).toEqual([]);
  });
});

describe('flat targets', () => {
  it('of one output become a row each', () => {
    const text = modelText({ inputs: '[[1, 2], [3, 4]]', targets: '[0, 1]' });
    expect(fixed(text, 'Make each number of "targets" a row of its own')).toBe(
      text.replace('[0, 1]', '[[0], [1]]'),
    );
  });

  it('of one sample become its row', () => {
    const text = modelText({
      output: '{ "type": "activation", "activation": "relu" }',
      targets: '[1, 2, 3]',
    });
    expect(fixed(text, 'Wrap "targets" in brackets as one row')).toBe(
      text.replace('"targets": [1, 2, 3]', '"targets": [[1, 2, 3]]'),
    );
  });
});

describe('flat weights', () => {
  it('become a column or a row, whichever fits', () => {
    const output = '{ "type": "dense", "weights": [1, 2, 3] }';
    const text = modelText({ output });
    expect(fixesOf(text)).toHaveLength(1);
    expect(fixed(text, 'Make each number of "weights" a row of its own')).toBe(
      modelText({ output: output.replace('[1, 2, 3]', '[[1], [2], [3]]') }),
    );
  });
});

describe('integer targets', () => {
  const softmax = (targets: string): string =>
    modelText({
      output: '{ "type": "activation", "activation": "softmax" }',
      loss: '"categorical_crossentropy"',
      inputs: '[[1, 2], [3, 4]]',
      targets,
    });

  it('become one-hot rows, with what stands between them', () => {
    const title = 'Write "targets" as one-hot rows of 3';
    expect(fixed(softmax('[2, 0]'), title)).toBe(softmax('[[0, 0, 1], [1, 0, 0]]'));
    expect(fixed(softmax('[ // classes\n  1, // b\n  2.0,\n]'), title)).toBe(
      softmax('[ // classes\n  [0, 1, 0], // b\n  [0, 0, 1],\n]'),
    );
  });

  it('are classes to another loss', () => {
    const wrong = softmax('[2, 0]');
    expect(fixed(wrong, 'Change the loss to "sparse_categorical_crossentropy"')).toBe(
      wrong.replace('"categorical', '"sparse_categorical'),
    );
    const rows = softmax('[[0, 0, 1], [1, 0, 0]]');
    const sparse = rows.replace('"categorical_crossentropy"', '{ "type": "nll_loss" }');
    expect(fixed(sparse, 'Change the loss to "categorical_crossentropy"')).toBe(
      sparse.replace('nll_loss', 'categorical_crossentropy'),
    );
  });

  it('that are no classes have no fix', () => {
    for (const targets of ['[3, 0]', '[0.5, 0]', '[-1, 0]']) expect(fixesOf(softmax(targets))).toEqual([]);
  });
});
