/** The tensors that a model's file gives: inputs, targets, parameters. What a what-if may have others of. */
import type { LayerSpec, NetworkSpec } from '../../engine/network';
import type { Tensor } from '../../engine/tensor';
import type { MatrixRef } from '../views';

/** Every tensor of a file, in the model's order. */
export function givenTensors(spec: NetworkSpec): readonly MatrixRef[] {
  return [
    { quantity: 'input' },
    { quantity: 'target' },
    ...spec.layers.flatMap(({ parameters }, layer) =>
      Object.keys(parameters).map((parameter): MatrixRef => ({ quantity: 'parameter', layer, parameter })),
    ),
  ];
}

/** As the file gives it: targets may be classes. Undefined where the file gives no such tensor. */
export function givenTensor(
  spec: NetworkSpec,
  { quantity, layer, parameter }: MatrixRef,
): Tensor | undefined {
  switch (quantity) {
    case 'input':
      return spec.inputs;
    case 'target':
      return spec.targets;
    case 'parameter':
      return layer === undefined ? undefined : spec.layers[layer]?.parameters[parameter ?? ''];
    default:
      return undefined;
  }
}

/** The same network with another tensor in one place. */
export function withTensor(spec: NetworkSpec, ref: MatrixRef, tensor: Tensor): NetworkSpec {
  switch (ref.quantity) {
    case 'input':
      return { ...spec, inputs: tensor };
    case 'target':
      return { ...spec, targets: tensor };
    default: {
      const { layer = 0, parameter = '' } = ref;
      const before = spec.layers[layer]!;
      const after: LayerSpec = { ...before, parameters: { ...before.parameters, [parameter]: tensor } };
      return { ...spec, layers: spec.layers.with(layer, after) };
    }
  }
}
