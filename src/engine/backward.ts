/** The backward pass: from the loss back through every layer, by each rule's vjp. */
import { activationFunction } from './activations/evaluate';
import { inputsOf, type PlannedForward } from './forward';
import type { Kernels } from './kernels/kernels';
import type { Tensors } from './layers/rule';
import type { Network } from './network';
import { dtypeOf, type Tensor } from './tensor';

/** All that the backward pass computed. Immutable. Tensors are m × units, one row a sample. */
export interface BackwardTrace {
  /** ∂L/∂a (or ∂(m L)/∂a, as δ is) of each layer; undefined at an output whose activation is fused with the loss. */
  readonly upstreamGradients: readonly (Tensor | undefined)[];
  /** σ′(z) of each layer with an element-wise activation that took part by itself. */
  readonly activationDerivatives: readonly (Tensor | undefined)[];
  /** δ of each layer: ∂L/∂z, or ∂(m L)/∂z where the network's notation has the batch's 1/m in the parameters' gradients. */
  readonly deltas: readonly Tensor[];
  /** ∂L/∂parameter of each layer, shaped like the parameter. */
  readonly parameterGradients: readonly Tensors[];
}

/** Plans the walk from the output back. A layer that the loss does not depend on gets gradients of exactly 0. */
export function planBackward(network: Network, trace: PlannedForward, kernels: Kernels): BackwardTrace {
  const count = network.layers.length;
  const upstream = Array<Tensor | undefined>(count).fill(undefined);
  const derivatives = Array<Tensor | undefined>(count).fill(undefined);
  const deltas = Array<Tensor>(count);
  const gradients = Array<Tensors>(count);

  for (const layer of network.layers.toReversed()) {
    const l = layer.index;
    const z = trace.preActivations[l]!;
    const a = trace.activations[l]!;
    const fusedHere = l === count - 1 && network.loss.fused !== undefined && !network.loss.fromLogits;
    let delta: Tensor;
    if (fusedHere) {
      delta = fusedDelta(network, a, kernels);
    } else {
      const g =
        (l === count - 1 ? lossGradient(network, trace, kernels) : upstream[l]) ??
        kernels.zeros(a.shape, dtypeOf(a));
      upstream[l] = g;
      if (layer.activation.kind === 'row') {
        delta = layer.activation.vjp(kernels, z, a, g);
      } else {
        const slope = kernels.apply(
          activationFunction(layer.activation, 'derivative', layer.activationParameters),
          z,
        );
        derivatives[l] = slope;
        delta = kernels.times(g, slope);
      }
    }
    deltas[l] = delta;
    const inputs = inputsOf(network, layer, trace.activations);
    const { rule, parameters } = layer;
    gradients[l] = reduced(network, kernels, rule.parameterVjp(kernels, inputs, parameters, delta));
    for (const [s, source] of layer.inputs.entries()) {
      // Nobody asks for the gradient of the batch itself.
      if (source === 'inputs') continue;
      const part = rule.inputVjp(kernels, inputs, parameters, delta, s);
      const before = upstream[source];
      upstream[source] = before === undefined ? part : kernels.plus(before, part);
    }
  }
  return {
    upstreamGradients: upstream,
    activationDerivatives: derivatives,
    deltas,
    parameterGradients: gradients,
  };
}

/** Gradients made of δ, times what δ does not carry of the batch's 1/m. */
export function reduced({ loss }: Network, kernels: Kernels, gradients: Tensors): Tensors {
  const scale = loss.gradientScale;
  if (scale === 1) return gradients;
  const scaled = (g: Tensor): Tensor => kernels.map2(g, g, (x) => scale * x, ['scaled', scale]);
  return Object.fromEntries(Object.entries(gradients).map(([name, g]) => [name, scaled(g)]));
}

/** ∂L/∂a at the output by the loss's general rule, or of logits by its fused form. */
function lossGradient(network: Network, trace: PlannedForward, kernels: Kernels): Tensor {
  const { rule, parameters, deltaScale, outputScale } = network.loss;
  if (trace.probabilities !== undefined) return fusedDelta(network, trace.probabilities, kernels);
  const scale = deltaScale * outputScale;
  return kernels.map2(
    trace.activations.at(-1)!,
    network.targets,
    (a, y) => scale * rule.derivative(a, y, parameters),
    [rule, 'derivative', scale, ...Object.values(parameters)],
  );
}

/** ∂L/∂z of loss and activation as one, from the activation a. */
function fusedDelta(network: Network, a: Tensor, kernels: Kernels): Tensor {
  const { fused, deltaScale, outputScale } = network.loss;
  if (fused === undefined) throw new TypeError('the loss is not fused with an activation');
  const scale = deltaScale * outputScale;
  const sums = kernels.sumOfColumns(network.targets, 1);
  const spread = kernels.repeatColumn(sums, network.layers.at(-1)!.units);
  return kernels.map3(a, network.targets, spread, (p, y, s) => scale * fused.rule.delta(p, y, s), [
    fused.rule,
    'delta',
    scale,
  ]);
}
