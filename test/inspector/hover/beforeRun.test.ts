/** What a hover says of a text that was never run: all that a run says of it but the numbers that it computes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { notations } from '../../../src/engine/notation';
import type { HoverView } from '../../../src/inspector/hover/hoverView';
import { Language } from '../../../src/inspector/language';
import { squareModel, VAST } from '../../denseModel';
import { goldenNames, goldenText, inspectorOf } from '../inspectorOf';

const notes = readFileSync('examples/notes-2-3-1.backprop.json', 'utf8');

function hoverOn(text: string, word: string, inside = 1): HoverView | undefined {
  return new Language().hover(text, text.indexOf(word) + inside, notations.notes);
}

type Kind = HoverView['parts'][number]['kind'];

function partsOf(hover: HoverView | undefined, ...kinds: readonly Kind[]): HoverView['parts'] {
  return (hover?.parts ?? []).filter(({ kind }) => kinds.includes(kind));
}

const texts = (hover: HoverView | undefined): readonly string[] =>
  partsOf(hover, 'title', 'text').flatMap((part) => ('text' in part ? [part.text] : []));

describe('before a run', () => {
  it('a number has its name, its value, and what a run would tell', () => {
    const hover = hoverOn(notes, '-0.4');
    expect(hover).toMatchObject({
      run: undefined,
      cell: { quantity: 'parameter', layer: 0, parameter: 'weights', row: 0, column: 1 },
    });
    expect(notes.slice(hover!.span.start, hover!.span.end)).toBe('-0.4');
    expect(hover!.parts).toEqual([
      { kind: 'title', text: 'weight 1,2 in layer 1 · hidden' },
      { kind: 'value', name: 'w₁₂¹', value: -0.4 },
      { kind: 'text', text: 'A backward pass tells its gradient ∂L/∂w₁₂¹.' },
    ]);
    expect(texts(hoverOn(notes, '0.05, 0.1]]'))).toEqual([
      'input 1 · sample 1',
      'A backward pass tells its gradient ∂L/∂a₁⁰.',
    ]);
    expect(texts(hoverOn(notes, '0.99'))).toEqual([
      'target 1 · sample 1',
      'A backward pass tells its gradient ∂L/∂y₁.',
    ]);
  });

  it('a class has the unit that it means', () => {
    const text = JSON.stringify({
      layers: [{ type: 'dense', weights: [[0.1, 0.2, 0.3]], activation: 'softmax' }],
      loss: 'sparse_categorical_crossentropy',
      batch: { inputs: [[1], [2]], targets: [2, 0] },
    });
    const hover = hoverOn(text, '[2,0]');
    expect(partsOf(hover, 'value')).toEqual([{ kind: 'value', name: 'class', value: 2 }]);
    expect(texts(hover)).toContain(
      'The true class of sample 1, counted from 0: y of unit 3 is 1, of the 2 others 0.',
    );
    expect(texts(hover)).toContain(
      'It enters the loss. A backward pass tells the derivative that it makes there.',
    );
  });

  it('an activation is drawn over a usual range', () => {
    const [plot] = partsOf(hoverOn(notes, '"sigmoid"'), 'picture');
    expect(plot).toMatchObject({ words: 'sigmoid and its slope, over z from −4.00 to 4.00' });
  });

  it.each(Object.entries(notations))(
    'all else is what a run says, in every golden network, in the notation of %s',
    async (_, notation) => {
      for (const name of goldenNames.filter((golden) => goldenText(golden).length < 6000)) {
        const text = goldenText(name);
        const options = { agreed: 0, arithmetic: 'strict', threads: 0, notation } as const;
        const inspector = await inspectorOf(text, options);
        const language = new Language();
        let told = 0;
        for (const { index, 0: token } of text.matchAll(/-?\d[\d.e+-]*|"\w+"/g)) {
          const before = language.hover(text, index, notation);
          const after = inspector.hover(index, text);
          const where = `${name}, ${token}`;
          expect(before?.span, where).toEqual(after?.span);
          expect(before?.cell, where).toEqual(after?.cell);
          expect(partsOf(before, 'title'), where).toEqual(partsOf(after, 'title'));
          if (before?.cell === undefined) {
            expect(partsOf(before, 'text', 'formula'), where).toEqual(partsOf(after, 'text', 'formula'));
            expect(partsOf(before, 'value'), where).toEqual([]);
          } else {
            expect(partsOf(before, 'value'), where).toEqual(partsOf(after, 'value').slice(0, 1));
            const [, gradient] = partsOf(after, 'value');
            if (before.cell.quantity !== 'target' && gradient?.kind === 'value')
              expect(texts(before).at(-1), where).toContain(gradient.name);
          }
          if (before !== undefined) told++;
        }
        expect(told, name).toBeGreaterThan(4);
      }
    },
    60_000,
  );

  it('there is none where the text is no model, or has an error, until it is mended', () => {
    const language = new Language();
    const at = (text: string, word: string): HoverView | undefined =>
      language.hover(text, text.indexOf(word) + 1, notations.notes);
    expect(at('{ "weights": [[1, 2]], "activation": "sigmoid" }', '1, 2')).toBeUndefined();
    expect(at(notes.replace('"sigmoid"', '"sigmoit"'), '-0.4')).toBeUndefined();
    expect(at(notes.replace('"loss"', '"loss'), '-0.4')).toBeUndefined();
    expect(at('', '')).toBeUndefined();
    expect(at(notes, '-0.4')).toBeDefined();
  });

  it('classes take no memory that the file does not have', () => {
    // As one-hot rows 80 GB.
    const text = squareModel(VAST);
    expect(texts(hoverOn(text, '"targets":[0', '"targets":['.length))[0]).toBe('target 1 · sample 1');
    expect(partsOf(hoverOn(text, '"sparse'), 'formula')).not.toEqual([]);
    expect(partsOf(hoverOn(text, '"dense"'), 'formula')).not.toEqual([]);
    expect(new Language().shapeHints(text)).toHaveLength(1);
  });
});
