// Which number a language model means, and what it is told where there is no such number.
import { describe, expect, it } from 'vitest';
import { parse } from 'valibot';
import { cellOf } from '../../../src/host/tools/cellOf';
import { type NumberInput, numberInput } from '../../../src/host/tools/inputs';
import { goldenText, inspectorOf } from '../../inspector/inspectorOf';

const notes = (await inspectorOf(goldenText('notes-2-3-1'))).overview({});
const model = JSON.parse(goldenText('notes-2-3-1')) as { batch: { inputs: number[][]; targets: number[][] } };
const { inputs, targets } = model.batch;
const batch = { inputs: [...inputs, ...inputs], targets: [...targets, ...targets] };
const twice = (await inspectorOf({ ...model, batch })).overview({});

const asked = (input: Omit<NumberInput, 'file'>): NumberInput => parse(numberInput, input);

describe('the number that is meant', () => {
  it('is a weight’s gradient from one unit to another, of the batch or a sample', () => {
    const cell = { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 1, column: 2 };
    const input = asked({ quantity: 'weightGradient', layer: 1, input: 2, unit: 3 });
    expect(cellOf(notes, input)).toEqual(cell);
    expect(cellOf(notes, { ...input, layer: '1' })).toEqual(cell);
    expect(cellOf(notes, { ...input, layer: notes.layers[0]!.name })).toEqual(cell);
    expect(cellOf(twice, { ...input, sample: 2 })).toEqual({ ...cell, sample: 1 });
  });

  it('is one of a sample, or the loss', () => {
    const delta = asked({ quantity: 'delta', layer: 2, unit: 1 });
    expect(cellOf(notes, delta)).toEqual({ quantity: 'delta', layer: 1, row: 0, column: 0 });
    expect(cellOf(twice, { ...delta, sample: 2 })).toMatchObject({ row: 1 });
    const loss = asked({ quantity: 'loss' });
    expect(cellOf(twice, loss)).toEqual({ quantity: 'loss', row: 0, column: 0 });
    expect(cellOf(twice, { ...loss, sample: 1 })).toEqual({ quantity: 'sampleLoss', row: 0, column: 0 });
    const bias = asked({ quantity: 'biasGradient', layer: 1, unit: 3 });
    expect(cellOf(notes, bias)).toMatchObject({ parameter: 'biases', row: 0, column: 2 });
  });

  it.each([
    [notes, { quantity: 'delta', unit: 1 }, 'No layer is given: give "layer" as one of 1 "'],
    [notes, { quantity: 'delta', layer: 'hiden', unit: 1 }, 'There is no layer "hiden"'],
    [notes, { quantity: 'delta', layer: 2, unit: 2 }, 'has no unit 2: give "unit" from 1 to 1'],
    [notes, { quantity: 'delta', layer: 2 }, 'No unit is given'],
    [notes, { quantity: 'weightGradient', layer: 1, unit: 1 }, 'give "input" from 1 to 2'],
    [notes, { quantity: 'weightGradient', layer: 1, unit: 1, input: 3 }, 'does not read a unit 3'],
    [twice, { quantity: 'delta', layer: 1, unit: 1 }, 'give "sample" from 1 to 2'],
    [twice, { quantity: 'loss', sample: 3 }, 'There is no sample 3'],
  ] as const)('is told where there is none: %#', (overview, input, message) => {
    expect(() => cellOf(overview, asked(input))).toThrow(message);
  });

  it('has to be a parameter that the layer has', async () => {
    const layers = [{ type: 'dense', weights: [[1]] }];
    const plain = await inspectorOf({ layers, batch: { inputs: [[1]], targets: [[2]] } });
    const input = asked({ quantity: 'biasGradient', layer: 1, unit: 1 });
    expect(() => cellOf(plain.overview({}), input)).toThrow(/has no biases; its parameters: weights/);
  });
});
