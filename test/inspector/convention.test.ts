/** Every convention says the truth: formulas of whole matrices, evaluated with matrices that lie its way, give its gradients. */
import { describe, expect, it } from 'vitest';
import { matrixOf } from '../../src/engine/cells';
import { columnsOf, rowsOf, type Tensor } from '../../src/engine/tensor';
import { choices, conventionNames, nameOfNotation, notationOf } from '../../src/inspector/convention';
import type { Inspector } from '../../src/inspector/inspector';
import { reportJsonText } from '../../src/inspector/report';
import type { CellRef, LayerView, MatrixRef, Overview, Proof, Selection } from '../../src/inspector/views';
import { cellsOf, goldenNames, goldenText, inspectorOf } from './inspectorOf';
import { latexValue } from '../engine/support/latexValue';
import { matrixValue, type Rows, transposed } from './matrixFormula';
import { render } from './temml';

/** The presets, then each choice by itself. */
const settings: readonly unknown[] = [
  ...conventionNames,
  ...Object.entries(choices).map(([choice, [, other]]) => ({ [choice]: other })),
];

const withNotation = (model: string | object, setting: unknown): Promise<Inspector> =>
  inspectorOf(model, { agreed: 0, arithmetic: 'strict', threads: 0, notation: notationOf(setting) });

function rowsIn(matrix: Tensor): Rows {
  const n = columnsOf(matrix);
  return Array.from({ length: rowsOf(matrix) }, (_, i) =>
    Array.from(matrix.data.subarray(i * n, (i + 1) * n)),
  );
}

/** A run's matrix as the notation has it: of a batch, or of one sample as a column. */
function inNotation(inspector: Inspector, ref: MatrixRef, { sample }: Selection): Rows | undefined {
  const run = inspector.result();
  const { notation, samples, layers } = run.network;
  const found = matrixOf(run, ref);
  if (found === undefined) return undefined;
  const rows = rowsIn(found);
  if (['parameter', 'parameterGradient'].includes(ref.quantity)) {
    const isVector = layers[ref.layer!]!.rule.parameters[ref.parameter!]!.axes.length === 1;
    return isVector || notation.weights === 'in_out' ? rows : transposed(rows);
  }
  if (samples === 1 || sample !== undefined) return transposed([rows[sample ?? 0]!]);
  return notation.samples === 'rows' ? rows : transposed(rows);
}

/** The values of all symbols that formulas of whole matrices speak of. */
function symbolsOf(inspector: Inspector, overview: Overview, selection: Selection): Map<string, Rows> {
  const { notation } = overview;
  const batch = overview.samples > 1 && selection.sample === undefined;
  const symbols = new Map<string, Rows>();
  const put = (symbol: string, ref: MatrixRef): void => {
    const value = inNotation(inspector, ref, selection);
    if (value !== undefined) symbols.set(symbol, value);
  };
  const above = (layer: number): string => (notation.symbols === 'd' ? `^{[${layer}]}` : `^{${layer}}`);
  const [a, z] = batch ? ['A', 'Z'] : ['a', 'z'];
  put(batch ? 'Y' : 'y', { quantity: 'target' });
  put(`${a}${above(0)}`, { quantity: 'input' });
  for (const { index: layer } of overview.layers) {
    const l = above(layer + 1);
    const delta = notation.symbols === 'd' ? `d${z}` : batch ? '\\Delta' : '\\delta';
    put(`${a}${l}`, { quantity: 'activation', layer });
    put(`${delta}${l}`, { quantity: 'delta', layer });
    put(`\\sigma'(${z}${l})`, { quantity: 'activationDerivative', layer });
    put(`W${l}`, { quantity: 'parameter', layer, parameter: 'weights' });
    const loss = inspector.result().network.loss.gradientScale === 1 ? 'L' : '(m L)';
    const upstream = notation.symbols === 'd' ? `d${a}${l}` : `\\frac{\\partial ${loss}}{\\partial ${a}${l}}`;
    put(upstream, { quantity: 'upstreamGradient', layer });
  }
  return symbols;
}

const rightOf = (latex: string): string => latex.slice(latex.indexOf(' = ') + 3);

function expectSame(made: Rows, wanted: Rows, where: string): void {
  expect([made.length, made[0]!.length], where).toStrictEqual([wanted.length, wanted[0]!.length]);
  wanted.forEach((row, i) => {
    row.forEach((x, j) => {
      expect(Math.abs(made[i]![j]! - x), where).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(x)));
    });
  });
}

/** Formulas that are not of whole matrices alone: Jacobians, and losses with cases, logits or exponentials. */
const isOther = (latex: string): boolean =>
  /J_|\\text|e\^|\\sum_i|\\tfrac|\\ln|\\tanh|\\frac\{[^1\\]/.test(latex);

function expectFormulasHold(
  inspector: Inspector,
  layer: LayerView,
  overview: Overview,
  selection: Selection,
): number {
  const { notation, loss } = inspector.result().network;
  const symbols = symbolsOf(inspector, overview, selection);
  const batch = overview.samples > 1 && selection.sample === undefined;
  const { delta, parameterGradients } = layer.formulas;
  let held = 0;
  if (!isOther(delta)) {
    const wanted = inNotation(inspector, { quantity: 'delta', layer: layer.index }, selection)!;
    expectSame(matrixValue(rightOf(delta), symbols), wanted, delta);
    held++;
  }
  for (const { name: parameter, vector } of layer.parameters) {
    const latex = parameterGradients[parameter]!;
    const ref = { quantity: 'parameterGradient', layer: layer.index, parameter } as const;
    const { sample } = selection;
    const wanted = inNotation(inspector, sample === undefined ? ref : { ...ref, sample }, selection)!;
    if (!vector) {
      expectSame(matrixValue(rightOf(latex), symbols), wanted, latex);
      held++;
      continue;
    }
    const factor = loss.gradientScale === 1 ? '' : `\\frac{1}{${overview.samples}} `;
    const l = notation.symbols === 'd' ? `[${layer.index + 1}]` : `${layer.index + 1}`;
    const sum = notation.symbols === 'd' ? `dZ^{${l}(k)}` : `\\delta_k^{${l}}`;
    const one = notation.symbols === 'd' ? `dz^{${l}}` : `\\delta^{${l}}`;
    expect(rightOf(latex)).toBe(`${factor}${batch ? `\\textstyle\\sum_k ${sum}` : one}`);
  }
  return held;
}

describe.each(settings)('in the convention %j', (setting) => {
  const notation = notationOf(setting);

  it.each(goldenNames)('%s: formulas of whole matrices give its gradients', async (name) => {
    const inspector = await withNotation(goldenText(name), setting);
    const { samples } = inspector.result().network;
    let held = 0;
    for (const selection of [{}, ...(samples > 1 ? [{ sample: samples - 1 }] : [])]) {
      const overview = inspector.overview(selection);
      expect(overview.notation).toStrictEqual(notation);
      for (const layer of overview.layers) held += expectFormulasHold(inspector, layer, overview, selection);
    }
    expect(held).toBeGreaterThan(0);
  });

  it.each(goldenNames)('%s: everything is drawn', async (name) => {
    const inspector = await withNotation(goldenText(name), setting);
    for (const { entries } of inspector.sheet().groups) {
      for (const { latex } of entries) {
        render(latex);
        // The definition of dz is a derivative written out.
        const defined = latex.replace(/\\underbrace\{\\frac\{\\partial (?:L|\(m L\))\}/, '');
        if (notation.symbols === 'd') expect(defined).not.toMatch(/\\delta|\\Delta|\^\{l[-+}]|partial L/);
      }
    }
    for (const selection of [{}, { sample: 0 }]) {
      for (const cell of cellsOf(inspector, selection.sample).slice(0, 60)) {
        const { symbol, latex } = inspector.explain(cell, selection, false);
        render(symbol);
        render(latex);
        if (notation.symbols === 'd') expect(latex).not.toMatch(/\\delta|\\Delta|partial L/);
      }
    }
  });
});

/** A proof's formula with its operands' values put in; undefined where it is a general term or has cases. */
function inNumbers({ symbolic, operands }: Proof, samples: number, outputs: number): string | undefined {
  if (/\\sum|cases|\\text|z_\{\\max/.test(symbolic)) return undefined;
  let latex = symbolic
    .replaceAll('\\frac{1}{m}', `\\frac{1}{${samples}}`)
    .replaceAll('\\frac{1}{n}', `\\frac{1}{${outputs}}`);
  for (let start = latex.indexOf('\\class'); start >= 0; start = latex.indexOf('\\class')) {
    const [opening, index] = /^\\class\{operand-(\d+)\}\{/.exec(latex.slice(start))!;
    let end = start + opening.length;
    for (let depth = 1; depth > 0; end++) depth += { '{': 1, '}': -1 }[latex[end]!] ?? 0;
    latex = `${latex.slice(0, start)}(${operands[Number(index)]!.value})${latex.slice(end)}`;
  }
  return latex;
}

it.each(settings)('in the convention %j every proof of a gradient makes its number', async (setting) => {
  let made = 0;
  for (const name of goldenNames) {
    const inspector = await withNotation(goldenText(name), setting);
    const { samples, layers } = inspector.result().network;
    for (const selection of [{}, { sample: samples - 1 }]) {
      for (const cell of cellsOf(inspector, selection.sample)) {
        if (!['parameterGradient', 'delta', 'upstreamGradient'].includes(cell.quantity)) continue;
        const { proof, value } = inspector.explain(cell, selection, false);
        const latex = inNumbers(proof!, samples, layers.at(-1)!.units);
        if (latex === undefined) continue;
        made++;
        const error = Math.abs(latexValue(latex) - value);
        if (!(error <= 1e-12 * Math.max(1, Math.abs(value)))) throw new Error(`${latex} is not ${value}`);
      }
    }
  }
  expect(made).toBeGreaterThan(500);
});

it('samples in columns have a unit before their sample', async () => {
  const inspector = await withNotation(xor, { samples: 'columns' });
  const cell = { quantity: 'delta', layer: 0, row: 3, column: 2 } as const;
  expect(inspector.explain(cell, {}, false).symbol).toBe('\\delta_{34}^{1}');
});

describe('a setting', () => {
  it('has the name of the well-known convention that makes its choices', () => {
    for (const name of conventionNames) expect(nameOfNotation(notationOf(name))).toBe(name);
    expect(nameOfNotation(notationOf({ weights: 'out_in' }))).toBe('pytorch');
    expect(nameOfNotation(notationOf({ symbols: 'd' }))).toBeUndefined();
  });

  it('that says nothing, or something wrong, is the notes’', () => {
    for (const wrong of [undefined, null, 3, 'keras', 'toString', [], { weights: 'in' }, { sampels: 'rows' }])
      expect(notationOf(wrong)).toStrictEqual(notationOf('notes'));
    expect(notationOf({ symbols: 'd', weights: 7 })).toStrictEqual({ ...notationOf('notes'), symbols: 'd' });
  });
});

const xor = {
  layers: [
    {
      type: 'dense',
      weights: [
        [0.5, -0.4, 0.1],
        [-0.3, 0.8, 0.7],
      ],
      biases: [0.1, -0.2, 0],
      activation: 'tanh',
    },
    { type: 'dense', weights: [[0.7], [-0.6], [0.2]], biases: [0.05], activation: 'sigmoid' },
  ],
  loss: 'binary_crossentropy',
  batch: {
    inputs: [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    targets: [[0], [1], [1], [0]],
  },
};

describe('deeplearning.ai’s well-known formulas', () => {
  it('stand beside the layers', async () => {
    const [hidden, output] = (await withNotation(xor, 'deeplearning.ai')).overview({}).layers;
    expect(output!.formulas.delta).toBe('dZ^{[2]} = A^{[2]} - Y');
    expect(output!.formulas.parameterGradients).toStrictEqual({
      weights: 'dW^{[2]} = \\frac{1}{4} dZ^{[2]} (A^{[1]})^{\\mathsf{T}}',
      biases: 'db^{[2]} = \\frac{1}{4} \\textstyle\\sum_k dZ^{[2](k)}',
    });
    expect(hidden!.formulas.delta).toBe(
      "dZ^{[1]} = ((W^{[2]})^{\\mathsf{T}} dZ^{[2]}) \\odot \\sigma'(Z^{[1]})",
    );
  });

  it('stand on the sheet', async () => {
    const inspector = await withNotation(xor, 'deeplearning.ai');
    const all = inspector.sheet().groups.flatMap(({ entries }) => entries.map(({ latex }) => latex));
    expect(all).toContain('z^{[l]} = W^{[l]} a^{[l-1]} + b^{[l]}');
    expect(all).toContain('dz^{[L]} = a^{[L]} - y');
    expect(all).toContain('dW^{[l]} = \\frac{1}{m} dZ^{[l]} (A^{[l-1]})^{\\mathsf{T}}');
    expect(all).toContain('L = \\frac{1}{m} \\sum_k \\ell^{(k)}');
    expect(all).toContain(
      "dz_j^{[l]} = \\Big( \\sum_k w_{kj}^{[l+1]} dz_k^{[l+1]} \\Big) \\cdot \\sigma'(z_j^{[l]})",
    );
  });

  it('are those of one example where one is selected', async () => {
    const inspector = await withNotation(xor, 'deeplearning.ai');
    const [, output] = inspector.overview({ sample: 2 }).layers;
    expect(output!.formulas.delta).toBe('dz^{[2]} = a^{[2]} - y');
    expect(output!.formulas.parameterGradients['weights']).toBe(
      'dW^{[2](3)} = \\frac{1}{4} dz^{[2]} (a^{[1]})^{\\mathsf{T}}',
    );
    expect(output!.parameters[0]!.gradientSymbol).toBe('(dW^{[2](3)})^{\\mathsf{T}}');
  });
});

it('PyTorch’s weights have a row a unit', async () => {
  const inspector = await withNotation(xor, 'pytorch');
  const [, output] = inspector.overview({}).layers;
  expect(output!.formulas.parameterGradients['weights']).toBe(
    '\\partial L / \\partial W^{2} = (\\Delta^{2})^{\\mathsf{T}} A^{1}',
  );
  expect(output!.parameters[0]!.symbol).toBe('(W^{2})^{\\mathsf{T}}');
  const cell = { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 1, column: 2 } as const;
  const { name, symbol, proof } = inspector.explain(cell, {}, false);
  expect(name).toBe('gradient of weight 3,2 in layer 1');
  expect(symbol).toBe('\\frac{\\partial L}{\\partial w_{32}^{1}}');
  expect(proof!.operands.map((operand) => operand.symbol).slice(0, 2)).toStrictEqual([
    'a_{12}^{0}',
    '\\delta_{13}^{1}',
  ]);
});

describe('files', () => {
  const decoded = async (setting: unknown, ref: MatrixRef): Promise<string> =>
    new TextDecoder().decode(await (await withNotation(xor, setting)).encode(ref, 'csv'));
  const weights: MatrixRef = { quantity: 'parameter', layer: 0, parameter: 'weights' };

  it('have matrices as the convention has them', async () => {
    expect(await decoded('notes', weights)).toBe('0.5,-0.4,0.1\n-0.3,0.8,0.7\n');
    expect(await decoded('pytorch', weights)).toBe('0.5,-0.3\n-0.4,0.8\n0.1,0.7\n');
    expect(await decoded('pytorch', { quantity: 'target' })).toBe('0\n1\n1\n0\n');
    expect(await decoded('deeplearning.ai', { quantity: 'target' })).toBe('0,1,1,0\n');
    expect(await decoded('deeplearning.ai', { ...weights, parameter: 'biases' })).toBe('0.1,-0.2,0\n');
  });
});

describe('the batch’s 1/m in front of the gradients', () => {
  const own = { reduction: 'gradients' };

  it('changes no finding', async () => {
    for (const name of goldenNames) {
      const idsOf = async (setting: unknown): Promise<readonly string[]> =>
        (await (await withNotation(goldenText(name), setting)).findings()).findings.map(({ id }) => id);
      expect(await idsOf(own), name).toStrictEqual(await idsOf('notes'));
    }
  });

  it('changes no verdict of a check', async () => {
    const inspector = await withNotation(xor, own);
    const { verdicts } = await inspector.checkGradients(() => undefined, { most: 100, seed: 1 });
    expect(verdicts).toStrictEqual({ pass: 13, fail: 0, kink: 0, precisionLimited: 0 });
    const cell = { quantity: 'delta', layer: 1, row: 2, column: 0 } as const;
    expect((await inspector.check(cell)).verdict).toBe('pass');
  });

  it('changes nothing in a comparison', async () => {
    const reference = reportJsonText((await withNotation(xor, 'notes')).result(), undefined);
    const bytes = new TextEncoder().encode([...reference].join(''));
    const dump = { name: 'mine.json', bytes };
    const usual = await (await withNotation(xor, 'notes')).compare(dump);
    const inspector = await withNotation(xor, own);
    const compared = await inspector.compare(dump);
    expect(compared).toStrictEqual(usual);
    // Asked for again, it is there already.
    expect(await inspector.compare(dump)).toStrictEqual(usual);
  });

  it('says so beside the numbers that it is about', async () => {
    const inspector = await withNotation(xor, own);
    const notesOf = (cell: CellRef): string => inspector.explain(cell, {}, false).notes.join(' ');
    expect(notesOf({ quantity: 'delta', layer: 1, row: 0, column: 0 })).toContain(
      '1/m = 1/4 of the mean over the batch is not in here',
    );
    const weight = {
      quantity: 'parameterGradient',
      layer: 1,
      parameter: 'weights',
      row: 0,
      column: 0,
    } as const;
    expect(notesOf(weight)).toContain('1/m = 1/4 of the mean over the batch stands here');
    expect(inspector.explain(weight, {}, false).proof!.symbolic).toMatch(/^\\frac\{1\}\{m\} \\cdot \(/);
    const upstream: CellRef = { quantity: 'upstreamGradient', layer: 0, row: 0, column: 0 };
    expect(inspector.explain(upstream, {}, false).symbol).toBe(
      '\\frac{\\partial (m L)}{\\partial a_{11}^{1}}',
    );
  });
});

it('a run after a change of the convention is the whole run', async () => {
  for (const name of goldenNames) {
    const inspector = await withNotation(goldenText(name), 'notes');
    for (const setting of ['deeplearning.ai', 'notes']) {
      const notation = notationOf(setting);
      const options = { agreed: 0, arithmetic: 'strict', threads: 0, notation } as const;
      await inspector.run(goldenText(name), 'test', () => undefined, options);
      const fresh = (await withNotation(goldenText(name), setting)).result();
      const { backward } = inspector.result();
      expect(backward.deltas, name).toStrictEqual(fresh.backward.deltas);
      expect(backward.parameterGradients, name).toStrictEqual(fresh.backward.parameterGradients);
    }
  }
});
