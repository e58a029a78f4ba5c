/** What the panel shows before any matrix: every formula on screen holds to the letter for the numbers beside it. */
import { describe, expect, it } from 'vitest';
import { matrixOf } from '../../src/engine/cells';
import { columnsOf, type Tensor } from '../../src/engine/tensor';
import type { Inspector } from '../../src/inspector/inspector';
import type { LayerView, Overview, Selection } from '../../src/inspector/views';
import { goldenNames, goldenText, inspectorOf } from './inspectorOf';
import { operandsIn, render } from './temml';

const selectionsOf = (inspector: Inspector): readonly Selection[] => [
  {},
  ...Array.from({ length: inspector.result().network.samples }, (_, sample) => ({ sample })),
];

/** Works the rows out, top to bottom, as a reader does; undefined where they say that they are not element by element. */
function calculated(inspector: Inspector, layer: LayerView): Float64Array | undefined {
  let result: Float64Array | undefined;
  for (const { quantity, operator, value } of layer.rows) {
    if (operator === 'Jᵀ') return undefined;
    const matrix =
      quantity === 'scale' ? undefined : matrixOf(inspector.result(), { quantity, layer: layer.index })!;
    const numberAt = (i: number): number => matrix?.data[i] ?? value!;
    if (operator === '') {
      expect(result).toBeUndefined();
      result = Float64Array.from(matrix!.data);
    } else {
      result = result!.map((x, i) => (operator === '×' ? x * numberAt(i) : x - numberAt(i)));
    }
  }
  return result;
}

function latexOf(overview: Overview): readonly string[] {
  return [
    overview.loss.symbolic,
    overview.loss.substituted ?? '',
    ...overview.layers.flatMap((layer) => [
      ...Object.values(layer.symbols),
      layer.formulas.delta,
      ...Object.values(layer.formulas.parameterGradients),
      ...layer.parameters.flatMap(({ symbol, gradientSymbol }) => [symbol, gradientSymbol]),
      ...layer.rows.map(({ label }) => label),
    ]),
  ];
}

function rowsFrom(matrix: Tensor, sample: number | undefined): readonly number[] {
  const n = columnsOf(matrix);
  return Array.from(sample === undefined ? matrix.data : matrix.data.subarray(sample * n, (sample + 1) * n));
}

describe.each(goldenNames)('%s', (name) => {
  it('the rows above δ are its calculation, to the last digit', async () => {
    const inspector = await inspectorOf(goldenText(name));
    const { backward } = inspector.result();
    for (const selection of selectionsOf(inspector)) {
      for (const layer of inspector.overview(selection).layers) {
        const delta = calculated(inspector, layer);
        if (delta === undefined) {
          expect(layer.activation.kind).toBe('row');
          continue;
        }
        expect(Array.from(delta)).toStrictEqual(Array.from(backward.deltas[layer.index]!.data));
      }
    }
  });

  it('formulas are drawn, and speak of this layer and its neighbours', async () => {
    const inspector = await inspectorOf(goldenText(name));
    for (const selection of selectionsOf(inspector)) {
      const overview = inspector.overview(selection);
      for (const latex of latexOf(overview)) {
        render(latex);
        expect(latex).not.toMatch(/undefined|NaN|\{l[-+}]|l[-+]1|\(\([^()]*\)\)/);
        expect(operandsIn(latex)).toStrictEqual([]);
      }
      const batch = overview.samples > 1 && selection.sample === undefined;
      overview.layers.forEach((layer, l) => {
        const numbers = (latex: string): Set<number> =>
          new Set([...latex.matchAll(/[A-Za-z)]\^\{(\d+)\}/g)].map(([, number]) => Number(number)));
        const last = l === overview.layers.length - 1;
        const delta = numbers(layer.formulas.delta);
        expect([...delta].filter((number) => number !== l + 1 && number !== l + 2)).toStrictEqual([]);
        expect(delta.has(l + 2)).toBe(!last);
        const gradients = Object.keys(inspector.result().network.layers[l]!.parameters);
        if (gradients.includes('weights')) {
          expect(numbers(layer.formulas.parameterGradients['weights']!)).toStrictEqual(new Set([l, l + 1]));
        }
        expect(layer.formulas.delta.startsWith(`${batch ? '\\Delta' : '\\delta'}^{${l + 1}} = `)).toBe(true);
        expect(layer.symbols.input).toBe(`${batch ? 'A' : 'a'}^{${l}}`);
        expect(layer.parameters.map((parameter) => parameter.name)).toStrictEqual(gradients);
        expect(Object.keys(layer.formulas.parameterGradients)).toStrictEqual(
          layer.parameters.map((parameter) => parameter.name),
        );
      });
    }
  });

  it('norms, largest gradients and dead units are those of the selection', async () => {
    const inspector = await inspectorOf(goldenText(name));
    const run = inspector.result();
    for (const selection of selectionsOf(inspector)) {
      const { sample } = selection;
      const overview = inspector.overview(selection);
      expect(overview.loss.value).toBe(
        sample === undefined && overview.samples > 1
          ? run.forward.loss
          : run.forward.sampleLosses.data[sample ?? 0],
      );
      for (const layer of overview.layers) {
        const delta = run.backward.deltas[layer.index]!;
        const expected = Math.hypot(...rowsFrom(delta, sample));
        expect(Math.abs(layer.deltaNorm - expected)).toBeLessThanOrEqual(1e-14 * expected);
        const gradient = matrixOf(run, {
          quantity: 'parameterGradient',
          layer: layer.index,
          parameter: 'weights',
          ...(sample === undefined ? {} : { sample }),
        });
        expect(layer.maxGradients['weights']).toBe(
          gradient === undefined ? undefined : Math.max(...Array.from(gradient.data, Math.abs)),
        );
        const dead = Array.from({ length: layer.units }, (_, j) => j).filter((j) =>
          delta.data.every((x, i) => i % layer.units !== j || x === 0),
        );
        expect(Array.from(layer.deadUnits)).toStrictEqual(dead);
      }
    }
  });
});

describe('networks that are special', () => {
  const batch = {
    inputs: [
      [1, 2],
      [-1, 0.5],
    ],
    targets: [
      [0, 1, 0],
      [1, 0, 0],
    ],
  };
  const layer = {
    type: 'dense',
    weights: [
      [0.1, -0.2, 0.3],
      [0.5, 0.1, -0.4],
    ],
  };

  it('whose loss reads logits make probabilities of them in every formula', async () => {
    const inspector = await inspectorOf({
      layers: [layer],
      loss: { type: 'categorical_crossentropy', from_logits: true },
      batch,
    });
    const all = inspector.overview({});
    expect(all.loss.symbolic).toBe(
      'L = -\\frac{1}{2} \\sum_k \\sum_j y_{kj} \\cdot \\ln \\text{softmax}(a_{k}^{1})_{j}',
    );
    expect(all.layers[0]!.formulas.delta).toContain('\\text{softmax}(A^{1}) - Y');
    expect(all.layers[0]!.rows.map(({ quantity }) => quantity)).toStrictEqual([
      'activationDerivative',
      'upstreamGradient',
    ]);
    const one = inspector.overview({ sample: 1 });
    expect(one.loss.symbolic).toBe('\\ell_{2} = -\\sum_j y_{j} \\cdot \\ln \\text{softmax}(a^{1})_{j}');
    expect(one.layers[0]!.formulas.delta).toBe(
      "\\delta^{1} = (\\frac{1}{2} (\\text{softmax}(a^{1}) - y)) \\odot \\sigma'(z^{1})",
    );
    [...latexOf(all), ...latexOf(one)].forEach(render);
  });

  it('whose only output is a logit say its loss in numbers, too', async () => {
    const inspector = await inspectorOf({
      layers: [{ type: 'dense', weights: [[0.25], [-0.5]] }],
      loss: { type: 'binary_crossentropy', from_logits: true },
      batch: { inputs: [[1, 2]], targets: [[1]] },
    });
    const { loss } = inspector.overview({});
    expect(loss.symbolic).toBe(
      'L = -(y \\cdot \\ln \\sigma(a^{1}) + (1 - y) \\cdot \\ln(1 - \\sigma(a^{1})))',
    );
    expect(loss.substituted).toBe(
      '-(1 \\cdot \\ln \\sigma(-0.75) + (1 - 1) \\cdot \\ln(1 - \\sigma(-0.75)))',
    );
    expect(loss.value).toBeCloseTo(Math.log(1 + Math.exp(0.75)), 15);
  });

  it('whose outputs are log-probabilities do not take their logarithm again', async () => {
    const inspector = await inspectorOf({
      layers: [{ ...layer, activation: 'log_softmax' }],
      loss: 'sparse_categorical_crossentropy',
      batch: { ...batch, targets: [1, 0] },
    });
    expect(inspector.overview({}).loss.symbolic).toBe(
      'L = -\\frac{1}{2} \\sum_k \\sum_j y_{kj} \\cdot a_{kj}^{1}',
    );
    expect(inspector.overview({}).layers[0]!.formulas.delta).toContain('e^{A^{1}} - Y');
  });

  it('whose targets do not sum to 1 keep the sum in δ', async () => {
    const model = { layers: [{ ...layer, activation: 'softmax' }], loss: 'categorical_crossentropy' };
    const plain = await inspectorOf({ ...model, batch });
    expect(plain.overview({}).layers[0]!.formulas.delta).toBe('\\Delta^{1} = \\frac{1}{2} (A^{1} - Y)');
    const other = await inspectorOf({
      ...model,
      batch: {
        ...batch,
        targets: [
          [0, 1, 0],
          [1, 1, 0],
        ],
      },
    });
    const [view] = other.overview({}).layers;
    expect(view!.formulas.delta).toBe('\\Delta^{1} = \\frac{1}{2} (A^{1} \\cdot \\textstyle\\sum_i y_i - Y)');
    expect(view!.rows).toStrictEqual([]);
    const delta = (inspector: Inspector) =>
      inspector.explain({ quantity: 'delta', layer: 0, row: 1, column: 0 }, {}, false).proof!;
    expect(delta(plain).derivation.at(-1)).toMatch(/ = a_j - y_j$/);
    expect(delta(other).derivation.at(-1)).toMatch(/ = a_j \\sum_i y_i - y_j$/);
    expect(delta(other).substituted).toMatch(/0\.\d+\} \\cdot \(.*\{1\} \+ .*\{1\} \+ .*\{0\}\) - /);
  });

  it('of one layer with softmax and another loss go through the Jacobian', async () => {
    const inspector = await inspectorOf({
      layers: [{ ...layer, activation: 'softmax' }],
      loss: 'huber',
      batch,
    });
    const [view] = inspector.overview({}).layers;
    expect(view!.rows).toStrictEqual([
      { quantity: 'upstreamGradient', label: '\\frac{\\partial L}{\\partial A^{1}}', operator: 'Jᵀ' },
    ]);
    expect(view!.formulas.delta).toBe(
      '\\Delta^{1} = J_{\\text{softmax}}^{\\mathsf{T}} \\frac{\\partial L}{\\partial A^{1}}',
    );
    expect(view!.upstreamNorm).toBeGreaterThan(0);
  });

  it('whose batch is summed carry no 1/m', async () => {
    const model = { layers: [layer], loss: 'mean_squared_error', batch };
    const mean = (await inspectorOf(model)).overview({});
    const sum = (await inspectorOf({ ...model, reduction: 'sum' })).overview({});
    expect(mean.layers[0]!.formulas.delta).toContain('\\frac{1}{2} \\cdot \\frac{1}{3}');
    expect(sum.layers[0]!.formulas.delta).not.toContain('\\frac{1}{2}');
    expect(mean.loss.symbolic).toMatch(/^L = \\frac\{1\}\{2\} \\sum_k \\frac\{1\}\{3\} \\sum_j/);
    expect(sum.loss.symbolic).toMatch(/^L = \\sum_k \\frac\{1\}\{3\} \\sum_j/);
    expect(sum.loss.value / mean.loss.value).toBeCloseTo(2, 14);
  });

  it('that vanish keep a norm above 0', async () => {
    const tiny = { type: 'dense', weights: [[1e-110]] };
    const inspector = await inspectorOf({
      layers: [tiny, tiny, { type: 'dense', weights: [[1]] }],
      batch: { inputs: [[1]], targets: [[1]] },
    });
    const { layers } = inspector.overview({});
    expect(layers.map(({ deltaNorm }) => deltaNorm)).toStrictEqual([1e-110, 1, 1]);
    expect(inspector.statistics({ quantity: 'delta', layer: 0 }).rowNorms[0]).toBe(1e-110);
  });
});
