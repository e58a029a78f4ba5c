/** What is told of a place in a model's text. */
import type { CellRef } from '../../engine/cell';
import type { Network, NetworkLayer } from '../../engine/network';
import type { Run } from '../../engine/run';
import { cellOfPath, type ModelSource } from '../../model/locate';
import type { JsonPath } from '../../model/modelIssue';
import { scalarAt } from '../../model/scalarAt';
import { networkLayerView, networkLossView } from '../networkViews';
import type { Overview } from '../views';
import type { HoverView } from './hoverView';
import { numberBeforeRun, numberHover } from './numberHover';
import { activationHover, layerHover, layerSizes, lossHover } from './ruleHover';

type Parts = HoverView['parts'];

/** A network with what is known of it. */
export interface Hovered {
  readonly network: Network;
  readonly source: ModelSource;
  /** Its run; undefined where the text is the network's own, and has none. */
  readonly ran: HoveredRun | undefined;
}

export interface HoveredRun {
  readonly run: Run;
  readonly id: number;
  /** Of the whole batch. */
  readonly overview: () => Overview;
  /** Whether the run has the number: the text may be newer. */
  readonly has: (cell: CellRef) => boolean;
}

/** @returns undefined where there is nothing to tell. */
export function hoverAt(hovered: Hovered, text: string, offset: number): HoverView | undefined {
  const found = scalarAt(text, offset);
  if (found === undefined) return undefined;
  const { path, span } = found;
  const { network, source, ran } = hovered;
  const run = ran?.id;
  const cell = cellOfPath(path, source);
  if (cell !== undefined && (ran === undefined || ran.has(cell))) {
    const parts = ran === undefined ? numberBeforeRun(network, cell) : numberHover(ran.run, ran.id, cell);
    return { run, span, cell, parts };
  }
  const parts = ruleParts(hovered, path);
  return parts && { run, span, cell: undefined, parts };
}

/** By the key that the value stands under; an activation or a loss with parameters has its name under "type". */
function ruleParts(hovered: Hovered, path: JsonPath): Parts | undefined {
  const [top, index, key, ...rest] = path;
  const isName = (more: readonly unknown[]): boolean =>
    more.length === 0 || (more.length === 1 && more[0] === 'type');
  if (top === 'loss' && isName(path.slice(1))) return lossParts(hovered);
  const { network, ran } = hovered;
  const layer = top === 'layers' && typeof index === 'number' ? network.layers[index] : undefined;
  if (layer === undefined) return undefined;
  if (key === 'activation' && isName(rest)) {
    return activationHover(network, layer, ran?.run.forward.preActivations[layer.index]);
  }
  const isLayer = (key === 'name' || key === 'type') && rest.length === 0;
  return isLayer ? layerParts(hovered, layer) : undefined;
}

function lossParts({ network, ran }: Hovered): Parts {
  if (ran === undefined) return lossHover(network, networkLossView(network, {}));
  const { loss } = ran.overview();
  return [...lossHover(network, loss), { kind: 'value', name: 'L', value: loss.value }];
}

function layerParts({ network, ran }: Hovered, layer: NetworkLayer): Parts {
  if (ran === undefined) return layerHover(network, layer, networkLayerView(network, layer, {}));
  const view = ran.overview().layers[layer.index]!;
  return [...layerHover(network, layer, view), ...layerSizes(network, view)];
}
