// What a language model reads: the numbers with their proof, findings with their cells, problems with their places.
import { describe, expect, it } from 'vitest';
import { explanationText, findingsText, problemsText } from '../../../src/host/tools/answers';
import { readModel } from '../../../src/model/readModel';
import { goldenText, inspectorOf } from '../../inspector/inspectorOf';

const notes = await inspectorOf(goldenText('notes-2-3-1'));

describe('an answer', () => {
  it('proves a gradient with all digits, and by central differences', async () => {
    const cell = {
      quantity: 'parameterGradient',
      layer: 0,
      parameter: 'weights',
      row: 0,
      column: 1,
    } as const;
    const explanation = notes.explain(cell, {}, false);
    const text = explanationText(explanation, await notes.check(cell));
    expect(text).toContain(`Value: \`${explanation.value}\``);
    expect(text).toMatch(/Central difference with step \S+: `\S+` ± \S+, relative error \S+: agrees\./);
    expect(explanationText(explanation, undefined)).toBe(explanation.markdown);
  });

  it('names findings with their numbers and cells, or says that there are none', async () => {
    expect(findingsText(await notes.findings(), notes.overview({}))).toMatch(/^Nothing is to be noted/);
    const layers = [
      { type: 'dense', weights: [[1, -1]], biases: [0, -1], activation: 'relu' },
      { type: 'dense', weights: [[1], [1]] },
    ];
    const dead = await inspectorOf({ layers, batch: { inputs: [[1], [2]], targets: [[3], [4]] } });
    const text = findingsText(await dead.findings(), dead.overview({}));
    expect(text).toMatch(/^- dead .*layer 1/m);
    expect(text).toMatch(/See .* of layer 1 in sample 1/);
  });

  it('lists every problem with its place', () => {
    const text = '{\n  "layers": [{ "type": "dense", "activation": "sigmoit", "weights": [[1]] }]\n}';
    const { issues } = readModel(text, 'test');
    const told = problemsText('model.backprop.json', issues);
    expect(told).toMatch(/^2:\d+: unknown_activation: .*\(expected .*, found .*\)$/m);
    expect(told.split('\n')).toHaveLength(issues.length + 1);
  });
});
