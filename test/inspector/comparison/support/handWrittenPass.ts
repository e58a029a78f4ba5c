/** A backward pass as a student writes it, on plain arrays, with a mistake on purpose. Nothing of it is the engine's. */

export type Matrix = readonly (readonly number[])[];

export type HandActivation =
  'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leaky_relu' | 'softplus' | 'elu' | 'softsign' | 'softmax';
export type HandLoss =
  | 'half_squared_error'
  | 'mean_squared_error'
  | 'binary_crossentropy'
  | 'categorical_crossentropy'
  | 'mean_absolute_error'
  | 'log_cosh';

export interface HandLayer {
  readonly name: string;
  readonly activation: HandActivation;
  /** Inputs × units. */
  readonly weights: Matrix;
  readonly biases: readonly number[];
}

export interface HandModel {
  readonly layers: readonly HandLayer[];
  readonly loss: HandLoss;
  readonly reduction: 'mean' | 'sum';
  readonly inputs: Matrix;
  readonly targets: Matrix;
}

/** Mistakes of one layer that have nothing else to be chosen. */
export type PlacedId =
  | 'missing_activation_derivative'
  | 'derivative_of_activation_value'
  | 'relu_mask_from_gradient'
  | 'weights_not_transposed'
  | 'own_weights_used'
  | 'preactivation_instead_of_activation'
  | 'own_activation_used'
  | 'transposed_gradient';

/** The mistakes that can be made here; `layer` counts from 0. */
export type HandMistake =
  | {
      readonly id:
        | 'sign_flipped'
        | 'not_averaged_over_batch'
        | 'averaged_twice'
        | 'loss_factor_missing'
        | 'gradient_accumulated'
        | 'bias_averaged'
        | 'bias_summed'
        | 'spurious_output_derivative'
        | 'softmax_jacobian_diagonal';
    }
  | { readonly id: 'updated_weights_used'; readonly rate: number }
  | { readonly id: 'constant_factor'; readonly layer: number; readonly factor: number }
  | { readonly id: 'wrong_leaky_slope'; readonly layer: number; readonly slope: number }
  | {
      readonly id: 'samples_shuffled';
      readonly what: 'samples' | 'inputs' | 'targets';
      readonly order: readonly number[];
    }
  | {
      readonly id: 'samples_shuffled';
      readonly what: 'delta' | 'pairs';
      readonly order: readonly number[];
      readonly layer: number;
    }
  | {
      readonly id: 'stale_forward_values';
      /** Of the update that led from these layers to the model's. */
      readonly rate: number;
      readonly before: readonly HandLayer[];
      /** Whether the backward pass goes through the weights of before, too. */
      readonly backward: 'new' | 'old';
    }
  | { readonly id: 'one_sample_only'; readonly layer: number; readonly sample: number }
  | { readonly id: 'wrong_activation_derivative'; readonly layer: number; readonly used: HandActivation }
  | { readonly id: PlacedId; readonly layer: number };

export interface HandPass {
  readonly z: readonly Matrix[];
  readonly a: readonly Matrix[];
  readonly delta: readonly Matrix[];
  readonly dW: readonly Matrix[];
  readonly db: readonly (readonly number[])[];
}

const LEAKY_SLOPE = 0.01;
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

const VALUES: Readonly<Record<Exclude<HandActivation, 'softmax'>, (z: number) => number>> = {
  linear: (z) => z,
  sigmoid,
  tanh: Math.tanh,
  relu: (z) => Math.max(z, 0),
  leaky_relu: (z) => (z > 0 ? z : LEAKY_SLOPE * z),
  softplus: (z) => Math.log(1 + Math.exp(z)),
  elu: (z) => (z > 0 ? z : Math.exp(z) - 1),
  softsign: (z) => z / (1 + Math.abs(z)),
};
const SLOPES: Readonly<Record<Exclude<HandActivation, 'softmax'>, (z: number) => number>> = {
  linear: () => 1,
  sigmoid: (z) => sigmoid(z) * (1 - sigmoid(z)),
  tanh: (z) => 1 - Math.tanh(z) ** 2,
  relu: (z) => (z > 0 ? 1 : 0),
  leaky_relu: (z) => (z > 0 ? 1 : LEAKY_SLOPE),
  softplus: sigmoid,
  elu: (z) => (z > 0 ? 1 : Math.exp(z)),
  softsign: (z) => 1 / (1 + Math.abs(z)) ** 2,
};

export const multiply = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((total, x, k) => total + x * b[k]![j]!, 0)));
export const transpose = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!));
const map2 = (a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix =>
  a.map((row, i) => row.map((x, j) => f(x, b[i]![j]!)));
export const scale = (a: Matrix, c: number): Matrix => a.map((row) => row.map((x) => c * x));
const columnSums = (a: Matrix): number[] => a[0]!.map((_, j) => a.reduce((total, row) => total + row[j]!, 0));

function softmaxRow(row: readonly number[]): readonly number[] {
  const exponentials = row.map((z) => Math.exp(z));
  const total = exponentials.reduce((x, y) => x + y, 0);
  return exponentials.map((e) => e / total);
}

function activate(activation: HandActivation, z: Matrix): Matrix {
  return activation === 'softmax' ? z.map(softmaxRow) : z.map((row) => row.map(VALUES[activation]));
}

/** Forward and backward. */
export function handWrittenPass(given: HandModel, mistake?: HandMistake): HandPass {
  const model = mistaken(given, mistake);
  const { layers, reduction, inputs } = model;
  const m = inputs.length;
  const is = (id: HandMistake['id'], l?: number): boolean =>
    mistake?.id === id && (l === undefined || ('layer' in mistake && mistake.layer === l));

  const z: Matrix[] = [];
  const a: Matrix[] = [];
  const forwards = mistake?.id === 'stale_forward_values' ? mistake.before : layers;
  for (const { weights, biases, activation } of forwards) {
    const weighted = multiply(a.at(-1) ?? inputs, weights);
    z.push(weighted.map((row) => row.map((x, j) => x + biases[j]!)));
    a.push(activate(activation, z.at(-1)!));
  }

  const last = layers.length - 1;
  const delta = Array<Matrix>(layers.length);
  const dW = Array<Matrix>(layers.length);
  const db = Array<readonly number[]>(layers.length);
  for (let l = last; l >= 0; l--) {
    const layer = layers[l]!;
    const input = l === 0 ? inputs : a[l - 1]!;
    let d =
      l === last && isFused(model, mistake) ? fusedDelta(model, a[l]!) : throughActivation(upstream(l), l);
    if (l === last) {
      if (is('spurious_output_derivative'))
        d = map2(d, diagonal(layer.activation, z[l]!, a[l]!), (x, s) => x * s);
      if (is('sign_flipped')) d = scale(d, -1);
      if (is('not_averaged_over_batch')) d = scale(d, m);
      if (is('averaged_twice')) d = scale(d, 1 / m);
      if (is('loss_factor_missing')) d = scale(d, layer.biases.length / 2);
    }
    if (is('constant_factor', l) && mistake?.id === 'constant_factor') d = scale(d, mistake.factor);
    if (is('samples_shuffled', l)) d = shuffled(d, 'delta');
    delta[l] = d;

    let read = input;
    if (is('own_activation_used', l)) read = a[l]!;
    if (is('preactivation_instead_of_activation', l)) read = z[l - 1]!;
    dW[l] = multiply(transpose(read), is('samples_shuffled', l) ? shuffled(d, 'pairs') : d);
    db[l] = columnSums(d);
    if (mistake?.id === 'one_sample_only' && mistake.layer === l) {
      const k = mistake.sample;
      dW[l] = multiply(transpose([input[k]!]), [d[k]!]);
      db[l] = d[k]!;
    }
    if (is('transposed_gradient', l)) dW[l] = transpose(dW[l]!);
    if (is('gradient_accumulated')) {
      dW[l] = scale(dW[l]!, 2);
      db[l] = db[l]!.map((x) => 2 * x);
    }
    if (is('bias_averaged')) db[l] = db[l]!.map((x) => x / m);
    if (is('bias_summed')) db[l] = db[l]!.map((x) => x * m);
  }
  return { z, a, delta, dW, db };

  function shuffled(d: Matrix, what: 'delta' | 'pairs'): Matrix {
    return mistake?.id === 'samples_shuffled' && mistake.what === what ? inOrder(d, mistake.order) : d;
  }

  function upstream(l: number): Matrix {
    if (l === last) return lossGradient(model, a[l]!);
    const back = delta[l + 1]!;
    let weights = layers[l + 1]!.weights;
    if (mistake?.id === 'updated_weights_used') {
      weights = map2(weights, dW[l + 1]!, (w, g) => w - mistake.rate * g);
    }
    if (is('own_weights_used', l)) weights = layers[l]!.weights;
    return multiply(back, is('weights_not_transposed', l) ? weights : transpose(weights));
  }

  function throughActivation(g: Matrix, l: number): Matrix {
    const { activation } = layers[l]!;
    if (is('missing_activation_derivative', l)) return g;
    if (activation === 'softmax') {
      if (is('softmax_jacobian_diagonal')) return map2(g, a[l]!, (x, p) => x * p * (1 - p));
      return g.map((row, k) => {
        const p = a[l]![k]!;
        const dot = row.reduce((total, x, j) => total + x * p[j]!, 0);
        return row.map((x, j) => p[j]! * (x - dot));
      });
    }
    if (is('relu_mask_from_gradient', l)) return g.map((row) => row.map((x) => (x > 0 ? x : 0)));
    let slope = SLOPES[activation];
    if (mistake?.id === 'wrong_activation_derivative' && mistake.layer === l && mistake.used !== 'softmax') {
      slope = SLOPES[mistake.used];
    }
    if (mistake?.id === 'wrong_leaky_slope' && mistake.layer === l)
      slope = (x) => (x > 0 ? 1 : mistake.slope);
    const at = is('derivative_of_activation_value', l) ? a[l]! : z[l]!;
    return map2(g, at, (x, y) => x * slope(y));
  }

  function diagonal(activation: HandActivation, zs: Matrix, as: Matrix): Matrix {
    return activation === 'softmax'
      ? as.map((row) => row.map((p) => p * (1 - p)))
      : zs.map((row) => row.map(SLOPES[activation]));
  }

  function sampleScale(): number {
    return reduction === 'mean' ? 1 / m : 1;
  }

  function fusedDelta({ loss, targets }: HandModel, p: Matrix): Matrix {
    const c = sampleScale() / (loss === 'binary_crossentropy' ? p[0]!.length : 1);
    return map2(p, targets, (x, y) => c * (x - y));
  }

  function lossGradient({ loss, targets }: HandModel, outputs: Matrix): Matrix {
    const n = outputs[0]!.length;
    const c = sampleScale();
    const by: Readonly<Record<HandLoss, (x: number, y: number) => number>> = {
      half_squared_error: (x, y) => x - y,
      mean_squared_error: (x, y) => (2 / n) * (x - y),
      mean_absolute_error: (x, y) => Math.sign(x - y) / n,
      log_cosh: (x, y) => Math.tanh(x - y) / n,
      binary_crossentropy: (x, y) => (x - y) / (x * (1 - x)) / n,
      categorical_crossentropy: (x, y) => -y / x,
    };
    return map2(outputs, targets, (x, y) => c * by[loss](x, y));
  }
}

/** The model that is taken for the one that is meant. */
function mistaken(model: HandModel, mistake?: HandMistake): HandModel {
  if (mistake?.id === 'stale_forward_values') {
    return mistake.backward === 'old' ? { ...model, layers: mistake.before } : model;
  }
  if (mistake?.id !== 'samples_shuffled') return model;
  const { what, order } = mistake;
  return {
    ...model,
    inputs: what === 'samples' || what === 'inputs' ? inOrder(model.inputs, order) : model.inputs,
    targets: what === 'samples' || what === 'targets' ? inOrder(model.targets, order) : model.targets,
  };
}

function inOrder(rows: Matrix, order: readonly number[]): Matrix {
  return order.map((k) => rows[k]!);
}

/**
 * The layers from which one step of gradient descent leads to the model's: that step, taken back until it settles.
 * @returns undefined where it does not.
 */
export function layersBefore(model: HandModel, rate: number): readonly HandLayer[] | undefined {
  let before = model.layers;
  for (let i = 0; i < 300; i++) {
    const { dW, db } = handWrittenPass({ ...model, layers: before });
    const next = model.layers.map((layer, l) => ({
      ...layer,
      weights: map2(layer.weights, dW[l]!, (w, g) => w + rate * g),
      biases: layer.biases.map((b, j) => b + rate * db[l]![j]!),
    }));
    const moved = next.flatMap(({ weights, biases }, l) => [
      ...map2(weights, before[l]!.weights, (x, y) => Math.abs(x - y)).flat(),
      ...biases.map((b, j) => Math.abs(b - before[l]!.biases[j]!)),
    ]);
    before = next;
    if (Math.max(...moved) < 1e-15) return before;
  }
  return undefined;
}

/** Whether a − y is written for loss and activation together; a mistake in that activation is not. */
function isFused({ layers, loss }: HandModel, mistake?: HandMistake): boolean {
  const last = layers.length - 1;
  if (mistake !== undefined && 'layer' in mistake && mistake.layer === last && AT_OUTPUT.has(mistake.id))
    return false;
  if (mistake?.id === 'softmax_jacobian_diagonal') return false;
  const { activation } = layers[last]!;
  return (
    (loss === 'binary_crossentropy' && activation === 'sigmoid') ||
    (loss === 'categorical_crossentropy' && activation === 'softmax')
  );
}

const AT_OUTPUT = new Set<HandMistake['id']>([
  'missing_activation_derivative',
  'derivative_of_activation_value',
  'wrong_activation_derivative',
]);
