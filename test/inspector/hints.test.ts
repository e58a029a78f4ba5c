/** What stands beside the layers and the loss of a text. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Language } from '../../src/inspector/language';
import { goldenText, inspectorOf } from './inspectorOf';

const notes = readFileSync('examples/notes-2-3-1.backprop.json', 'utf8');

/** Each hint's label in its place in the text. */
function written(text: string, hints: readonly { offset: number; label: string }[]): string {
  let result = text;
  for (const { offset, label } of hints.toSorted((a, b) => a.offset - b.offset).toReversed()) {
    result = `${result.slice(0, offset)}«${label}»${result.slice(offset)}`;
  }
  return result;
}

describe('hints', () => {
  it('stand at the end of a layer’s first line and of its parameters’, and behind the loss', async () => {
    const hints = (await inspectorOf(notes)).hints(notes);
    const lines = written(notes, hints).split('\n');
    expect(lines[6]).toBe('    {«2 → 3, 9 parameters»«‖δ‖ 1.5e−2»');
    expect(lines[11]).toBe('      "weights": [«max |∂L/∂W| 1.1e−3»');
    expect(lines[15]).toBe('      "biases": [0.1, -0.1, 0.05]«max |∂L/∂b| 1.1e−2»');
    expect(lines[17]).toBe('    {«3 → 1, 4 parameters»«‖δ‖ 8.2e−2»');
    expect(lines[30]).toBe('  "loss": "half_squared_error"«L = 6.3e−2»,');
  });

  it('have all digits in their tooltips', async () => {
    const inspector = await inspectorOf(notes);
    const { layers, loss } = inspector.overview({});
    const [shape, gradients] = inspector.hints(notes);
    expect(shape?.tooltip).toBe('2 numbers in, 3 out.\nweights: 2 × 3\nbiases: 1 × 3');
    expect(gradients?.tooltip).toContain(`‖δ‖ = ${layers[0]!.deltaNorm}, over the whole batch`);
    expect(inspector.hints(notes).at(-1)?.tooltip).toBe(`half squared error, one sample: ${loss.value}`);
  });

  it('stand behind a layer of one line, and behind a model that names no loss', async () => {
    const text =
      '{ "layers": [{ "type": "dense", "weights": [[2]] }, { "type": "activation", "activation": "relu" }],\n' +
      '  "batch": { "inputs": [[1], [2]], "targets": [[1], [0]] } } // end';
    const hints = (await inspectorOf(text)).hints(text);
    const marked = written(text, hints);
    expect(marked).toMatch(/"weights": \[\[2\]\]«max \|∂L\/∂W\| .*» \}«1 → 1, 1 parameter»«‖δ‖/);
    expect(marked).toContain('"relu" }«1 → 1, no parameters»«‖δ‖ ');
    expect(marked).toMatch(/\} \}«half squared error, L = .*» \/\/ end$/);
  });

  it('that need no run are the shapes, in the same places and words', async () => {
    const language = new Language();
    for (const text of [notes, goldenText('case-1-08'), notes.replace(/"loss".*,/, '')]) {
      const shapes = (await inspectorOf(text)).hints(text).filter(({ kind }) => kind === 'shape');
      expect(shapes.length).toBeGreaterThan(1);
      expect(language.shapeHints(text)).toEqual(shapes);
    }
  });

  it('that need no run are none where the text has an error or is no model', () => {
    const language = new Language();
    const none = [
      notes.replace('"sigmoid"', '"sigmoit"'),
      notes.replace('0.99', '"no number"'),
      notes.replace('"loss"', '"loss'),
      '{ "layers": 3 }',
      '[]',
      '',
    ];
    for (const text of none) expect(language.shapeHints(text), text).toEqual([]);
    expect(language.shapeHints(notes)).toHaveLength(2);
  });

  it('follow a text that is newer than the run', async () => {
    const inspector = await inspectorOf(notes);
    const moved = `\n\n${notes}`;
    const [before] = inspector.hints(notes);
    const [after] = inspector.hints(moved);
    expect(after?.offset).toBe(before!.offset + 2);
  });
});
