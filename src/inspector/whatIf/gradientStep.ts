/** A step of gradient descent: θ ← θ − η ∂L/∂θ. */
import type { NetworkSpec } from '../../engine/network';
import type { Run } from '../../engine/run';
import { tensor } from '../../engine/tensor';

/**
 * All parameters a step further; computed in float64 and rounded once.
 * @param run of this network.
 * @param rate η.
 */
export function stepped(spec: NetworkSpec, run: Run, rate: number): NetworkSpec {
  const layers = spec.layers.map((layer, l) => {
    const gradients = run.backward.parameterGradients[l]!;
    const parameters = Object.entries(layer.parameters).map(([name, { shape, data }]) => {
      const after = data.slice();
      const gradient = gradients[name]!.data;
      for (let i = 0; i < after.length; i++) after[i] = data[i]! - rate * gradient[i]!;
      return [name, tensor(shape, after)] as const;
    });
    return { ...layer, parameters: Object.fromEntries(parameters) };
  });
  return { ...spec, layers };
}

/** How many numbers all parameters have together. */
export function parametersOf({ layers }: NetworkSpec): number {
  let count = 0;
  for (const { parameters } of layers) {
    for (const { data } of Object.values(parameters)) count += data.length;
  }
  return count;
}
