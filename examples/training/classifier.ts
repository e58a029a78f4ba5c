/** A dense classifier of digits on our own engine: its specification, its accuracy, and its training by Adam. */
import { complete } from '../../src/engine/computation';
import { buildNetwork, type LayerSpec, type NetworkSpec } from '../../src/engine/network';
import { run } from '../../src/engine/run';
import type { Numbers, Tensor } from '../../src/engine/tensor';
import type { Digit } from './digits';

const classes = 10;

/** The layers' specification with a batch of digits. */
function networkOf(layers: readonly LayerSpec[], digits: readonly Digit[]): NetworkSpec {
  const width = digits[0]!.pixels.length;
  const inputs = { shape: [digits.length, width], data: Float64Array.from(digits.flatMap((d) => d.pixels)) };
  const targets = { shape: [digits.length, 1], data: Float64Array.from(digits, (d) => d.label) };
  return {
    name: 'digits',
    dtype: 'float64',
    layers,
    loss: { name: 'sparse_categorical_crossentropy', parameters: {}, fromLogits: false },
    reduction: 'mean',
    inputs,
    targets,
  };
}

/** The class that the network finds most likely, for each digit. */
export function classify(layers: readonly LayerSpec[], digits: readonly Digit[]): readonly number[] {
  const { forward } = complete(run(buildNetwork(networkOf(layers, digits))));
  const { data } = forward.activations.at(-1)!;
  return digits.map((_, k) => {
    const row = data.subarray(k * classes, (k + 1) * classes);
    return row.indexOf(Math.max(...row));
  });
}

/** The share of digits that are classified right, from 0 to 1. */
export function accuracyOf(layers: readonly LayerSpec[], digits: readonly Digit[]): number {
  const found = classify(layers, digits);
  return digits.filter((digit, k) => digit.label === found[k]).length / digits.length;
}

/** Dense layers of the given widths, relu inside and softmax at the end, with He-uniform weights and zero biases. */
export function untrained(widths: readonly number[], random: () => number): readonly LayerSpec[] {
  return widths.slice(1).map((units, l): LayerSpec => {
    const inputs = widths[l]!;
    const limit = Math.sqrt(6 / inputs);
    const output = l === widths.length - 2;
    return {
      type: 'dense',
      name: output ? 'digit' : 'hidden',
      units,
      activation: { name: output ? 'softmax' : 'relu', parameters: {} },
      inputs: [l === 0 ? 'inputs' : l - 1],
      parameters: {
        weights: {
          shape: [inputs, units],
          data: Float64Array.from({ length: inputs * units }, () => (2 * random() - 1) * limit),
        },
        biases: { shape: [units], data: new Float64Array(units) },
      },
    };
  });
}

/** How training goes. */
export interface Training {
  readonly epochs: number;
  readonly batchSize: number;
  /** Step length at the start; it falls linearly to a tenth. */
  readonly learningRate: number;
  /** Weight decay, which keeps weights small. */
  readonly decay: number;
}

/** Trains layers with Adam (Kingma and Ba 2015, algorithm 1) and decoupled weight decay. Returns new layers. */
export function train(
  layers: readonly LayerSpec[],
  digits: readonly Digit[],
  { epochs, batchSize, learningRate, decay }: Training,
  random: () => number,
): readonly LayerSpec[] {
  const trained = layers.map((layer) => ({ ...layer, parameters: copyOf(layer.parameters) }));
  const moments = trained.map((layer) =>
    mapValues(layer.parameters, ({ data }) => ({
      first: new Float64Array(data.length),
      second: new Float64Array(data.length),
    })),
  );
  const steps = epochs * Math.ceil(digits.length / batchSize);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(digits, random);
    for (let start = 0; start < order.length; start += batchSize) {
      step++;
      const batch = order.slice(start, start + batchSize);
      const { backward } = complete(run(buildNetwork(networkOf(trained, batch))));
      const rate = learningRate * (1 - (0.9 * step) / steps);
      trained.forEach((layer, l) => {
        for (const [name, { data }] of Object.entries(layer.parameters)) {
          const gradient = backward.parameterGradients[l]![name]!.data;
          adam(data, gradient, moments[l]![name]!, step, rate, name === 'weights' ? decay : 0);
        }
      });
    }
  }
  return trained;
}

/** One step of Adam, in place. */
function adam(
  values: Numbers,
  gradient: Numbers,
  { first, second }: { first: Float64Array; second: Float64Array },
  step: number,
  rate: number,
  decay: number,
): void {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  for (let i = 0; i < values.length; i++) {
    const g = gradient[i]!;
    first[i] = beta1 * first[i]! + (1 - beta1) * g;
    second[i] = beta2 * second[i]! + (1 - beta2) * g * g;
    const mean = first[i]! / (1 - beta1 ** step);
    const square = second[i]! / (1 - beta2 ** step);
    values[i] = values[i]! - rate * (mean / (Math.sqrt(square) + epsilon) + decay * values[i]!);
  }
}

/** The layers with their numbers rounded to some decimals, as a file will hold them. */
export function rounded(layers: readonly LayerSpec[], decimals: number): readonly LayerSpec[] {
  const scale = 10 ** decimals;
  return layers.map((layer) => ({
    ...layer,
    parameters: mapValues(layer.parameters, ({ shape, data }) => ({
      shape,
      data: data.map((value) => Math.round(value * scale) / scale),
    })),
  }));
}

/** Numbers in [0, 1) that are the same on every machine (Mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

function copyOf(parameters: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  return mapValues(parameters, ({ shape, data }) => ({ shape, data: data.slice() }));
}

function mapValues<V, W>(record: Readonly<Record<string, V>>, map: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
