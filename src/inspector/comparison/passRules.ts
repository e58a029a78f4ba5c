/** The right rules of a pass, step by step, on estimates: of any numbers, ours or a user's own. */
import { activations } from '../../engine/activations';
import { activationDerivative, activationValue } from '../../engine/activations/evaluate';
import type { ActivationRule, RowActivation } from '../../engine/activations/rule';
import { evaluate } from '../../engine/kernels';
import type { Network, NetworkLayer } from '../../engine/network';
import type { ParameterValues } from '../../engine/rule';
import { type Tensor, tensor } from '../../engine/tensor';
import { type Estimate, exactly, identity, transposed } from './estimate';
import type { RoundedArithmetic } from './roundedArithmetic';

/** The numbers that a pass starts from. */
export interface Given {
  readonly inputs: Estimate;
  readonly targets: Estimate;
  /** By layer. */
  readonly weights: readonly Estimate[];
  readonly biases: readonly (Estimate | undefined)[];
}

/** Matrices are m × units, one row a sample, as everywhere; gradients are shaped like the parameter. */
export class PassRules {
  constructor(
    readonly network: Network,
    readonly arithmetic: RoundedArithmetic,
    readonly given: Given = givenBy(network),
  ) {}

  /** The same rules for a pass that starts from other numbers. */
  with(changed: Partial<Given>): PassRules {
    return new PassRules(this.network, this.arithmetic, { ...this.given, ...changed });
  }

  /** Of a layer without weights, whose z is its input, those that change nothing. */
  weights({ index }: NetworkLayer): Estimate {
    return this.given.weights[index]!;
  }

  preActivation(layer: NetworkLayer, input: Estimate): Estimate {
    const weighted = this.arithmetic.product(input, this.weights(layer));
    const biases = this.given.biases[layer.index];
    return biases === undefined ? weighted : this.arithmetic.plus(weighted, biases);
  }

  activation({ activation, activationParameters }: NetworkLayer, z: Estimate): Estimate {
    return this.#activate(activation, activationParameters, z);
  }

  /** σ′(z) of an element-wise activation; of another one, or with other parameters, than the layer's where given. */
  slope(
    { activation, activationParameters }: NetworkLayer,
    z: Estimate,
    other: { readonly rule?: ActivationRule; readonly parameters?: ParameterValues } = {},
  ): Estimate {
    return this.#slope(other.rule ?? activation, other.parameters ?? activationParameters, z);
  }

  /** ∂a_j/∂z_j alone: of a row activation the Jacobian's diagonal. */
  diagonal({ activation, activationParameters }: NetworkLayer, z: Estimate): Estimate {
    return this.#diagonal(activation, activationParameters, z);
  }

  /** ∂a_j/∂z_j of the activation that the loss is fused with, at the output's z. */
  fusedDiagonal(z: Estimate): Estimate {
    const { fused } = this.network.loss;
    if (fused === undefined) throw new TypeError('the loss is not fused with an activation');
    const { activation, activationParameters } = this.network.layers.at(-1)!;
    const own = fused.activation === activation ? activationParameters : {};
    return this.#diagonal(fused.activation, own, z);
  }

  /** Whether δ of the layer comes from loss and activation as one. */
  isFused({ index }: NetworkLayer): boolean {
    const { layers, loss } = this.network;
    return index === layers.length - 1 && loss.fused !== undefined && !loss.fromLogits;
  }

  /** ∂L/∂a of the output. */
  lossGradient(a: Estimate): Estimate {
    const { rule, parameters, fused, fromLogits, sampleScale, outputScale } = this.network.loss;
    if (fused !== undefined && fromLogits) return this.#fusedDelta(this.#activate(fused.activation, {}, a));
    const scale = sampleScale * outputScale;
    return this.#ofOutputAndTarget(a, (output, y) => scale * rule.derivative(output, y, parameters));
  }

  /** δ of an output that is fused with the loss, from its activation. */
  fusedDelta(a: Estimate): Estimate {
    return this.#fusedDelta(a);
  }

  /** ∂L/∂z from ∂L/∂a. */
  throughActivation(layer: NetworkLayer, z: Estimate, a: Estimate, upstream: Estimate): Estimate {
    const { activation } = layer;
    return activation.kind === 'elementwise'
      ? this.arithmetic.times(upstream, this.slope(layer, z))
      : this.#throughRow(activation, z, a, upstream);
  }

  /** What a reader sends back to the layer that it reads: Δ Wᵀ. */
  backThrough(reader: NetworkLayer, delta: Estimate, weights = this.weights(reader)): Estimate {
    return this.arithmetic.product(delta, transposed(weights));
  }

  weightGradient(input: Estimate, delta: Estimate): Estimate {
    return this.arithmetic.product(transposed(input), delta);
  }

  biasGradient(delta: Estimate): Estimate {
    return this.arithmetic.columnSums(delta);
  }

  #activate(rule: ActivationRule, parameters: ParameterValues, z: Estimate): Estimate {
    if (rule.kind === 'elementwise') {
      return this.arithmetic.mapped(z, (value) => activationValue(rule, value, parameters), termsOf(rule));
    }
    const { data } = evaluate((kernels) => rule.forward(kernels, tensorOf(z)));
    // A probability moves by at most twice the largest move of its row's z, relative to its size or to 1.
    const moved = rowwise(z, z.tolerance, Math.max);
    return {
      ...z,
      values: Float64Array.from(data),
      tolerance: Float64Array.from(data, (value, i) => {
        const size = 1 + Math.abs(value);
        return 2 * Math.min(moved[i]!, 1) * size + this.arithmetic.unit * size;
      }),
    };
  }

  #slope(rule: ActivationRule, parameters: ParameterValues, z: Estimate): Estimate {
    if (rule.kind === 'row') throw new TypeError(`${rule.name} has no element-wise derivative`);
    return this.arithmetic.mapped(z, (value) => activationDerivative(rule, value, parameters), termsOf(rule));
  }

  #diagonal(rule: ActivationRule, parameters: ParameterValues, z: Estimate): Estimate {
    if (rule.kind === 'elementwise') return this.#slope(rule, parameters, z);
    const { rows, columns } = z;
    const a = this.#activate(rule, parameters, z);
    const values = new Float64Array(rows * columns);
    for (let j = 0; j < columns; j++) {
      const one = { ...z, values: z.values.map((_, i) => (i % columns === j ? 1 : 0)) };
      const { data } = evaluate((kernels) => rule.vjp(kernels, tensorOf(z), tensorOf(a), tensorOf(one)));
      for (let k = 0; k < rows; k++) values[k * columns + j] = data[k * columns + j]!;
    }
    return { ...z, values, tolerance: a.tolerance.map((t) => 2 * t) };
  }

  /** Through the whole Jacobian, none of whose entries is larger than 2 nor moves by more than twice what a moves. */
  #throughRow(rule: RowActivation, z: Estimate, a: Estimate, upstream: Estimate): Estimate {
    const { data } = evaluate((kernels) => rule.vjp(kernels, tensorOf(z), tensorOf(a), tensorOf(upstream)));
    const sizes = rowwise(upstream, upstream.values.map(Math.abs), sum);
    const loose = rowwise(upstream, upstream.tolerance, sum);
    const moved = rowwise(a, a.tolerance, Math.max);
    return {
      ...z,
      values: Float64Array.from(data),
      tolerance: sizes.map((size, i) => 2 * (loose[i]! + size * (moved[i]! + this.arithmetic.unit))),
    };
  }

  #fusedDelta(a: Estimate): Estimate {
    const { fused, sampleScale, outputScale } = this.network.loss;
    if (fused === undefined) throw new TypeError('the loss is not fused with an activation');
    const scale = sampleScale * outputScale;
    const { targets } = this.given;
    const sums = rowwise(targets, targets.values, sum);
    return this.#ofOutputAndTarget(a, (p, y, i) => scale * fused.rule.delta(p, y, sums[i]!));
  }

  /** A function of a and y, which are rounded both: at most how far it moves at the corners of where they may be. */
  #ofOutputAndTarget(a: Estimate, f: (a: number, y: number, index: number) => number): Estimate {
    const { unit } = this.arithmetic;
    const { targets } = this.given;
    const values = a.values.map((output, i) => f(output, targets.values[i]!, i));
    const tolerance = values.map((value, i) => {
      const [output, y] = [a.values[i]!, targets.values[i]!];
      const loose = a.tolerance[i]! + unit * Math.abs(output);
      const round = unit * Math.abs(y);
      const corners = [output - loose, output + loose].flatMap((x) => [
        f(x, y - round, i),
        f(x, y + round, i),
      ]);
      const moved = Math.max(...corners.map((corner) => Math.abs(corner - value)));
      return (Number.isNaN(moved) ? 0 : moved) + unit * Math.abs(value);
    });
    return { ...a, values, tolerance };
  }
}

function givenBy({ spec, targets, layers }: Network): Given {
  return {
    inputs: exactly(spec.inputs),
    targets: exactly(targets),
    weights: layers.map(({ parameters: { weights }, units }) =>
      weights === undefined ? identity(units) : exactly(weights),
    ),
    biases: layers.map(({ parameters: { biases } }) => (biases === undefined ? undefined : exactly(biases))),
  };
}

/** Activations that are straight lines between their kinks: a product at most, and so no terms that cancel. */
const STRAIGHT: readonly unknown[] = [
  activations.linear,
  activations.relu,
  activations.leaky_relu,
  activations.relu6,
  activations.hard_sigmoid,
];

function termsOf(rule: ActivationRule): number {
  return STRAIGHT.includes(rule) ? 0 : 1;
}

function sum(x: number, y: number): number {
  return x + y;
}

/** Each row's numbers put together, in the place of each of them. */
function rowwise(
  { rows, columns }: Estimate,
  numbers: Float64Array,
  together: (x: number, y: number) => number,
): Float64Array {
  const result = new Float64Array(rows * columns);
  for (let k = 0; k < rows; k++) {
    const row = numbers.subarray(k * columns, (k + 1) * columns);
    result.fill(
      row.reduce((x, y) => together(x, y), 0),
      k * columns,
      (k + 1) * columns,
    );
  }
  return result;
}

function tensorOf({ rows, columns, values }: Estimate): Tensor {
  return tensor([rows, columns], values);
}
