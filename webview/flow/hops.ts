/** The way of the gradient from layer to layer, as factors of norms. */
import type { LayerView, Overview } from '../../src/inspector/views';
import { superscript } from '../numbers/format';

export interface Hop {
  /** ‖δ‖ of the layers it comes from, ‖∂L/∂a‖ that arrives, ‖δ‖ that it becomes. */
  readonly from: number;
  readonly upstream: number;
  readonly to: number;
  /** ‖∂L/∂a‖ / ‖δ‖ of its readers: what the weights do, 1 where there are none. */
  readonly transport: number;
  /** ‖δ‖ / ‖∂L/∂a‖: what the activation does. */
  readonly slope: number;
  readonly transportLabel: string;
  readonly slopeLabel: string;
}

/** By the index of the layer in which the hop ends. The output has none. */
export function hopsOf({ layers }: Overview): ReadonlyMap<number, Hop> {
  const hops = new Map<number, Hop>();
  for (const layer of layers) {
    const { upstreamNorm: upstream, deltaNorm: to, readers, index } = layer;
    if (readers.length === 0 || upstream === undefined) continue;
    const from = Math.hypot(...readers.map((reader) => layers[reader]?.deltaNorm ?? NaN));
    hops.set(index, {
      from,
      upstream,
      to,
      transport: upstream / from,
      slope: to / upstream,
      transportLabel: transportLabel(index, readers, layers),
      slopeLabel: slopeLabel(layer),
    });
  }
  return hops;
}

/** What arrives, in few characters: of the next layer `Wδ`, of others with their numbers; `δ` where no weights lie between. */
function transportLabel(index: number, readers: readonly number[], layers: readonly LayerView[]): string {
  const direct = readers.length === 1 && readers[0] === index + 1;
  const parts = readers.map((reader) => {
    const weighted = layers[reader]?.parameters.some(({ vector }) => !vector) ?? false;
    return `${weighted ? 'Wδ' : 'δ'}${direct ? '' : superscript(reader + 1)}`;
  });
  return parts.join('+');
}

function slopeLabel({ activation }: LayerView): string {
  if (activation.kind === 'row') return 'J';
  return activation.name === 'sigmoid' ? 'σ′' : `${activation.name}′`;
}
