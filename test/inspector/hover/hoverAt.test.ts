/** What a hover says of every number and rule of a text. */
import { describe, expect, it } from 'vitest';
import type { HoverView } from '../../../src/inspector/hover/hoverView';
import { readCell } from '../../../src/engine/cells';
import { notationOf } from '../../../src/inspector/convention';
import { readFileSync } from 'node:fs';
import { goldenNames, goldenText, inspectorOf } from '../inspectorOf';

const example = (name: string): string => readFileSync(`examples/${name}.backprop.json`, 'utf8');

async function hoverOn(text: string, word: string, inside = 1): Promise<HoverView | undefined> {
  return (await inspectorOf(text)).hover(text.indexOf(word) + inside, text);
}

function values(hover: HoverView | undefined): Readonly<Record<string, number>> {
  return Object.fromEntries(
    (hover?.parts ?? []).flatMap((part) => (part.kind === 'value' ? [[part.name, part.value]] : [])),
  );
}

const title = (hover: HoverView | undefined): string | undefined =>
  hover?.parts.flatMap((part) => (part.kind === 'title' ? [part.text] : []))[0];

const formulas = (hover: HoverView | undefined): readonly string[] =>
  (hover?.parts ?? []).flatMap((part) => (part.kind === 'formula' ? [part.latex] : []));

describe('on a parameter', () => {
  const text = example('notes-2-3-1');

  it('are its value, its gradient and how that was made, of exactly that number', async () => {
    const hover = await hoverOn(text, '-0.4');
    const inspector = await inspectorOf(text);
    const cell = { quantity: 'parameter', layer: 0, parameter: 'weights', row: 0, column: 1 } as const;
    expect(hover?.cell).toEqual(cell);
    expect(text.slice(hover!.span.start, hover!.span.end)).toBe('-0.4');
    expect(title(hover)).toBe('weight 1,2 in layer 1 · hidden');
    expect(values(hover)).toEqual({
      'w₁₂¹': -0.4,
      '∂L/∂w₁₂¹': readCell(inspector.result(), { ...cell, quantity: 'parameterGradient' }),
    });
    expect(formulas(hover)).toEqual([
      inspector.explain({ ...cell, quantity: 'parameterGradient' }, {}, false).latex,
    ]);
  });

  it('says what a long sum leaves out', async () => {
    const digits = example('digits');
    const hover = await hoverOn(digits, '"biases"', '"biases": ['.length);
    expect(title(hover)).toMatch(/^bias 1 in layer 1/);
    expect(JSON.stringify(hover?.parts)).toContain('⋯ stands for');
  });
});

interface Model {
  readonly dtype?: string;
  readonly batch: { readonly inputs: number[][]; readonly targets: number[][] };
}

/** Of the first input or target: the hover, and the slope of the loss by central differences. */
async function firstOf(
  text: string,
  key: keyof Model['batch'],
): Promise<{ readonly hover: HoverView | undefined; readonly given: number; readonly numeric: number }> {
  const start = text.indexOf(`"${key}"`, text.indexOf('"batch"'));
  const hover = (await inspectorOf(text)).hover(text.slice(start).search(/[-\d]/) + start, text);
  const step = 1e-5;
  const lossWith = async (by: number): Promise<number> => {
    const model = JSON.parse(text) as Model;
    model.batch[key][0]![0]! += by;
    return (await inspectorOf(model)).overview({}).loss.value;
  };
  return {
    hover,
    given: (JSON.parse(text) as Model).batch[key][0]![0]!,
    numeric: ((await lossWith(step)) - (await lossWith(-step))) / (2 * step),
  };
}

const small = goldenNames.filter((name) => {
  const text = goldenText(name);
  return text.length < 20_000 && (JSON.parse(text) as Model).dtype !== 'float32';
});

describe('on an input', () => {
  it.each(small.slice(0, 8))('is ∂L/∂x as central differences have it: %s', async (name) => {
    const { hover, given, numeric } = await firstOf(goldenText(name), 'inputs');
    expect(hover?.cell).toEqual({ quantity: 'input', row: 0, column: 0 });
    expect(Object.values(values(hover))[0]).toBe(given);
    expect(Object.values(values(hover))[1]).toBeCloseTo(numeric, 6);
  });
});

describe('on a target', () => {
  /** Where all targets are 0 or 1 a hinge reads them as −1 and 1: no number of its own changes a little. */
  const isOwn = (name: string): boolean => {
    const { targets } = (JSON.parse(goldenText(name)) as Model).batch;
    const isLabels = targets.every((row) => Array.isArray(row) && row.every((y) => y === 0 || y === 1));
    return Array.isArray(targets[0]) && !(goldenText(name).includes('hinge') && isLabels);
  };

  it.each(small.filter(isOwn))('is ∂L/∂y as central differences have it: %s', async (name) => {
    const { hover, given, numeric } = await firstOf(goldenText(name), 'targets');
    expect(hover?.cell).toEqual({ quantity: 'target', row: 0, column: 0 });
    const [value, gradient] = Object.values(values(hover));
    expect(value).toBe(given);
    expect(Math.abs(gradient! - numeric)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(numeric)));
    expect(Object.keys(values(hover))[1]).toMatch(/^∂L\/∂y₁₁?$/);
  });

  it.each([
    ['notes', '∂L/∂y₁₂', '\\frac{\\partial L}{\\partial y_{12}}', 'y_{12} - a_{12}^{1}'],
    ['pytorch', '∂L/∂y₁₂', '\\frac{\\partial L}{\\partial y_{12}}', 'y_{12} - a_{12}^{1}'],
    ['deeplearning.ai', 'dy₂⁽¹⁾', 'dy_{2}^{(1)}', 'y_{2}^{(1)} - a_{2}^{[1](1)}'],
    [{ samples: 'columns' }, '∂L/∂y₂₁', '\\frac{\\partial L}{\\partial y_{21}}', 'y_{21} - a_{21}^{1}'],
    [{ reduction: 'gradients' }, '∂L/∂y₁₂', '\\frac{\\partial L}{\\partial y_{12}}', 'y_{12} - a_{12}^{1}'],
  ] as const)('is written in the convention %j, with all of 1/m', async (setting, name, symbol, error) => {
    const text = JSON.stringify({
      layers: [{ type: 'dense', weights: [[0.5, 2]] }],
      loss: 'mse',
      batch: {
        inputs: [[1], [2]],
        targets: [
          [0.25, 3],
          [1, 0],
        ],
      },
    });
    const notation = notationOf(setting);
    const inspector = await inspectorOf(text, { agreed: 0, arithmetic: 'strict', threads: 0, notation });
    const hover = inspector.hover(text.indexOf('0.25,3') + 5, text);
    // L = ½ · ½ Σ (a − y)².
    expect(values(hover)).toMatchObject({ [name]: 0.25 * 2 * (3 - 2) });
    expect(formulas(hover)[0]).toBe(
      `\\begin{aligned} ${symbol} &= \\frac{1}{m} \\cdot \\frac{1}{n} \\cdot 2 \\cdot (${error}) \\\\ &= \\frac{1}{2} \\cdot \\frac{1}{2} \\cdot 2 \\cdot (3 - 2) \\\\ &= 0.5 \\end{aligned}`,
    );
  });

  it('that is a label is that of the y that the loss reads, with a word on it', async () => {
    const text = JSON.stringify({
      layers: [{ type: 'dense', weights: [[0.5]] }],
      loss: 'hinge',
      batch: { inputs: [[1]], targets: [[0]] },
    });
    const hover = await hoverOn(text, '[[0]]', 2);
    expect(values(hover)).toEqual({ 'y₁': -1, '∂L/∂y₁': -0.5, '∂L/∂a₁¹': 1 });
    expect(hover?.parts[2]).toEqual({
      kind: 'text',
      text: 'All targets are 0 or 1, so they are read as −1 and +1: y = 2t − 1.',
    });
    const signed = text.replace('[[0]]', '[[-1]]');
    const own = await hoverOn(signed, '[[-1]]', 2);
    expect(values(own)).toEqual(values(hover));
    expect(JSON.stringify(own)).not.toContain('are read as');
  });

  it('and the derivative at its output', async () => {
    const hover = await hoverOn(example('notes-2-3-1'), '0.99');
    const inspector = await inspectorOf(example('notes-2-3-1'));
    const derivative = readCell(inspector.result(), {
      quantity: 'upstreamGradient',
      layer: 1,
      row: 0,
      column: 0,
    });
    expect(values(hover)).toEqual({ 'y₁': 0.99, '∂L/∂y₁': -derivative, '∂L/∂a₁²': derivative });
  });

  it('that is a class is the derivative of that class’s unit', async () => {
    const model = {
      layers: [{ type: 'dense', weights: [[0.1, 0.2, 0.3]], activation: 'softmax' }],
      loss: 'sparse_categorical_crossentropy',
      batch: { inputs: [[1], [2]], targets: [2, 0] },
    };
    const text = JSON.stringify(model);
    const hover = await hoverOn(text, '[2,0]');
    const inspector = await inspectorOf(text);
    const delta = readCell(inspector.result(), { quantity: 'delta', layer: 0, row: 0, column: 2 });
    expect(values(hover)).toEqual({ class: 2, 'δ₁₃¹': delta });
    expect(delta).toBeLessThan(0);
  });
});

describe('on a rule', () => {
  const text = example('notes-2-3-1');

  it('are definition, derivative and where z lies, of an activation', async () => {
    const hover = await hoverOn(text, '"sigmoid"');
    expect(title(hover)).toBe('sigmoid · layer 1 hidden');
    expect(formulas(hover)).toEqual([
      'a^{1} = \\sigma(z^{1}) = \\frac{1}{1 + e^{-z^{1}}}',
      "\\sigma'(z^{1}) = a^{1} \\cdot (1 - a^{1})",
    ]);
    const [plot] = hover!.parts.flatMap((part) => (part.kind === 'picture' ? [part] : []));
    expect(plot?.words).toBe('sigmoid and its slope, over the 3 z of this layer from −0.110 to 0.133');
  });

  it('is the same for an activation with parameters', async () => {
    const model = {
      layers: [{ type: 'dense', weights: [[1]], activation: { type: 'leaky_relu', negative_slope: 0.25 } }],
      batch: { inputs: [[1]], targets: [[1]] },
    };
    const json = JSON.stringify(model);
    const hover = await hoverOn(json, '"leaky_relu"');
    expect(title(hover)).toMatch(/^leaky ReLU · layer 1/);
    expect(formulas(hover).join()).toContain('0.25');
  });

  it('is a Jacobian for a softmax', async () => {
    const hover = await hoverOn(example('digits'), '"softmax"');
    expect(formulas(hover)).toHaveLength(2);
    expect(hover?.parts.some(({ kind }) => kind === 'picture')).toBe(false);
  });

  it('are z, δ and the gradients of a layer', async () => {
    const hover = await hoverOn(text, '"hidden"');
    expect(title(hover)).toBe('layer 1 hidden · dense, 2 → 3');
    expect(formulas(hover)).toHaveLength(4);
    expect(formulas(hover)[0]).toBe('z^{1} = (W^{1})^{\\mathsf{T}} a^{0} + b^{1}');
    expect(Object.keys(values(hover))).toEqual(['‖δ‖', 'max |∂L/∂W|', 'max |∂L/∂b|']);
  });

  it('are the formula, the derivative and the value of the loss', async () => {
    const hover = await hoverOn(text, '"half_squared_error"');
    expect(formulas(hover)[1]).toBe('\\frac{\\partial \\ell}{\\partial a^{2}} = a^{2} - y');
    expect(values(hover)).toHaveProperty('L');
    expect(hover?.cell).toBeUndefined();
  });
});

it('there is none on keys, other values, and numbers that the run does not have', async () => {
  const text = example('notes-2-3-1');
  const inspector = await inspectorOf(text);
  for (const word of ['"weights"', '"notes 2-3-1"', '3,\n', '// The network'])
    expect(inspector.hover(text.indexOf(word), text), word).toBeUndefined();
  const longer = text.replace('[0.25, 0.1, -0.2]', '[0.25, 0.1, -0.2], [7, 8, 9]');
  expect(inspector.hover(longer.indexOf('[7, 8') + 1, longer)).toBeUndefined();
});

it('is there for every number, activation and loss of the golden networks', async () => {
  for (const name of goldenNames.filter((golden) => goldenText(golden).length < 6000)) {
    const text = goldenText(name);
    const inspector = await inspectorOf(text);
    const told = new Set<string>();
    for (const { index, 0: token } of text.matchAll(/-?\d[\d.e+-]*|"\w+"(?!\s*:)/g)) {
      const hover = inspector.hover(index, text);
      if (hover === undefined) continue;
      told.add(hover.cell?.quantity ?? token);
      for (const [key, value] of Object.entries(values(hover))) {
        expect(typeof value, `${name}, ${token}: ${key}`).toBe('number');
      }
      expect(formulas(hover).join(), `${name}, ${token}`).not.toMatch(/undefined|NaN,/);
    }
    for (const quantity of ['input', 'target', 'parameter']) expect(told, name).toContain(quantity);
    expect(told.size, name).toBeGreaterThan(4);
  }
}, 60_000);
