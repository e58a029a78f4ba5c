import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ModelText } from '../../src/model/modelText';
import { outlineOf, type OutlineSymbol } from '../../src/model/outline';
import { modelText } from './support/modelText';

interface Shown {
  readonly [name: string]: readonly [detail: string, children?: Shown];
}

const shown = (symbols: readonly OutlineSymbol[]): Shown =>
  Object.fromEntries(
    symbols.map(({ name, detail, children }) => [
      name,
      children.length === 0 ? [detail] : [detail, shown(children)],
    ]),
  );
const outline = (text: string): readonly OutlineSymbol[] => outlineOf(new ModelText(text));

describe('the outline of a model', () => {
  it('has its layers with their tensors, the loss and the batch', () => {
    const text = modelText({
      output:
        '{ "type": "Linear", "weights": [[1, 1], [2, 2], [3, 3]], "activation": { "type": "softmax" }, "inputs": ["hidden"] }',
      loss: '{ "type": "huber", "delta": 1 }',
      targets: '[[1, 0]]',
    });
    expect(shown(outline(text))).toEqual({
      hidden: ['dense, 3 units', { weights: ['2 × 3'], biases: ['3'] }],
      layer2: ['Linear, 2 units, softmax', { weights: ['3 × 2'] }],
      loss: ['huber'],
      batch: ['1 sample', { inputs: ['1 × 2'], targets: ['1 × 2'] }],
    });
  });

  it('counts units by rows where the layout says so', () => {
    const text = modelText({ more: '"weightLayout": "out_in",' });
    expect(outline(text)[0]!.detail).toBe('dense, 2 units');
  });

  it('is where its parts are, names within them, children within their parents', () => {
    const text = readFileSync(new URL('../../examples/digits.backprop.json', import.meta.url), 'utf8');
    const names: string[] = [];
    const check = ({ name, range, selection, children }: OutlineSymbol): void => {
      names.push(name);
      expect(range.start.offset).toBeLessThanOrEqual(selection.start.offset);
      expect(range.end.offset).toBeGreaterThanOrEqual(selection.end.offset);
      expect(text.slice(selection.start.offset, selection.end.offset)).toBe(JSON.stringify(name));
      for (const child of children) {
        expect(child.range.start.offset).toBeGreaterThanOrEqual(range.start.offset);
        expect(child.range.end.offset).toBeLessThanOrEqual(range.end.offset);
        check(child);
      }
    };
    outline(text).forEach(check);
    expect(names).toContain('weights');
  });

  it('of a thousand layers is long enough', () => {
    const layer = '{ "type": "dense", "weights": [[1]] }';
    const text = `{ "layers": [${Array<string>(1200).fill(layer).join()}] }`;
    expect(outline(text)).toHaveLength(1000);
  });

  it('of a text that is being typed is of what is there', () => {
    const text = modelText({});
    const cut = text.slice(0, text.indexOf('"loss"'));
    expect(shown(outline(cut))['hidden']).toEqual(['dense, 3 units', { weights: ['2 × 3'], biases: ['3'] }]);
    expect(outline('')).toEqual([]);
    expect(outline('[1, 2]')).toEqual([]);
    for (let end = 0; end < text.length; end += 3) expect(() => outline(text.slice(0, end))).not.toThrow();
  });
});
