/** New models to start from: a task, the sizes of the layers, and numbers drawn for them. */
import * as l10n from '@vscode/l10n';
import { seededRandom } from '../engine/random';

export type TemplateName = 'regression' | 'binaryClassification' | 'classification' | 'notes';

interface Template {
  readonly hidden: string;
  readonly output: string;
  readonly loss: string;
  readonly samples: number;
  /** One sample's targets, of so many outputs. */
  readonly target: (outputs: number, random: () => number) => string;
  /** For whoever reads the file. */
  readonly comment: () => string;
}

const list = (length: number, number: () => string): string =>
  `[${Array.from({ length }, number).join(', ')}]`;
const decimals = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

const templates: Readonly<Record<TemplateName, Template>> = {
  regression: {
    hidden: 'tanh',
    output: 'linear',
    loss: 'mean_squared_error',
    samples: 4,
    target: (outputs, random) => list(outputs, () => decimals(2 * random() - 1, 2)),
    comment: () => l10n.t('Regression: outputs of any size, judged by their squared error.'),
  },
  binaryClassification: {
    hidden: 'relu',
    output: 'sigmoid',
    loss: 'binary_crossentropy',
    samples: 4,
    target: (outputs, random) => list(outputs, () => decimals(random(), 0)),
    comment: () => l10n.t('Yes or no: each output is a probability, each target 0 or 1.'),
  },
  classification: {
    hidden: 'relu',
    output: 'softmax',
    loss: 'sparse_categorical_crossentropy',
    samples: 4,
    target: (outputs, random) => String(Math.floor(random() * outputs)),
    comment: () =>
      l10n.t(
        'One of several classes: the outputs are probabilities that sum to 1, a target is the index of its class.',
      ),
  },
  notes: {
    hidden: 'sigmoid',
    output: 'sigmoid',
    loss: 'half_squared_error',
    samples: 1,
    target: (outputs, random) => list(outputs, () => decimals(random(), 2)),
    comment: () => l10n.t('As in lecture notes: sigmoids, half the squared error, one sample.'),
  },
};

export const templateNames = Object.keys(templates) as readonly TemplateName[];

/** So many numbers may a new model have: what a person writes a file for, not a data set. */
const MOST_PARAMETERS = 100_000;

/**
 * Sizes of inputs, hidden layers and outputs: "2, 3, 1", "2-3-1", "2 → 3 → 1".
 * @returns undefined where it is none, or more than a file is written for.
 */
export function readSizes(text: string): readonly number[] | undefined {
  if (!/^\s*\d+(?:\s*(?:[,;x×→-]|->|\s)\s*\d+)+\s*$/.test(text)) return undefined;
  const sizes = text.match(/\d+/g)!.map(Number);
  const parameters = sizes.slice(1).reduce((total, units, i) => total + (sizes[i]! + 1) * units, 0);
  return sizes.every((size) => size > 0) && parameters <= MOST_PARAMETERS ? sizes : undefined;
}

/**
 * The text of a model.
 * @param sizes of inputs, hidden layers and outputs, at least two.
 * @param seed another one draws other numbers.
 */
export function templateText(name: TemplateName, sizes: readonly number[], seed = 1): string {
  const { hidden, output, loss, samples, target, comment } = templates[name];
  const random = seededRandom(seed);
  const layers = sizes.slice(1).map((units, i) => {
    const isLast = i === sizes.length - 2;
    const activation = isLast ? output : hidden;
    const width = spread(activation, sizes[i]!, units);
    const weight = (): string => decimals((2 * random() - 1) * width, 4);
    const rows = Array.from({ length: sizes[i]! }, () => list(units, weight));
    return `    {
      "type": "dense",
      "name": "${isLast ? 'output' : `hidden${sizes.length === 3 ? '' : ` ${i + 1}`}`}",
      "activation": "${activation}",
      "weights": [
        ${rows.join(',\n        ')}
      ],
      "biases": ${list(units, () => '0')}
    }`;
  });
  const inputs = Array.from({ length: samples }, () => list(sizes[0]!, () => decimals(2 * random() - 1, 2)));
  const targets = Array.from({ length: samples }, () => target(sizes.at(-1)!, random));
  const origin =
    hidden === 'relu'
      ? l10n.t('The weights are drawn, as He and others do for relu (2015): put your own in their place.')
      : l10n.t('The weights are drawn, as Glorot and Bengio do (2010): put your own in their place.');
  return `// ${comment()}
// ${origin}
{
  "name": "${sizes.join('-')}",
  "layers": [
${layers.join(',\n')}
  ],
  "loss": "${loss}",
  "batch": {
    "inputs": [
      ${inputs.join(',\n      ')}
    ],
    "targets": [
      ${targets.join(',\n      ')}
    ]
  }
}
`;
}

/**
 * Weights are drawn evenly from ±√(6/fan in) before relu (He and others, "Delving Deep into Rectifiers", 2015), else from
 * ±√(6/(fan in + fan out)) (Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks",
 * 2010).
 */
function spread(activation: string, fanIn: number, fanOut: number): number {
  return Math.sqrt(6 / (activation === 'relu' ? fanIn : fanIn + fanOut));
}
