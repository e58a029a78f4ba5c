/** What an array's name says: a quantity, whether a gradient, a layer by number or by name. */
import type { Network } from '../../../engine/network';
import { givenName } from '../arrayNames';

/** What a word stands for by itself; weights and biases may be meant themselves or their gradients. */
type Subject = 'weights' | 'biases' | 'z' | 'a' | 'delta';

export interface ArrayName {
  readonly subject: Subject | undefined;
  /** Whether it says that a gradient is meant. */
  readonly isGradient: boolean;
  /** The last number in it. */
  readonly number: number | undefined;
  /** Whether that number is an index by itself, as in `layers.0.dW`, not a part of a word, as in `dW1`. */
  readonly isIndex: boolean;
  /** A module of PyTorch by its index, as `0.weight` or `layers.2.bias`: activations count as modules too. */
  readonly isModule: boolean;
  /** The layer whose own name stands in it. */
  readonly layer: number | undefined;
}

/** Words in small letters → what they say. */
const subjects: ReadonlyMap<string, Subject> = new Map([
  ...wordsFor('weights', 'w', 'dw', 'weight', 'weights', 'kernel', 'kernels', 'theta'),
  ...wordsFor('biases', 'b', 'db', 'bias', 'biases'),
  ...wordsFor('z', 'z', 'dz', 'preactivation', 'preactivations', 'logit', 'logits'),
  ...wordsFor('a', 'a', 'da', 'activation', 'activations', 'act', 'h', 'dh'),
  ...wordsFor('delta', 'delta', 'deltas', 'δ'),
]);

const gradientWords: ReadonlySet<string> = new Set([
  'd',
  'dw',
  'db',
  'dz',
  'da',
  'dh',
  'grad',
  'grads',
  'gradient',
  'gradients',
  'nabla',
  '∇',
  '∂',
]);

/** `dL_dW`, `∂L/∂W`, `dJdb`: over a loss that is called L, J, C or E. */
const overLoss = /[d∂](?:[LJCE]|loss|cost)[\s_/]*[d∂](?=[A-Za-z])/g;

/** Reads an array's name; layers of the network are found in it by their own names. */
export function readArrayName(name: string, network: Network): ArrayName {
  const given = givenName(name)
    .replace(/:0$/, '')
    .replace(/pre[\s_-]*activation/gi, 'preactivation');
  const words = wordsOf(given.replace(overLoss, ' grad '));
  const layer = layerNamedIn(words, network);
  const rest = layer === undefined ? words : without(words, wordsOf(network.layers[layer]!.name));
  const said = rest.flatMap((word) => subjects.get(word) ?? []);
  // "delta W" is a gradient of W as others call it, "gradient of the activation" one of a.
  const subject = said.find((word) => word === 'weights' || word === 'biases') ?? said.at(-1);
  return {
    subject,
    isGradient:
      rest.some((word) => gradientWords.has(word)) || (subject !== 'delta' && said.includes('delta')),
    number: words
      .filter((word) => /^\d/.test(word))
      .map(Number)
      .at(-1),
    isIndex: /(?:^|\.)\d+(?=\.|$)\D*$/.test(given),
    isModule: /(?:^|\.)\d+\.(?:weight|bias)/.test(given),
    layer,
  };
}

/** `W1_grad` → w, 1, grad; `dW1` → dw, 1; `fc1.weight` → fc, 1, weight. */
function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/([dδ∂∇])(?=[A-Z](?![a-z]))/g, '$1 ')
    .match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[δ∂∇]/g);
  return (words ?? []).map((word) => word.toLowerCase());
}

/** The layer whose name, word for word, stands in these words; of several the longest. */
function layerNamedIn(words: readonly string[], network: Network): number | undefined {
  const named = network.layers
    .map(({ index, name }) => ({ index, words: wordsOf(name) }))
    // A layer that is called "w" or "2" would be found everywhere.
    .filter((layer) => layer.words.some((word) => !subjects.has(word) && !/^\d/.test(word)))
    .filter((layer) => placeOf(layer.words, words) !== -1);
  return named.reduce<(typeof named)[number] | undefined>(
    (longest, layer) => (layer.words.length > (longest?.words.length ?? 0) ? layer : longest),
    undefined,
  )?.index;
}

function without(words: readonly string[], left: readonly string[]): readonly string[] {
  const place = placeOf(left, words);
  return words.toSpliced(place, left.length);
}

/** Where some words stand among others; -1 where they do not. */
function placeOf(some: readonly string[], words: readonly string[]): number {
  return words.findIndex((_, i) => some.every((word, k) => words[i + k] === word));
}

function wordsFor(subject: Subject, ...words: readonly string[]): readonly (readonly [string, Subject])[] {
  return words.map((word) => [word, subject] as const);
}
