/** The formula sheet: every formula is drawn, made of this network's rules, and only where it applies. */
import { describe, expect, it } from 'vitest';
import { matrixOf } from '../../src/engine/cells';
import type { Inspector } from '../../src/inspector/inspector';
import type { FormulaEntry } from '../../src/inspector/views';
import { cellsOf, goldenNames, goldenText, inspectorOf } from './inspectorOf';
import { render } from './temml';

const entriesOf = (inspector: Inspector): readonly FormulaEntry[] =>
  inspector.sheet().groups.flatMap(({ entries }) => entries);

describe.each(goldenNames)('%s', (name) => {
  it('every formula is drawn', async () => {
    const inspector = await inspectorOf(goldenText(name));
    for (const { latex } of entriesOf(inspector)) {
      render(latex);
      expect(latex).not.toMatch(/undefined|NaN|\\class|\(\([^()]*\)\)/);
    }
  });

  it('groups stand in the notes’ order', async () => {
    const inspector = await inspectorOf(goldenText(name));
    const deep = inspector.result().network.layers.length > 1;
    expect(inspector.sheet().groups.map(({ title }) => title)).toStrictEqual([
      'Forward',
      'Loss',
      ...(deep ? ['The chain rule for one weight of a hidden layer'] : []),
      'Three local derivatives',
      'Start at the output',
      ...(deep ? ['Walk back'] : []),
      'Read off the gradients',
      'Matrix form, shapes below',
    ]);
  });

  it('every computed number has its formula, and every formula numbers that are there', async () => {
    const inspector = await inspectorOf(goldenText(name));
    const run = inspector.result();
    const entries = entriesOf(inspector);
    for (const { numbers, latex } of entries) {
      for (const { quantity, layers, parameter } of numbers) {
        if (layers.length === 0)
          expect(['loss', 'sampleLoss', 'input', 'activation'], latex).toContain(quantity);
        for (const layer of layers) {
          const ref = { quantity, layer, ...(parameter === undefined ? {} : { parameter }) };
          const fused = quantity === 'activationDerivative' && layer === run.network.layers.length - 1;
          // A fused or a softmax output has no σ′ of its own.
          if (!fused) expect(matrixOf(run, ref), latex).toBeDefined();
        }
      }
    }
    for (const cell of cellsOf(inspector)) {
      const { formula } = inspector.explain(cell, {}, false);
      if (formula === undefined) continue;
      const made = entries.some(({ id, numbers }) =>
        numbers.some(
          ({ quantity, layers, parameter }) =>
            id === formula &&
            quantity === cell.quantity &&
            (cell.layer === undefined || layers.includes(cell.layer)) &&
            parameter === cell.parameter,
        ),
      );
      expect(made, JSON.stringify(cell)).toBe(true);
    }
  });

  it('no bias, no formula of it; one layer, none of hidden ones', async () => {
    const inspector = await inspectorOf(goldenText(name));
    const { layers, samples } = inspector.result().network;
    const all = entriesOf(inspector);
    const ids = new Set(all.map(({ id }) => id));
    const biased = layers.some(({ parameters }) => parameters['biases'] !== undefined);
    expect(ids.has('biasGradient')).toBe(biased);
    expect(all.some(({ latex }) => latex.includes('b^{l}'))).toBe(biased);
    expect(ids.has('hiddenDelta')).toBe(layers.length > 1);
    expect(ids.has('inputDerivative')).toBe(layers.length > 1);
    expect(all.some(({ latex }) => latex.includes('\\ell_k'))).toBe(samples > 1);
    const markers = all.map(({ marker }) => marker).join('');
    expect(markers.includes('①')).toBe(layers.length > 1);
    expect(markers).toContain('②');
    expect(markers).toContain('③');
  });

  it('each activation of the network stands once, with its layers', async () => {
    const inspector = await inspectorOf(goldenText(name));
    const { layers } = inspector.result().network;
    for (const id of ['activation', 'activationDerivative'] as const) {
      const entries = entriesOf(inspector).filter((entry) => entry.id === id);
      const listed = entries.flatMap(({ numbers }) => numbers.flatMap((group) => group.layers));
      expect([...listed].sort((a, b) => a - b)).toStrictEqual(layers.map(({ index }) => index));
      for (const { note, numbers } of entries) {
        const { activation } = layers[numbers[0]!.layers[0]!]!;
        expect(note!.startsWith(activation.title)).toBe(true);
      }
    }
  });
});

it('layers with and without a bias are told apart', async () => {
  const inspector = await inspectorOf({
    layers: [
      { type: 'dense', weights: [[1]], biases: [1] },
      { type: 'dense', weights: [[1]] },
    ],
    batch: { inputs: [[1]], targets: [[1]] },
  });
  const [forward] = entriesOf(inspector);
  expect(forward!.latex).toContain('+ b^{l}');
  expect(forward!.note).toBe('with a bias b in layer 1 only');
  expect(entriesOf(inspector).find(({ id }) => id === 'biasGradient')!.numbers[0]!.layers).toStrictEqual([0]);
});

it('a loss of logits is written of probabilities', async () => {
  const inspector = await inspectorOf({
    layers: [{ type: 'dense', weights: [[1, 2]] }],
    loss: { type: 'categorical_crossentropy', from_logits: true },
    batch: { inputs: [[1]], targets: [[1, 0]] },
  });
  const latex = (id: FormulaEntry['id']): string =>
    entriesOf(inspector).find((entry) => entry.id === id)!.latex;
  expect(latex('loss')).toBe('\\ell = -\\sum_j y_{j} \\cdot \\ln \\text{softmax}(a^{L})_{j}');
  expect(latex('lossDerivative')).toContain('\\text{softmax}(a^{L}) - y');
});
