/** How much memory a run holds, known from the shapes alone, before anything is allocated. */
import { activations } from './activations';
import { losses } from './losses';
import type { LayerSpec, NetworkSpec } from './network';
import { columnsOf, type DType, rowsOf, type Tensor } from './tensor';

const BYTES: Readonly<Record<DType, number>> = { float64: 8, float32: 4 };

/**
 * The bytes of all tensors that a run holds when it is done, which is its peak: inputs, targets (class indices and their
 * one-hot rows), parameters and their gradients, each sample's loss, and of each layer z, a, ∂L/∂a, σ′ and δ (m × units
 * each) where the backward pass makes them. The scratch of a single product is not counted.
 */
export function memoryOf(spec: NetworkSpec): number {
  const samples = rowsOf(spec.inputs);
  const outputs = spec.layers.at(-1)?.units ?? 0;
  const parameters = spec.layers.flatMap((layer) => Object.values(layer.parameters));
  const perSample = spec.layers.reduce((sum, layer, l) => sum + layer.units * tracesOf(spec, layer, l), 0);
  const elements =
    sizeOf(spec.inputs) +
    sizeOf(spec.targets) +
    2 * parameters.reduce((sum, parameter) => sum + sizeOf(parameter), 0) +
    samples * (perSample + madeTargets(spec) * outputs + 1);
  return elements * BYTES[spec.dtype];
}

/** Whether this is what a machine throws that does not give the memory that it was asked for. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /allocat|array length|memory/i.test(error.message);
}

/** How many tensors of m × units a layer leaves behind. */
function tracesOf({ layers, loss }: NetworkSpec, { activation }: LayerSpec, index: number): number {
  const isOutput = index === layers.length - 1;
  // Loss and activation as one: δ comes from a, without ∂L/∂a and σ′.
  if (isOutput && !loss.fromLogits && losses[loss.name].fused[activation.name] !== undefined) return 3;
  const own = activations[activation.name].kind === 'row' ? 4 : 5;
  const probabilities = isOutput && loss.fromLogits && losses[loss.name].fromLogits !== undefined ? 1 : 0;
  return own + probabilities;
}

/** Tensors of m × outputs that are made of the targets: 1 where the loss reads them in another form than the file's. */
function madeTargets({ loss, targets }: NetworkSpec): 0 | 1 {
  const rule = losses[loss.name];
  return rule.targets === 'classes' || rule.readTargets?.applies(targets.data) === true ? 1 : 0;
}

function sizeOf(t: Tensor): number {
  return rowsOf(t) * columnsOf(t);
}
