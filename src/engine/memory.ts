/** How much memory a run holds, known from the shapes alone, before anything is allocated. */
import { activations } from './activations';
import { layers as layerRules } from './layers';
import { losses } from './losses';
import type { FusedLoss } from './losses/rule';
import type { LayerSpec, NetworkSpec } from './network';
import { type Notation, notations } from './notation';
import { columnsOf, type DType, rowsOf, type Tensor } from './tensor';

const BYTES: Readonly<Record<DType, number>> = { float64: 8, float32: 4 };

/**
 * The bytes of all tensors of a run: inputs, targets and parameters as they were read and where the plan has them; all that
 * the plan computes, which stays until the next run. The scratch of products, some megabytes, is not counted.
 */
export function memoryOf(spec: NetworkSpec, notation: Notation = notations.notes): number {
  const samples = rowsOf(spec.inputs);
  const outputs = spec.layers.at(-1)?.units ?? 0;
  const parameters = spec.layers
    .flatMap((layer) => Object.values(layer.parameters))
    .reduce((sum, parameter) => sum + sizeOf(parameter), 0);
  const traces = spec.layers.reduce((sum, layer, l) => sum + layer.units * tracesOf(spec, layer, l), 0);
  const targets = sizeOf(spec.targets) + samples * outputs * (1 + madeTargets(spec));
  // Gradients are made of δ, and then of themselves where they carry the 1/m.
  const areReduced = notation.reduction === 'gradients' && spec.reduction === 'mean' && samples > 1;
  const elements =
    2 * sizeOf(spec.inputs) +
    targets +
    (areReduced ? 4 : 3) * parameters +
    samples * traces +
    lossElements(spec, samples, outputs);
  return elements * BYTES[spec.dtype];
}

/** Whether this is what a machine throws that does not give the memory that it was asked for. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /allocat|array length|memory/i.test(error.message);
}

/** How many tensors of m × units a layer leaves behind: z, a and δ, ∂L/∂a as its readers' parts and their sums, σ′. */
function tracesOf({ layers, loss }: NetworkSpec, layer: LayerSpec, index: number): number {
  const { activation } = layer;
  const values = computesItsOwn(layer) ? 3 : 2;
  // Loss and activation as one: δ comes from a, without ∂L/∂a and σ′.
  if (index === layers.length - 1 && !loss.fromLogits && fusedOf(loss, activation.name) !== undefined)
    return values;
  const readers = layers.flatMap((reader) =>
    reader.inputs.filter((source) => source === index).map(() => reader),
  );
  const sums = Math.max(0, readers.length - 1);
  const upstream = readers.length === 0 ? 1 : readers.filter(computesItsOwn).length + sums;
  return values + upstream + (activations[activation.name].kind === 'row' ? 0 : 1);
}

/** Whether z and what the layer sends back are tensors of its own, not its input and its δ themselves. */
function computesItsOwn({ type }: LayerSpec): boolean {
  return layerRules[type].preActivation === 'computed';
}

/** What the loss makes on its way: each output's loss and each sample's, and where it is fused what its two forms read. */
function lossElements({ loss, layers }: NetworkSpec, samples: number, outputs: number): number {
  const plain = samples * outputs + samples + 1;
  const rule = losses[loss.name];
  const fused = fusedOf(loss, loss.fromLogits ? rule.fromLogits : layers.at(-1)?.activation.name);
  if (fused === undefined) return plain;
  const operand = fused.operand === 'logSoftmax' ? 1 : 0;
  const probabilities = loss.fromLogits ? 1 : 0;
  const targetSums = samples + samples * outputs;
  return plain + targetSums + samples * outputs * (operand + probabilities);
}

function fusedOf(
  { name }: NetworkSpec['loss'],
  activation: LayerSpec['activation']['name'] | undefined,
): FusedLoss | undefined {
  return activation === undefined ? undefined : losses[name].fused[activation];
}

/** Tensors of m × outputs that are made of the targets: 1 where the loss reads them in another form than the file's. */
function madeTargets({ loss, targets }: NetworkSpec): 0 | 1 {
  const rule = losses[loss.name];
  return rule.targets === 'classes' || rule.readTargets?.applies(targets.data) === true ? 1 : 0;
}

function sizeOf(t: Tensor): number {
  return rowsOf(t) * columnsOf(t);
}
