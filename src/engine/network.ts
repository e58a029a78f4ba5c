/** A network as a graph of rules, with its batch: what a model file says, resolved and checked. */
import { type ActivationName, activations } from './activations';
import type { ActivationRule } from './activations/rule';
import { type LayerType, layers } from './layers';
import type { LayerRule, Tensors } from './layers/rule';
import { type LossName, losses } from './losses';
import type { FusedLoss, LossRule } from './losses/rule';
import { type Notation, notations } from './notation';
import type { ParameterValues } from './rule';
import { columnsOf, type DType, rowsOf, ShapeError, type Tensor, zeros } from './tensor';

export type Reduction = 'mean' | 'sum';

/** What a model says, in the engine's words. Layers stand in the model's order; the last one is the output. */
export interface NetworkSpec {
  readonly name: string;
  readonly dtype: DType;
  readonly layers: readonly LayerSpec[];
  readonly loss: {
    readonly name: LossName;
    readonly parameters: ParameterValues;
    /** The outputs are logits: the loss applies the activation that its rule names (`fromLogits`) itself. */
    readonly fromLogits: boolean;
  };
  readonly reduction: Reduction;
  /** A⁰, m × n₀. */
  readonly inputs: Tensor;
  /** m × n_L, or m × 1 class indices where the loss's rule wants classes. */
  readonly targets: Tensor;
}

export interface LayerSpec {
  readonly type: LayerType;
  readonly name: string;
  readonly units: number;
  readonly activation: { readonly name: ActivationName; readonly parameters: ParameterValues };
  readonly inputs: readonly Source[];
  readonly parameters: Tensors;
}

/** What a layer reads: the batch's inputs, or the activation of an earlier layer, by index. */
export type Source = 'inputs' | number;

/** A checked network. Every layer reads only earlier ones, so its order is an order of computation. */
export interface Network {
  readonly spec: NetworkSpec;
  /** How its numbers are written, and what its δ is. */
  readonly notation: Notation;
  readonly samples: number;
  readonly layers: readonly NetworkLayer[];
  readonly loss: NetworkLoss;
  /** Targets as the loss reads them, m × n_L: class indices as one-hot rows, made when they are first read. */
  readonly targets: Tensor;
}

export interface NetworkLayer {
  readonly index: number;
  readonly name: string;
  readonly type: LayerType;
  readonly units: number;
  readonly rule: LayerRule;
  readonly activation: ActivationRule;
  readonly activationParameters: ParameterValues;
  readonly inputs: readonly Source[];
  readonly inputWidths: readonly number[];
  readonly parameters: Tensors;
  /** The layers that read this one, and as which of their inputs. */
  readonly readers: readonly { readonly layer: number; readonly source: number }[];
}

export interface NetworkLoss {
  readonly rule: LossRule;
  readonly parameters: ParameterValues;
  /** Loss and output activation evaluated as one from z, where the pair has a stable form. */
  readonly fused: { readonly rule: FusedLoss; readonly activation: ActivationRule } | undefined;
  /** The output is logits, and `fused.activation` is applied inside the loss. */
  readonly fromLogits: boolean;
  /** 1/m for a mean over the batch, 1 for a sum. */
  readonly sampleScale: number;
  /** The part of `sampleScale` that δ carries, and the part that the parameters' gradients carry: one of them is 1. */
  readonly deltaScale: number;
  readonly gradientScale: number;
  /** 1/n_L where the loss averages over outputs, else 1. */
  readonly outputScale: number;
}

/**
 * Resolves names to rules and checks every shape.
 * @param notation how its numbers are to be written; the lecture notes' way if left out.
 * @throws ShapeError where shapes do not fit together; a model file's reader reports those before.
 */
export function buildNetwork(spec: NetworkSpec, notation: Notation = notations.notes): Network {
  const samples = rowsOf(spec.inputs);
  const widths: number[] = [];
  const built = spec.layers.map((layer, index): NetworkLayer => {
    const inputWidths = layer.inputs.map((source) => {
      const width = source === 'inputs' ? columnsOf(spec.inputs) : widths[source];
      if (width === undefined) throw new ShapeError(layer.name, 'inputs', [index], [Number(source)]);
      return width;
    });
    const rule = layers[layer.type];
    checkParameters(layer, rule, inputWidths);
    widths.push(layer.units);
    return {
      index,
      name: layer.name,
      type: layer.type,
      units: layer.units,
      rule,
      activation: activations[layer.activation.name],
      activationParameters: layer.activation.parameters,
      inputs: layer.inputs,
      inputWidths,
      parameters: layer.parameters,
      readers: spec.layers.flatMap((reader, r) =>
        reader.inputs.flatMap((source, s) => (source === index ? [{ layer: r, source: s }] : [])),
      ),
    };
  });
  const output = built.at(-1);
  if (output === undefined) throw new ShapeError('network', 'layers', [1], [0]);
  checkTargets(spec, samples, output.units);
  let targets: Tensor | undefined;
  return {
    spec,
    notation,
    samples,
    layers: built,
    loss: buildLoss(spec, notation, samples, output),
    // One-hot rows may be far larger than the file, and who only tells of a network needs none.
    get targets() {
      targets ??= readTargets(spec);
      return targets;
    },
  };
}

function checkParameters(layer: LayerSpec, rule: LayerRule, inputWidths: readonly number[]): void {
  for (const [name, declared] of Object.entries(rule.parameters)) {
    const parameter = layer.parameters[name];
    if (parameter === undefined) {
      if (declared.optional) continue;
      throw new ShapeError(layer.name, name, [inputWidths[0]!, layer.units], []);
    }
    const expected = declared.axes.map((axis) => (axis === 'inputs' ? inputWidths[0]! : layer.units));
    const same =
      parameter.shape.length === expected.length && expected.every((n, i) => n === parameter.shape[i]);
    if (!same) throw new ShapeError(layer.name, name, expected, parameter.shape);
  }
}

function buildLoss(
  spec: NetworkSpec,
  notation: Notation,
  samples: number,
  output: NetworkLayer,
): NetworkLoss {
  const rule = losses[spec.loss.name];
  const { fromLogits } = spec.loss;
  const implied = fromLogits ? rule.fromLogits : spec.layers.at(-1)!.activation.name;
  const fused = implied === undefined ? undefined : rule.fused[implied];
  const sampleScale = spec.reduction === 'mean' ? 1 / samples : 1;
  const isInDelta = notation.reduction === 'delta';
  return {
    rule,
    parameters: spec.loss.parameters,
    fused:
      fused === undefined || implied === undefined
        ? undefined
        : { rule: fused, activation: activations[implied] },
    fromLogits,
    sampleScale,
    deltaScale: isInDelta ? sampleScale : 1,
    gradientScale: isInDelta ? 1 : sampleScale,
    outputScale: rule.outputs === 'mean' ? 1 / output.units : 1,
  };
}

function checkTargets({ loss, targets }: NetworkSpec, samples: number, units: number): void {
  const isClasses = losses[loss.name].targets === 'classes';
  const fits = isClasses
    ? targets.data.length === samples
    : rowsOf(targets) === samples && columnsOf(targets) === units;
  if (!fits) throw new ShapeError('network', 'targets', [samples, isClasses ? 1 : units], targets.shape);
}

/** Targets as the loss reads them, m × n_L, of a network whose shapes fit. */
export function readTargets(spec: NetworkSpec): Tensor {
  const rule = losses[spec.loss.name];
  const samples = rowsOf(spec.inputs);
  const { units } = spec.layers.at(-1)!;
  if (rule.targets === 'classes') {
    const oneHot = zeros([samples, units], spec.dtype);
    spec.targets.data.forEach((category, k) => {
      oneHot.data[k * units + category] = 1;
    });
    return oneHot;
  }
  const read = rule.readTargets;
  return read?.applies(spec.targets.data) === true
    ? { shape: spec.targets.shape, data: spec.targets.data.map((y) => read.read(y)) }
    : spec.targets;
}
