import { describe, expect, it } from 'vitest';
import { layerNameAt } from '../../src/model/layerNames';
import { ModelText } from '../../src/model/modelText';

const text = `{
  "layers": [
    { "type": "dense", "name": "first", "weights": [[1]] },
    { "type": "dense", "weights": [[1]], "inputs": ["first"] },
    { "type": "dense", "name": "third", "weights": [[1]], "inputs": ["layer2"] },
    { "type": "dense", "name": "first", "weights": [[1]], "inputs": ["inputs"] },
    { "type": "dense", "name": "fifth", "weights": [[1]], "inputs": ["nobody"] }
  ],
  "batch": { "inputs": [[1]], "targets": [[1]] },
  "expected": { "layers": [{ "name": "first", "dW": [[1]] }] }
}`;

const at = (name: string, from = ''): ReturnType<typeof layerNameAt> =>
  layerNameAt(new ModelText(text), text.indexOf(`"${name}"`, text.indexOf(from)) + 3);
const written = ({ start, end }: { start: { offset: number }; end: { offset: number } }): string =>
  text.slice(start.offset, end.offset);
const linesOf = (found: ReturnType<typeof layerNameAt>): readonly number[] | undefined =>
  found?.places.map(({ start }) => start.line);

describe('the name of a layer', () => {
  it('stands at itself and wherever the layer is read or compared', () => {
    for (const found of [at('first'), at('first', '"inputs": ["first'), at('first', '"expected"')]) {
      expect(found?.name).toBe('first');
      expect(written(found!.range)).toBe('first');
      expect(found!.places.map(written)).toEqual(['first', 'first', 'first']);
      expect(linesOf(found)).toEqual([2, 3, 9]);
      expect(found!.definition).toEqual(found!.places[0]);
      expect(found!.taken).toEqual(['inputs', 'first', 'layer2', 'third', 'first', 'fifth']);
    }
  });

  it('that a layer before has already is its own alone', () => {
    expect(linesOf(at('first', '"layer2"'))).toEqual([5]);
  });

  it('by default leads to the layer, and has no place to be changed at', () => {
    const found = at('layer2');
    expect(written(found!.definition)).toMatch(/^\{ "type": "dense", "weights"/);
    expect(found!.places).toEqual([]);
  });

  it('"inputs" leads to the batch’s', () => {
    const found = at('inputs', '["inputs"');
    expect(found?.definition.start.line).toBe(8);
    expect(written(found!.definition)).toBe('"inputs"');
    expect(found?.places).toEqual([]);
  });

  it('is none where nothing has that name, nor elsewhere', () => {
    expect(at('nobody')).toBeUndefined();
    expect(at('dense')).toBeUndefined();
    expect(layerNameAt(new ModelText(''), 0)).toBeUndefined();
  });
});
