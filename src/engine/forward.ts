/** The forward pass: every z and a of the batch, and the loss. */
import { activationFunction } from './activations/evaluate';
import type { ActivationRule } from './activations/rule';
import type { Kernels } from './kernels/kernels';
import type { Network, NetworkLayer } from './network';
import type { ParameterValues } from './rule';
import type { Tensor } from './tensor';

/** All that the forward pass computed. Immutable. Tensors are m × units, one row a sample. */
export interface ForwardTrace {
  readonly preActivations: readonly Tensor[];
  readonly activations: readonly Tensor[];
  /** Where the loss reads logits: the probabilities that it makes of them itself, m × n_L. */
  readonly probabilities: Tensor | undefined;
  /** Each sample's own loss before the reduction, m × 1. */
  readonly sampleLosses: Tensor;
  readonly loss: number;
}

/** A forward pass whose numbers are there once its plan has been carried out. */
export interface PlannedForward extends Omit<ForwardTrace, 'loss'> {
  /** One element. */
  readonly loss: Tensor;
}

/** Tensors of a forward pass that are given, by layer. */
export interface KnownTensors {
  readonly preActivations: readonly (Tensor | undefined)[];
  readonly activations: readonly (Tensor | undefined)[];
}

/** Plans the batch's way through the network, layer by layer in the model's order, of all that is not known. */
export function planForward(
  network: Network,
  kernels: Kernels,
  known: KnownTensors = { preActivations: [], activations: [] },
): PlannedForward {
  const preActivations: Tensor[] = [];
  const activations: Tensor[] = [];
  for (const layer of network.layers) {
    const l = layer.index;
    const z =
      known.preActivations[l] ??
      layer.rule.forward(kernels, inputsOf(network, layer, activations), layer.parameters);
    preActivations.push(z);
    activations.push(
      known.activations[l] ?? activate(kernels, layer.activation, layer.activationParameters, z),
    );
  }
  const { fused, fromLogits, outputScale, sampleScale } = network.loss;
  const a = activations.at(-1)!;
  const sampleLosses = kernels.sumOfColumns(
    elementLosses(network, kernels, preActivations.at(-1)!, a),
    outputScale,
  );
  return {
    preActivations,
    activations,
    probabilities: fromLogits && fused !== undefined ? activate(kernels, fused.activation, {}, a) : undefined,
    sampleLosses,
    loss: kernels.total(sampleLosses, sampleScale),
  };
}

/** What a layer reads, m × width each. */
export function inputsOf(
  network: Network,
  layer: NetworkLayer,
  activations: readonly Tensor[],
): readonly Tensor[] {
  return layer.inputs.map((source) => (source === 'inputs' ? network.spec.inputs : activations[source]!));
}

function activate(kernels: Kernels, rule: ActivationRule, parameters: ParameterValues, z: Tensor): Tensor {
  return rule.kind === 'row'
    ? rule.forward(kernels, z)
    : kernels.apply(activationFunction(rule, 'value', parameters), z);
}

/** ℓ_j of every output of every sample, m × n_L. */
function elementLosses(network: Network, kernels: Kernels, z: Tensor, a: Tensor): Tensor {
  const { rule, parameters, fused } = network.loss;
  const operand = lossOperand(network, kernels, z, a);
  return fused === undefined
    ? kernels.map2(operand, network.targets, (output, y) => rule.value(output, y, parameters), [
        rule,
        'value',
        ...Object.values(parameters),
      ])
    : kernels.map2(operand, network.targets, (x, y) => fused.rule.value(x, y), [fused.rule, 'value']);
}

/**
 * What the loss reads of every output beside y, m × n_L: a, or where loss and activation are one, what that reads.
 * @param z of the output layer, as `a`.
 */
export function lossOperand(network: Network, kernels: Kernels, z: Tensor, a: Tensor): Tensor {
  const { fused, fromLogits } = network.loss;
  // With logits the loss's own z is the output itself, whatever made it.
  const logits = fromLogits ? a : z;
  return {
    preActivation: () => logits,
    logSoftmax: () => kernels.logSoftmax(logits),
    activation: () => a,
  }[fused?.rule.operand ?? 'activation']();
}
