/** The factors of each hop of the gradient with the few characters that stand beside them. */
import { hopFactors, type HopFactors } from '../../src/inspector/hops';
import { deltaText } from '../../src/inspector/naming';
import type { LayerView, Overview } from '../../src/inspector/views';
import { layerMark } from '../numbers/format';

export interface Hop extends HopFactors {
  readonly transportLabel: string;
  readonly slopeLabel: string;
}

/** By the index of the layer in which the hop ends. The output has none. */
export function hopsOf(overview: Overview): ReadonlyMap<number, Hop> {
  const { layers } = overview;
  return new Map(
    [...hopFactors(layers)].map(([index, factors]): [number, Hop] => {
      const layer = layers[index]!;
      const transport = transportLabel(index, layer.readers, overview);
      return [index, { ...factors, transportLabel: transport, slopeLabel: slopeLabel(layer) }];
    }),
  );
}

/** What arrives, in few characters: of the next layer `Wδ`, of others with their numbers; `δ` where no weights lie between. */
function transportLabel(index: number, readers: readonly number[], { layers, notation }: Overview): string {
  const direct = readers.length === 1 && readers[0] === index + 1;
  const parts = readers.map((reader) => {
    const weighted = layers[reader]?.parameters.some(({ vector }) => !vector) ?? false;
    return `${weighted ? 'W' : ''}${deltaText(notation)}${direct ? '' : layerMark(notation, reader + 1)}`;
  });
  return parts.join('+');
}

function slopeLabel({ activation }: LayerView): string {
  if (activation.kind === 'row') return 'J';
  return activation.name === 'sigmoid' ? 'σ′' : `${activation.name}′`;
}
