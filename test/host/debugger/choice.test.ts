/** Which variables a user is asked about, beside the network of the notes: 2 inputs, 3 hidden units, 1 output, 1 sample. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { choiceOf } from '../../../src/host/debugger/choice';
import type { FoundArray } from '../../../src/host/debugger/foundArray';
import { inspectorOf } from '../../inspector/inspectorOf';

const model = readFileSync(
  path.join(import.meta.dirname, '../../../examples/notes-2-3-1.backprop.json'),
  'utf8',
);
const inspector = await inspectorOf(model);

/** For each array that is asked about what it is taken for, with a ? where it may be something else; and the others. */
function choose(shapes: Readonly<Record<string, readonly number[]>>): { asked: string[]; others: string[] } {
  const arrays = Object.entries(shapes).map(([name, shape]): FoundArray => ({
    name,
    expression: name,
    shape: [...shape],
    type: 'F64',
  }));
  const { candidates, others } = choiceOf(arrays, inspector.propose(arrays));
  return {
    asked: candidates.map(({ array, proposal: { meaning, isSure } }) =>
      [array.name, meaning ?? 'nothing', ...(isSure || meaning === undefined ? [] : ['?'])].join(' '),
    ),
    others: others.map(({ array }) => array.name),
  };
}

it('takes variables for what their names and shapes say', () => {
  const shapes = { dW1: [2, 3], 'grads.db1': [3], dZ2: [1, 1], nabla_b: [1] };
  expect(choose({ ...shapes, a1: [1, 3] })).toEqual({
    asked: [
      'dW1 dW of layer 1 hidden',
      'grads.db1 db of layer 1 hidden',
      'dZ2 delta of layer 2 output',
      'nabla_b db of layer 2 output',
      'a1 a of layer 1 hidden',
    ],
    others: [],
  });
});

it('knows PyTorch’s modules', () => {
  const shapes = { 'model.0.weight.grad': [3, 2], 'model.0.bias.grad': [3], 'model.2.weight.grad': [1, 3] };
  expect(choose(shapes).asked).toEqual([
    'model.0.weight.grad dW of layer 1 hidden',
    'model.0.bias.grad db of layer 1 hidden',
    'model.2.weight.grad dW of layer 2 output',
  ]);
});

it('asks after those about what is called like a quantity and fits none, or is another’s already', () => {
  expect(
    choose({ dW1: [5, 5], X: [100, 2], dA1: [1, 3], 'grads.dW2': [3, 1], dW2: [3, 1], y: [100] }),
  ).toEqual({
    asked: ['grads.dW2 dW of layer 2 output', 'dW1 nothing', 'dA1 nothing', 'dW2 nothing'],
    others: ['X', 'y'],
  });
});

it('asks about a single number only where it is a layer’s', () => {
  expect(choose({ db2: [], learning_rate: [], loss: [], w: [] }).asked).toEqual(['db2 db of layer 2 output']);
});

it('knows nothing of arrays that are called otherwise, whatever their shapes', () => {
  expect(choose({ X: [2, 3], y: [1], table: [4, 4] })).toEqual({ asked: [], others: ['X', 'y', 'table'] });
});
