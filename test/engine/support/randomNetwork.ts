/** Random networks over every activation and loss, from a seed, so that a failure can be repeated. */
import { activations, type ActivationName } from '../../../src/engine/activations';
import { losses, type LossName } from '../../../src/engine/losses';
import type { LayerSpec, NetworkSpec, Source } from '../../../src/engine/network';
import type { ParameterValues, RuleDescription } from '../../../src/engine/rule';
import { tensor, type Tensor } from '../../../src/engine/tensor';
import { defaultsOf } from './parameters';

/** Numbers from a seed: mulberry32, by Tommy Ettinger, in the public domain. */
export class Random {
  constructor(private state: number) {}

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** An integer in [low, high]. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(from: readonly T[]): T {
    return from[this.integer(0, from.length - 1)]!;
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  tensor(shape: readonly number[], value: () => number): Tensor {
    const size = shape.reduce((p, q) => p * q, 1);
    return tensor(shape, Float64Array.from({ length: size }, value));
  }
}

/** Activations whose outputs a loss can take the logarithm of. */
const PROBABILITIES: readonly ActivationName[] = ['sigmoid', 'softmax'];
const OUTPUTS: Partial<Record<LossName, readonly ActivationName[]>> = {
  binary_crossentropy: PROBABILITIES,
  categorical_crossentropy: [...PROBABILITIES, 'log_softmax'],
  sparse_categorical_crossentropy: [...PROBABILITIES, 'log_softmax'],
  kl_divergence: [...PROBABILITIES, 'log_softmax'],
  poisson: ['exponential', 'softplus', 'sigmoid'],
};

export const activationNames = Object.keys(activations) as ActivationName[];
export const lossNames = Object.keys(losses) as LossName[];

function parametersOf(random: Random, rule: RuleDescription): ParameterValues {
  return Object.fromEntries(
    Object.entries(defaultsOf(rule)).map(([name, usual]) => [
      name,
      random.next() < 0.5 ? usual : 0.2 + 1.5 * random.next(),
    ]),
  );
}

/**
 * A network of depth 1 to 6 and widths 1 to 12, dense layers with and without biases and activation layers, some read by
 * two others, mean or sum over 1 to 6 samples.
 * @param loss the loss
 * @param activation one activation that stands in it: at the output where the loss allows it, else hidden.
 */
export function randomNetwork(random: Random, loss: LossName, activation: ActivationName): NetworkSpec {
  const samples = random.integer(1, 6);
  const depth = random.integer(1, 6);
  const width = random.integer(1, 12);
  const fromLogits = losses[loss].fromLogits !== undefined && random.next() < 0.4;
  const outputs: readonly ActivationName[] = fromLogits
    ? ['linear', 'tanh']
    : (OUTPUTS[loss] ?? activationNames);
  const widths: number[] = [];
  const layers = Array.from({ length: depth }, (_, l): LayerSpec => {
    const last = l === depth - 1;
    const source = sourceOf(random, l);
    const inputs = source === 'inputs' ? width : widths[source]!;
    const type = random.next() < 0.25 ? 'activation' : 'dense';
    const units = type === 'activation' ? inputs : random.integer(1, 12);
    widths.push(units);
    // Softmax of one unit is exactly 1, and the other of two classes impossible.
    const allowed =
      units === 1 && loss === 'binary_crossentropy' ? outputs.filter((n) => n !== 'softmax') : outputs;
    const name = last
      ? allowed.includes(activation) && (depth === 1 || random.next() < 0.5)
        ? activation
        : random.pick(allowed)
      : l === depth - 2
        ? activation
        : random.pick(activationNames);
    return {
      type,
      name: `layer ${l}`,
      units,
      activation: { name, parameters: parametersOf(random, activations[name]) },
      inputs: [source],
      parameters: type === 'activation' ? {} : denseParameters(random, inputs, units),
    };
  });
  return {
    name: 'random',
    dtype: 'float64',
    layers,
    loss: { name: loss, parameters: parametersOf(random, losses[loss]), fromLogits },
    reduction: random.pick(['mean', 'sum']),
    inputs: random.tensor([samples, width], () => random.normal()),
    targets: targetsOf(random, loss, samples, widths.at(-1)!),
  };
}

function denseParameters(random: Random, inputs: number, units: number): LayerSpec['parameters'] {
  return {
    weights: random.tensor([inputs, units], () => random.normal() / Math.sqrt(inputs)),
    ...(random.next() < 0.7 ? { biases: random.tensor([units], () => 0.3 * random.normal()) } : {}),
  };
}

/** The layer before, or sometimes an earlier one, which then has two readers. */
function sourceOf(random: Random, l: number): Source {
  if (l === 0) return 'inputs';
  if (l < 2 || random.next() < 0.8) return l - 1;
  return random.next() < 0.3 ? 'inputs' : random.integer(0, l - 2);
}

function targetsOf(random: Random, loss: LossName, samples: number, units: number): Tensor {
  const shape = [samples, units];
  switch (loss) {
    case 'binary_crossentropy':
      return random.tensor(shape, () => random.pick([0, 1, random.next()]));
    case 'sparse_categorical_crossentropy':
      return random.tensor([samples, 1], () => random.integer(0, units - 1));
    case 'categorical_crossentropy':
    case 'kl_divergence':
      // Not normalised: Σ y need not be 1.
      return random.tensor(shape, () => random.pick([0, random.next()]));
    case 'poisson':
      return random.tensor(shape, () => random.integer(0, 5));
    case 'hinge':
    case 'squared_hinge': {
      const [no, yes] = random.pick([
        [0, 1],
        [-1, 1],
      ] as const);
      return random.tensor(shape, () => random.pick([no, yes]));
    }
    default:
      return random.tensor(shape, () => random.normal());
  }
}

/** The same numbers, rounded to float32. */
export function toFloat32(spec: NetworkSpec): NetworkSpec {
  const narrow = (t: Tensor): Tensor => tensor(t.shape, Float32Array.from(t.data));
  return {
    ...spec,
    dtype: 'float32',
    inputs: narrow(spec.inputs),
    targets: narrow(spec.targets),
    layers: spec.layers.map((layer) => ({
      ...layer,
      parameters: Object.fromEntries(Object.entries(layer.parameters).map(([name, t]) => [name, narrow(t)])),
    })),
  };
}

/** The same numbers of a float32 network, in float64. */
export function toFloat64(spec: NetworkSpec): NetworkSpec {
  const wide = (t: Tensor): Tensor => tensor(t.shape, Float64Array.from(t.data));
  return {
    ...spec,
    dtype: 'float64',
    inputs: wide(spec.inputs),
    targets: wide(spec.targets),
    layers: spec.layers.map((layer) => ({
      ...layer,
      parameters: Object.fromEntries(Object.entries(layer.parameters).map(([name, t]) => [name, wide(t)])),
    })),
  };
}

/** The batch with its samples in the given order; a shorter list picks some. */
export function withSamples(spec: NetworkSpec, order: readonly number[]): NetworkSpec {
  const rows = (t: Tensor): Tensor => {
    const n = t.shape[1]!;
    return tensor(
      [order.length, n],
      Float64Array.from(order.flatMap((k) => Array.from(t.data.slice(k * n, (k + 1) * n)))),
    );
  };
  return { ...spec, inputs: rows(spec.inputs), targets: rows(spec.targets) };
}
