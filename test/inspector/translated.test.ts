/** Every word of the inspector can be translated: in a language of brackets, none stands outside of them. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { activations } from '../../src/engine/activations';
import { layers } from '../../src/engine/layers';
import { losses } from '../../src/engine/losses';
import { notations } from '../../src/engine/notation';
import { mistakes } from '../../src/inspector/comparison/mistakes';
import type { HoverView } from '../../src/inspector/hover/hoverView';
import { Inspector } from '../../src/inspector/inspector';
import { Language } from '../../src/inspector/language';
import { mistakeTitle } from '../../src/inspector/naming';
import type { CellRef, Explanation, Notation, Overview, RunOptions } from '../../src/inspector/views';
import { foreignWords, speakBrackets } from '../packaging/pseudoLanguage';
import { type DenseLayer, dense } from './health/findingsOf';
import { cellsOf, goldenNames, goldenText, inspectorOf } from './inspectorOf';

beforeAll(speakBrackets);

/** Symbols and identifiers that are the same in every language. */
const SAME = [
  ...['max', 'NaN', 'Infinity', 'float'],
  ...[activations, losses, layers].flatMap((rules) => Object.keys(rules)),
];

/** Those of the texts that say something in no brackets, but for the model's own words. */
function foreign(texts: readonly string[], model: string): readonly string[] {
  return [...new Set(texts)].filter((text) => foreignWords(text, [...SAME, model]).length > 0);
}

/** Without its formulas. */
function ofOverview({ loss, layers: views }: Overview): readonly string[] {
  return [loss, ...views.map(({ activation }) => activation)].flatMap((rule) => [
    rule.title,
    rule.documentation,
  ]);
}

function ofExplanation({ name, context, notes, goTo, markdown }: Explanation): readonly string[] {
  const withoutFormulas = markdown.replaceAll(/\$\$.*?\$\$/gs, '');
  return [name, context, ...notes, ...(goTo === undefined ? [] : [goTo.label]), withoutFormulas];
}

function ofHover({ parts }: HoverView): readonly string[] {
  return parts.flatMap((part) => {
    switch (part.kind) {
      case 'title':
      case 'text':
        return part.text;
      case 'value':
        return part.name;
      case 'picture':
        return [part.words, ...(part.svg ?? '').split(/<[^>]*>/)];
      case 'formula':
        return [];
    }
  });
}

/** Explanations of the first cells of every matrix: the others differ by their numbers alone. */
function someCells(inspector: Inspector, sample?: number): readonly CellRef[] {
  return cellsOf(inspector, sample).filter(({ row, column }) => (sample ?? row) < 3 && column < 3);
}

/** Offsets in each value of the text, up to where numbers only go on. */
function valuesIn(text: string): readonly number[] {
  return [...text.matchAll(/"\w+"|-?\d[\d.e-]*/g)].slice(0, 200).map(({ index }) => index + 1);
}

function hoversOf(inspector: Inspector, text: string): readonly HoverView[] {
  return valuesIn(text).flatMap((offset) => inspector.hover(offset, text) ?? []);
}

/** What is told of a text that was never run. */
function toldBeforeRun(text: string, notation: Notation): readonly string[] {
  const language = new Language();
  const hovers = valuesIn(text).flatMap((offset) => language.hover(text, offset, notation) ?? []);
  expect(hovers.length).toBeGreaterThan(1);
  return [
    ...language.shapeHints(text).flatMap(({ label, tooltip }) => [label, tooltip]),
    ...hovers.flatMap(ofHover),
  ];
}

/** Everything that is told of a run. */
async function toldOf(inspector: Inspector, text: string): Promise<readonly string[]> {
  const { samples } = inspector.overview({});
  const { findings } = await inspector.findings();
  const placed = await inspector.placedFindings();
  await inspector.checkGradients(() => undefined, { most: 30, seed: 1 });
  return [
    ...ofOverview(inspector.overview({})),
    ...[undefined, samples - 1].flatMap((sample) =>
      someCells(inspector, sample).flatMap((cell) =>
        ofExplanation(inspector.explain(cell, { sample }, false)),
      ),
    ),
    ...inspector
      .sheet()
      .groups.flatMap(({ title, entries }) => [title, ...entries.flatMap(({ note }) => note ?? [])]),
    ...findings.flatMap(({ title, sentence }) => [title, sentence]),
    ...placed.findings.flatMap(({ documentation, related }) => [
      documentation,
      ...related.map(({ message }) => message),
    ]),
    ...inspector.hints(text).flatMap(({ label, tooltip }) => [label, tooltip]),
    ...hoversOf(inspector, text).flatMap(ofHover),
    inspector.runTable(),
    inspector.checkTable() ?? '',
  ];
}

/** What is told in no brackets, but for the names of the model and its layers. */
async function foreignIn(text: string, runOptions?: RunOptions): Promise<readonly string[]> {
  const inspector = await inspectorOf(text, runOptions);
  const { name, layers: views, notation } = inspector.overview({});
  const names = [name, ...views.map((view) => view.name)].join(' ');
  const told = [...toldBeforeRun(text, notation), ...(await toldOf(inspector, text))];
  return foreign(told, `${text} ${names}`);
}

const example = (name: string): string => readFileSync(`examples/${name}.backprop.json`, 'utf8');
const EXAMPLES = ['notes-2-3-1', 'mazur-2-2-2', 'xor', 'dead-relu', 'vanishing-10-layers', 'digits'];

const options = (notation: keyof typeof notations): RunOptions => ({
  ...{ agreed: 0, arithmetic: 'strict', threads: 0 },
  notation: notations[notation],
});

const chain = (weights: readonly number[], activation = 'linear'): object =>
  dense(
    weights.map((w): DenseLayer => ({ weights: [[w]], activation })),
    [[1]],
    [[7]],
  );
const output: DenseLayer = { weights: [[1], [2]] };
const softmax: DenseLayer = { weights: [[0, 0]], activation: 'softmax' };

/** Models of which something is said that is said of no example. */
const SPECIAL: Readonly<Record<string, object>> = {
  'a vanishing gradient': chain([1, 0.001]),
  'weights that lead nothing back': chain([1, 0]),
  'an exploding gradient': chain([1, 2000]),
  'a gradient that a Jacobian stops': dense(
    [{ weights: [[9, -9]], activation: 'softmax' }, output],
    [[1]],
    [[9]],
  ),
  'saturated units': dense([{ weights: [[9]], activation: 'sigmoid' }, { weights: [[2]] }], [[1]], [[7]]),
  'dead softmax units': dense([softmax, { weights: [[1], [1]] }], [[1]], [[9]]),
  'a flat loss': dense([output], [[1, 2]], [[5]]),
  'inputs of 0': dense(
    [output],
    [
      [0, 1],
      [0, 2],
    ],
    [[9], [9]],
  ),
  'two inputs of 0': dense([{ weights: [[1], [2], [3]] }], [[0, 0, 1]], [[9]]),
  'products that cancel': dense([{ weights: [[1]] }], [[1], [-1]], [[2], [0]]),
  'two such rows': dense(
    [output],
    [
      [1, 1],
      [-1, -1],
    ],
    [[4], [-2]],
  ),
  'no parameters': {
    layers: [{ type: 'activation', activation: 'relu' }],
    batch: { inputs: [[1]], targets: [[9]] },
  },
  'cancelling samples': dense(
    [{ weights: [[0], [0]] }],
    [
      [1, 0],
      [-1, 0],
      [0, 1],
    ],
    [[2], [1], [1]],
  ),
  'cancelling samples without a mean': dense([{ weights: [[0]] }], [[1], [-1]], [[1], [1]]),
  'many samples': dense(
    [{ weights: [[0]] }],
    Array.from({ length: 200 }, (_, k) => [k % 2 === 0 ? 1 : -1]),
    Array.from({ length: 200 }, () => [1]),
  ),
  'a collapsed rank': dense(
    [
      { weights: [[0, 0]] },
      {
        weights: [
          [1, 1],
          [0, 0],
        ],
      },
    ],
    [[1], [1]],
    [
      [-1, 0],
      [0, -1],
    ],
  ),
  'a rank that slopes collapse': dense(
    [
      { weights: [[0, 0]], biases: [1, -1], activation: 'relu' },
      {
        weights: [
          [1, 1],
          [1, -1],
        ],
        biases: [-1, -1],
      },
    ],
    [[1], [1]],
    [
      [-1, 0],
      [0, -1],
    ],
  ),
  'an overflow': dense([{ weights: [[3]] }, { weights: [[1e200]] }], [[1e200], [1]], [[1], [1]]),
  'NaN in the file': dense([{ weights: [['NaN']], activation: 'relu' }], [[1]], [[1]]),
  'a layer that nothing reads': {
    layers: [
      { type: 'dense', name: 'spare', weights: [[1]] },
      { type: 'dense', name: 'output', weights: [[1]], biases: [0], inputs: ['inputs'] },
    ],
    batch: { inputs: [[1]], targets: [[9]] },
  },
  'kinks, in float32': {
    dtype: 'float32',
    layers: [{ type: 'dense', weights: [[0]], activation: 'relu' }],
    loss: 'mae',
    batch: { inputs: [[1]], targets: [[0]] },
  },
  'probabilities of logits': {
    layers: [{ type: 'dense', weights: [[1, 2, 3]] }],
    loss: { type: 'sparse_categorical_crossentropy', from_logits: true },
    batch: { inputs: [[1], [2]], targets: [0, 2] },
  },
  'labels of 0 and 1': {
    layers: [{ type: 'dense', weights: [[1]] }],
    loss: 'hinge',
    batch: { inputs: [[1], [2]], targets: [[0], [1]] },
  },
};

describe('what is told of a run', () => {
  it.each(EXAMPLES)('of the example %s', async (name) => {
    const text = example(name);
    expect(await foreignIn(text)).toEqual([]);
  });

  it.each(goldenNames)('of the golden model %s', async (name) => {
    const text = goldenText(name);
    expect(await foreignIn(text)).toEqual([]);
  });

  it.each(Object.entries(SPECIAL))('of %s', async (_, model) => {
    const text = JSON.stringify(model, undefined, 2);
    expect(await foreignIn(text)).toEqual([]);
  });

  it.each(['pytorch', 'deeplearning.ai'] as const)('in the notation of %s', async (notation) => {
    for (const model of [example('xor'), ...Object.values(SPECIAL)]) {
      const text = typeof model === 'string' ? model : JSON.stringify(model);
      expect(await foreignIn(text, options(notation))).toEqual([]);
    }
  });
});

it('what mistakes are called', () => {
  const ids = Object.keys(mistakes) as readonly (keyof typeof mistakes)[];
  expect(foreign(ids.map(mistakeTitle), '')).toEqual([]);
});

describe('what is refused', () => {
  const weight = { quantity: 'parameter', layer: 0, parameter: 'weights', row: 0, column: 0 } as const;
  const target = { quantity: 'target', row: 0, column: 0 } as const;
  it.each<[string, object, CellRef, number]>([
    ['a computed number', SPECIAL['an overflow']!, { quantity: 'loss', row: 0, column: 0 }, 1],
    ['NaN', SPECIAL['an overflow']!, weight, NaN],
    ['what float32 cannot hold', SPECIAL['kinks, in float32']!, weight, 1e200],
    ['half a class', SPECIAL['probabilities of logits']!, target, 0.5],
    ['half a label', SPECIAL['labels of 0 and 1']!, target, 0.5],
  ])('%s', async (_, model, cell, value) => {
    const inspector = await inspectorOf(model);
    const reason: unknown = await inspector.change(cell, value).catch((error: unknown) => error);
    expect(foreign([(reason as Error).message], '')).toEqual([]);
    expect((reason as Error).message).toContain('⟦');
  });

  it('a matrix that is too large for a document', async () => {
    const row = Array<number>(10_001).fill(0);
    const inspector = await inspectorOf(dense([{ weights: [row] }], [[1]], [row]));
    const matrix = { quantity: 'parameter', layer: 0, parameter: 'weights' } as const;
    await expect(inspector.encode(matrix, 'latex')).rejects.toThrow(/^⟦LaTeX.*CSV\.⟧$/);
  });

  it('any view before a run', () => {
    const inspector = new Inspector({ now: () => 0, pause: () => Promise.resolve() });
    expect(() => inspector.overview({})).toThrow(/^⟦[^⟦⟧]*⟧$/);
  });
});
