/** Proofs where something is special: logits, long sums, kinks, float32, NaN and infinities, shared classes. */
import { describe, expect, it } from 'vitest';
import { makingOf } from '../../src/engine/making';
import { evaluate } from '../../src/engine/term';
import { readCell } from '../../src/engine/cells';
import type { Inspector } from '../../src/inspector/inspector';
import type { CellRef, Explanation } from '../../src/inspector/views';
import { cellsOf, goldenText, inspectorOf } from './inspectorOf';
import { operandsIn, render } from './temml';

/** Draws all of a proof. */
function draw({ symbol, latex, proof, deeper }: Explanation): void {
  render(symbol);
  render(latex);
  for (const { symbolic, substituted, derivation } of [
    ...(proof === undefined ? [] : [proof]),
    ...deeper.map((d) => d.proof),
  ]) {
    [symbolic, substituted, ...derivation].forEach(render);
  }
}

function explainAll(inspector: Inspector): readonly Explanation[] {
  const { samples } = inspector.result().network;
  const explanations = [undefined, samples - 1].flatMap((sample) =>
    cellsOf(inspector, sample).map((cell) =>
      inspector.explain(cell, sample === undefined ? {} : { sample }, false),
    ),
  );
  explanations.forEach(draw);
  return explanations;
}

const relu = {
  layers: [
    {
      type: 'dense',
      name: 'hidden',
      weights: [
        [1, -1],
        [1, -1],
      ],
      biases: [0, 0],
      activation: 'relu',
    },
    { type: 'dense', name: 'output', weights: [[0.5], [-2]], biases: [0.25] },
  ],
  batch: {
    inputs: [
      [1, -1],
      [2, 1],
    ],
    targets: [[0], [1]],
  },
};

describe('a proof as a student reads it', () => {
  it('of ∂L/∂w', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    const { proof, ...rest } = inspector.explain(
      { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 0, column: 2 },
      {},
      false,
    );
    expect(rest).toMatchObject({
      name: 'gradient of weight 1,3 in layer 1',
      symbol: '\\frac{\\partial L}{\\partial w_{13}^{1}}',
      formula: 'weightGradient',
      checkable: true,
      goTo: {
        label: 'weight',
        cell: { quantity: 'parameter', layer: 0, parameter: 'weights', row: 0, column: 2 },
      },
    });
    expect(proof!.symbolic).toBe('\\class{operand-0}{a_{1}^{0}} \\cdot \\class{operand-1}{\\delta_{3}^{1}}');
    expect(proof!.operands.map(({ cell }) => cell.quantity)).toStrictEqual(['input', 'delta']);
    expect(rest.latex).toBe(
      `\\begin{aligned} ${rest.symbol} &= a_{1}^{0} \\cdot \\delta_{3}^{1} \\\\ &= 0.05 \\cdot (-0.011319) \\\\ &= ${rest.value} \\end{aligned}`.replace(
        '0.05',
        String(proof!.operands[0]!.value),
      ),
    );
    expect(rest.deeper.map(({ symbol }) => symbol)).toStrictEqual(['\\delta_{3}^{1}']);
  });

  it('of σ′ said by a alone marks a alone', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    const { proof } = inspector.explain(
      { quantity: 'activationDerivative', layer: 0, row: 0, column: 0 },
      {},
      false,
    );
    expect(proof!.operands.map(({ cell }) => cell.quantity)).toStrictEqual(['activation']);
    expect(operandsIn(proof!.substituted)).toStrictEqual([0]);
  });

  it('of the loss of one sample is that of the loss', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    const loss = inspector.explain({ quantity: 'loss', row: 0, column: 0 }, {}, false);
    const sample = inspector.explain({ quantity: 'sampleLoss', row: 0, column: 0 }, {}, false);
    expect([loss.symbol, sample.symbol]).toStrictEqual(['L', 'L']);
    expect(loss.proof).toStrictEqual(sample.proof);
    expect(loss.proof!.substituted).toContain('^{2}');
  });

  it('of the loss of many samples keeps them apart in the view of one, too', async () => {
    const inspector = await inspectorOf(goldenText('xor-2-2-1'));
    const { proof } = inspector.explain({ quantity: 'loss', row: 0, column: 0 }, { sample: 1 }, false);
    expect(proof!.operands.map(({ symbol }) => symbol)).toStrictEqual(
      [1, 2, 3, 4].map((k) => `\\ell_{${k}}`),
    );
    expect(
      inspector.explain({ quantity: 'sampleLoss', row: 1, column: 0 }, { sample: 1 }, false).symbol,
    ).toBe('\\ell_{2}');
  });

  it('has no sign after a sign and no doubled parentheses', async () => {
    const inspector = await inspectorOf({
      layers: [{ type: 'dense', weights: [[-1.5], [-2]], biases: [-3], activation: 'tanh' }],
      batch: { inputs: [[-1, 2]], targets: [[-1]] },
    });
    const written = (quantity: CellRef['quantity']): string =>
      inspector
        .explain({ quantity, layer: 0, row: 0, column: 0 }, {}, false)
        .proof!.substituted.replaceAll(/\\class\{operand-\d+\}\{([^{}]*)\}/g, '$1');
    expect(written('preActivation')).toBe('(-1) \\cdot (-1.5) + 2 \\cdot (-2) + (-3)');
    expect(written('activation')).toBe('\\tanh(-5.5)');
    expect(written('upstreamGradient')).toBe('-0.9999666 - (-1)');
  });
});

describe('long sums', () => {
  const units = 12;
  const weights = Array.from({ length: units }, (_, i) => [i === 4 ? -100 : i - 5.5]);
  const model = {
    layers: [{ type: 'dense', weights, biases: [0.5] }],
    batch: {
      inputs: [Array.from({ length: units }, (_, i) => (i === 7 ? 0 : 0.1 * (i + 1)))],
      targets: [[1]],
    },
  };
  const z: CellRef = { quantity: 'preActivation', layer: 0, row: 0, column: 0 };

  it('show the largest terms, count the others and add them up', async () => {
    const inspector = await inspectorOf(model);
    const { proof } = inspector.explain(z, {}, false);
    const terms = weights.map(([w], i) => w! * model.batch.inputs[0]![i]!);
    const shown = proof!.operands
      .filter(({ cell }) => cell.quantity === 'input')
      .map(({ cell }) => cell.column);
    const largest = terms
      .map((_, i) => i)
      .sort((i, j) => Math.abs(terms[j]!) - Math.abs(terms[i]!))
      .slice(0, 3);
    expect(shown).toStrictEqual(largest);
    expect(proof!.omitted).toMatchObject({ count: units - 3, total: units });
    const kept = largest.reduce((sum, i) => sum + terms[i]!, 0);
    expect(proof!.omitted!.sum + kept + 0.5).toBeCloseTo(readCell(inspector.result(), z), 12);
    expect(proof!.substituted).toContain(' + \\cdots + ');
  });

  it('show all when asked to, a few a line', async () => {
    const inspector = await inspectorOf(model);
    const { proof } = inspector.explain(z, {}, true);
    expect(proof!.omitted).toBeUndefined();
    expect(proof!.operands).toHaveLength(2 * units + 1);
    expect(operandsIn(proof!.substituted)).toStrictEqual(proof!.operands.map((_, i) => i));
    expect(proof!.substituted.split('\\\\')).toHaveLength(units / 3);
    render(proof!.substituted);
  });

  it('with few terms that are not 0 show those, and leave out only zeros', async () => {
    const inspector = await inspectorOf({
      ...model,
      batch: {
        ...model.batch,
        inputs: [Array.from({ length: units }, (_, i) => (i === 3 || i === 8 ? 1 : 0))],
      },
    });
    const { proof } = inspector.explain(z, {}, false);
    expect(proof!.omitted).toStrictEqual({ count: units - 2, total: units, sum: 0 });
    expect(proof!.substituted).not.toContain('\\cdots');
  });

  it('say that there are more terms even where these add up to 0', async () => {
    const inspector = await inspectorOf({
      layers: [{ type: 'dense', weights: [9, 8, 7, 1, -1, 2, -2].map((w) => [w]) }],
      batch: { inputs: [[1, 1, 1, 1, 1, 1, 1]], targets: [[1]] },
    });
    const { proof } = inspector.explain(z, {}, false);
    expect(proof!.omitted).toStrictEqual({ count: 4, total: 7, sum: 0 });
    expect(proof!.substituted).toMatch(/ \+ \\cdots$/);
  });

  it('of all zeros are a sum of zeros', async () => {
    const inspector = await inspectorOf({
      ...model,
      batch: { ...model.batch, inputs: [Array.from({ length: units }, () => 0)] },
    });
    const explanation = inspector.explain(z, {}, false);
    expect(explanation.value).toBe(0.5);
    expect(explanation.proof!.omitted).toMatchObject({ total: units, sum: 0 });
    draw(explanation);
  });

  it('that a formula is given but does not write are not counted', async () => {
    const inspector = await inspectorOf({
      layers: [{ type: 'dense', weights: [[1, 2, 3, 4, 5, 6, 7]], activation: 'sigmoid' }],
      loss: 'binary_crossentropy',
      batch: { inputs: [[0.5]], targets: [[1, 0.5, 0.25, 1, 0, 0, 1]] },
    });
    const { proof } = inspector.explain({ quantity: 'delta', layer: 0, row: 0, column: 1 }, {}, false);
    expect(proof!.omitted).toBeUndefined();
    expect(proof!.operands.map(({ symbol }) => symbol)).toStrictEqual(['a_{2}^{1}', 'y_{2}']);
  });

  it('of thousands of terms are written out without a stall', async () => {
    const wide = 6000;
    const inspector = await inspectorOf({
      layers: [{ type: 'dense', weights: Array.from({ length: wide }, () => [0.5]) }],
      batch: { inputs: [Array.from({ length: wide }, () => 1)], targets: [[0]] },
    });
    const start = performance.now();
    const { proof, latex } = inspector.explain(z, {}, true);
    console.info(`a proof of ${wide} terms: ${(performance.now() - start).toFixed(0)} ms`);
    expect(proof!.operands).toHaveLength(2 * wide);
    expect(latex).not.toContain('\\class');
    expect(latex.match(/0\.5/g)!.length).toBeGreaterThanOrEqual(wide);
  });
});

describe('logits', () => {
  it.each([
    [
      { type: 'categorical_crossentropy', from_logits: true },
      [
        [0, 1, 0],
        [0.2, 0.3, 0.5],
      ],
    ],
    [{ type: 'sparse_categorical_crossentropy', from_logits: true }, [2, 0]],
    [
      { type: 'binary_crossentropy', from_logits: true },
      [
        [0, 1, 0.5],
        [1, 1, 0],
      ],
    ],
  ])('%j: what is written is what was computed', async (loss, targets) => {
    const inspector = await inspectorOf({
      layers: [
        {
          type: 'dense',
          weights: [
            [0.5, -1, 2],
            [-0.25, 3, 1],
          ],
        },
      ],
      loss,
      batch: {
        inputs: [
          [1, 2],
          [-1, 0.5],
        ],
        targets,
      },
    });
    explainAll(inspector);
    const run = inspector.result();
    const cell: CellRef = { quantity: 'upstreamGradient', layer: 0, row: 0, column: 1 };
    const { proof, notes } = inspector.explain(cell, {}, false);
    const made = evaluate(makingOf(run, cell, { sampleIndex: true })!, (operand) => readCell(run, operand));
    expect(made).toBeCloseTo(readCell(run, cell), 14);
    expect(proof!.operands.some(({ cell: { quantity } }) => quantity === 'activation')).toBe(true);
    expect(proof!.derivation.length).toBeGreaterThan(1);
    expect(notes.join(' ')).toContain('logits');
    expect(notes.join(' ')).toContain('1/m = 1/2');
    expect(
      inspector.explain({ quantity: 'sampleLoss', row: 0, column: 0 }, {}, false).notes.join(' '),
    ).toContain('logits');
  });

  it('of ±1000 have proofs without a NaN', async () => {
    const inspector = await inspectorOf({
      layers: [{ type: 'dense', weights: [[1000, -1000, 0]], activation: 'softmax' }],
      loss: 'categorical_crossentropy',
      batch: { inputs: [[1]], targets: [[0, 1, 0]] },
    });
    for (const { cell, value, proof } of explainAll(inspector)) {
      // A weight is 0: nothing is a share of it.
      if (cell.quantity !== 'relativeGradient') expect(Number.isFinite(value)).toBe(true);
      expect(proof?.substituted ?? '').not.toContain('NaN');
    }
    expect(inspector.overview({}).loss.value).toBe(2000);
  });
});

describe('kinks', () => {
  it('are said where z stands on one', async () => {
    const inspector = await inspectorOf(relu);
    const at = (row: number): Explanation =>
      inspector.explain({ quantity: 'activationDerivative', layer: 0, row, column: 0 }, {}, false);
    expect(at(0).value).toBe(0);
    expect(at(0).notes.join(' ')).toContain('kink of ReLU');
    expect(at(0).notes.join(' ')).toContain('taken as 0, as PyTorch does');
    expect(at(1).notes.join(' ')).not.toContain('kink');
    expect(at(1).proof!.substituted).toContain('> 0');
  });

  it('of the loss are said where the output stands on one', async () => {
    const inspector = await inspectorOf({
      layers: [{ type: 'dense', weights: [[1]] }],
      loss: 'mean_absolute_error',
      batch: { inputs: [[1], [2]], targets: [[1], [1]] },
    });
    const notes = (row: number): string =>
      inspector
        .explain({ quantity: 'upstreamGradient', layer: 0, row, column: 0 }, {}, false)
        .notes.join(' ');
    expect(notes(0)).toContain('kink of');
    expect(notes(1)).not.toContain('kink');
  });
});

describe('float32', () => {
  it('a proof makes the stored number to float32 rounding, and says what was rounded', async () => {
    const inspector = await inspectorOf(
      JSON.stringify({ ...(JSON.parse(goldenText('case-1-08')) as object), dtype: 'float32' }),
    );
    const run = inspector.result();
    let compared = 0;
    for (const cell of cellsOf(inspector)) {
      const making = makingOf(run, cell, { sampleIndex: true });
      if (making === undefined) continue;
      const made = evaluate(making, (operand) => readCell(run, operand));
      const value = readCell(run, cell);
      expect(cell.quantity === 'loss' || Math.fround(value) === value).toBe(true);
      // Sums of terms of both signs lose what is less than the largest term's rounding.
      const allowed = 2 ** -22 * Math.max(Math.abs(value), cell.quantity === 'activation' ? 1e-3 : 1);
      if (Math.abs(made - value) > allowed)
        throw new Error(`${JSON.stringify(cell)}: ${made} made, ${value} stored`);
      compared++;
    }
    expect(compared).toBeGreaterThan(500);
    const { notes } = inspector.explain({ quantity: 'delta', layer: 0, row: 0, column: 0 }, {}, false);
    expect(notes).toContain(
      'float32: each sum is accumulated in float64 and rounded once, when it is stored.',
    );
  });

  it('of float64 is not spoken', async () => {
    for (const { notes } of explainAll(await inspectorOf(relu)))
      expect(notes.join(' ')).not.toContain('float32');
  });
});

describe('numbers that are none', () => {
  it.each([
    [
      'NaN in the inputs',
      {
        ...relu,
        batch: {
          inputs: [
            ['NaN', 1],
            [1, 1],
          ],
          targets: [[0], [0]],
        },
      },
    ],
    [
      'infinite inputs',
      {
        ...relu,
        batch: {
          inputs: [
            ['Infinity', 1],
            [1, '-Infinity'],
          ],
          targets: [[0], [0]],
        },
      },
    ],
    [
      'an overflow in softmax',
      {
        layers: [{ type: 'dense', weights: [[1e308, 1e308, -1e308, 1e308, 1, 2]], activation: 'softmax' }],
        batch: { inputs: [[10]], targets: [[1, 0, 0, 0, 0, 0]] },
      },
    ],
    [
      'the logarithm of 0',
      {
        layers: [{ type: 'dense', weights: [[0, 1]], activation: 'relu' }],
        loss: 'categorical_crossentropy',
        batch: { inputs: [[1]], targets: [[1, 0]] },
      },
    ],
  ])('%s have proofs, sheets, overviews all the same', async (_what, model) => {
    const inspector = await inspectorOf(model);
    const explanations = explainAll(inspector);
    const odd = explanations.filter(({ value }) => !Number.isFinite(value));
    expect(odd.length).toBeGreaterThan(0);
    for (const { value, latex } of odd) {
      expect(latex).toContain(Number.isNaN(value) ? '\\text{NaN}' : '\\infty');
    }
    for (const { proof } of explanations) {
      // NaN is written where an operand is NaN, and nowhere else.
      const nan = proof?.operands.some((operand) => Number.isNaN(operand.value)) ?? false;
      if (!nan && proof?.omitted === undefined) expect(proof?.symbolic ?? '').not.toContain('NaN');
    }
    render(inspector.overview({}).loss.symbolic);
  });
});
