/** The way of the gradient from layer to layer, as factors of norms. It imports nothing but types. */
import type { LayerView } from './views';

/** What a hop is made of. */
export type FlowLayer = Pick<LayerView, 'index' | 'readers' | 'deltaNorm' | 'upstreamNorm'>;

export interface HopFactors {
  /** ‖δ‖ of the layers it comes from, ‖∂L/∂a‖ that arrives, ‖δ‖ that it becomes. */
  readonly from: number;
  readonly upstream: number;
  readonly to: number;
  /** ‖∂L/∂a‖ / ‖δ‖ of its readers: what the weights do, 1 where there are none. */
  readonly transport: number;
  /** ‖δ‖ / ‖∂L/∂a‖: what the activation does. */
  readonly slope: number;
}

/** By the index of the layer in which the hop ends. The output has none. */
export function hopFactors(layers: readonly FlowLayer[]): ReadonlyMap<number, HopFactors> {
  const hops = new Map<number, HopFactors>();
  for (const { index, readers, deltaNorm: to, upstreamNorm: upstream } of layers) {
    if (readers.length === 0 || upstream === undefined) continue;
    const from = Math.hypot(...readers.map((reader) => layers[reader]?.deltaNorm ?? NaN));
    hops.set(index, { from, upstream, to, transport: upstream / from, slope: to / upstream });
  }
  return hops;
}
