import { describe, expect, it } from 'vitest';
import { readModel } from '../../../src/model/readModel';
import { modelText } from '../support/modelText';
import { after, fixesAtOffset } from './support';

const title = 'Add "biases" of 0 to layer "output"';
const output = (more = '', weights = '[[1], [2], [3]]'): string =>
  `{ "type": "dense", "name": "output", "weights": ${weights}${more} }`;

function added(text: string, at = '"output"'): string {
  const fixes = fixesAtOffset(text, text.indexOf(at) + 1);
  expect(fixes.map((fix) => fix.title)).toEqual([title]);
  expect(fixes[0]!.issue).toBeUndefined();
  return after(text, fixes[0]!);
}

describe('a layer without biases', () => {
  it('gets some of 0 behind its weights, written as they are', () => {
    const text = modelText({ output: output(', "activation": "relu"') });
    const changed = added(text);
    expect(changed).toBe(text.replace('[3]],', '[3]], "biases": [0],'));
    expect(readModel(changed, 'test').spec!.layers[1]!.parameters['biases']!.data).toEqual(
      new Float64Array(1),
    );
  });

  it('has them on a line of their own where the weights are', () => {
    const lines =
      '{\n      "type": "dense",\n      "name":"output",\n      "weights":[[1], [2], [3]] // three\n    }';
    const text = modelText({ output: lines });
    expect(added(text)).toBe(text.replace('[3]]', '[3]],\n      "biases":[0]'));
  });

  it('has as many as rows where the layout says so', () => {
    const turned = output('', '[[1, 2, 3], [7, 8, 9]]');
    const text = modelText({ more: '"weightLayout": "out_in",', output: turned });
    expect(added(text)).toBe(text.replace('[7, 8, 9]]', '[7, 8, 9]], "biases": [0, 0]'));
  });

  it('is offered them on itself, not among its numbers or elsewhere', () => {
    const text = modelText({ output: output() });
    const titles = (at: string): readonly string[] =>
      fixesAtOffset(text, text.indexOf(at) + 1).map((fix) => fix.title);
    expect(titles('{ "type": "dense", "name": "output"')).toEqual([title]);
    for (const at of ['[1], [2]', '"loss"', '"hidden"']) expect(titles(at)).toEqual([]);
  });

  it('that has a problem is offered none, for its units may be others', () => {
    const text = modelText({ output: output(', "units": 2') });
    const titles = fixesAtOffset(text, text.indexOf('"output"')).map((fix) => fix.title);
    expect(titles).toEqual([]);
  });

  it('of a type that has none is offered nothing', () => {
    const text = modelText({
      output: '{ "type": "activation", "activation": "relu" }',
      targets: '[[1, 2, 3]]',
    });
    expect(fixesAtOffset(text, text.indexOf('"relu"'))).toEqual([]);
  });
});
