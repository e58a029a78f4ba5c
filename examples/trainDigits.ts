/** Trains the classifier of examples/digits.backprop.json and writes that file: `npx tsx examples/trainDigits.ts`. */
import { writeFileSync } from 'node:fs';
import { accuracyOf, classify, rounded, seededRandom, train, untrained } from './training/classifier';
import { loadDigits, side } from './training/digits';
import { digitsModelText } from './training/modelText';

const random = seededRandom(2015);
const { training, heldOut } = loadDigits();
const layers = rounded(
  train(
    untrained([side * side, 48, 10], random),
    training,
    { epochs: 20, batchSize: 64, learningRate: 0.01, decay: 0.02 },
    random,
  ),
  3,
);

const accuracy = { training: accuracyOf(layers, training), heldOut: accuracyOf(layers, heldOut) };
const found = classify(layers, heldOut);
const ofEachClass = Array.from({ length: 10 }, (_, label) =>
  heldOut.findIndex((digit) => digit.label === label),
);
// Two mistakes make the batch more telling: their δ is large.
const mistaken = heldOut.flatMap((digit, k) =>
  digit.label !== found[k] && !ofEachClass.includes(k) ? [k] : [],
);
const batch = [...ofEachClass, ...mistaken.slice(0, 2)].map((k) => heldOut[k]!);

writeFileSync(
  new URL('digits.backprop.json', import.meta.url),
  digitsModelText(layers, batch, accuracy, { training: training.length, heldOut: heldOut.length }),
);
console.log(`training ${accuracy.training}, held out ${accuracy.heldOut}`);
