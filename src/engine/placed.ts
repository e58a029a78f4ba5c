/** A network whose numbers lie where a plan can read them. */
import type { Kernels } from './kernels/kernels';
import type { Tensors } from './layers/rule';
import type { Network } from './network';
import type { Tensor } from './tensor';

/**
 * The same network with its tensors given to the plan, in an order that depends on its graph alone.
 * @param read the layers whose parameters the plan reads; all if left out.
 */
export function placed(network: Network, kernels: Kernels, read?: ReadonlySet<number>): Network {
  const { spec } = network;
  const inputs = kernels.given(spec.inputs);
  const targets = kernels.given(network.targets);
  const layers = network.layers.map((layer) =>
    read === undefined || read.has(layer.index)
      ? { ...layer, parameters: given(layer.parameters, kernels) }
      : layer,
  );
  return {
    ...network,
    targets,
    layers,
    spec: {
      ...spec,
      inputs,
      // Class indices are read as the one-hot rows above.
      targets: spec.targets === network.targets ? targets : spec.targets,
      layers: spec.layers.map((layer, l) => ({ ...layer, parameters: layers[l]!.parameters })),
    },
  };
}

function given(parameters: Tensors, kernels: Kernels): Tensors {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, t]): [string, Tensor] => [name, kernels.given(t)]),
  );
}
