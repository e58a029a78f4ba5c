/** What is told of a place in a model's text. */
import type { CellRef } from '../../engine/cell';
import type { Run } from '../../engine/run';
import { cellOfPath, type ModelSource } from '../../model/locate';
import type { JsonPath } from '../../model/modelIssue';
import { scalarAt } from '../../model/scalarAt';
import type { Overview } from '../views';
import type { HoverView } from './hoverView';
import { numberHover } from './numberHover';
import { activationHover, layerHover, lossHover } from './ruleHover';

/** A run with what is known of it. */
export interface HoveredRun {
  readonly run: Run;
  readonly source: ModelSource;
  /** Of the whole batch. */
  readonly overview: () => Overview;
  /** Whether the run has the number: the text may be newer. */
  readonly has: (cell: CellRef) => boolean;
}

/** @returns undefined where there is nothing to tell. */
export function hoverAt(
  hovered: HoveredRun,
  id: number,
  text: string,
  offset: number,
): HoverView | undefined {
  const found = scalarAt(text, offset);
  if (found === undefined) return undefined;
  const { path, span } = found;
  const cell = cellOfPath(path, hovered.source);
  const isKnown = cell !== undefined && hovered.has(cell);
  const parts = isKnown ? numberHover(hovered.run, id, cell) : ruleParts(hovered, path);
  if (parts === undefined) return undefined;
  return { run: id, span, cell: isKnown ? cell : undefined, parts };
}

/** By the key that the value stands under; an activation or a loss with parameters has its name under "type". */
function ruleParts({ run, overview }: HoveredRun, path: JsonPath): HoverView['parts'] | undefined {
  const [top, index, key, ...rest] = path;
  const isName = (more: readonly unknown[]): boolean =>
    more.length === 0 || (more.length === 1 && more[0] === 'type');
  if (top === 'loss' && isName(path.slice(1))) return lossHover(run, overview().loss);
  const layer = top === 'layers' && typeof index === 'number' ? run.network.layers[index] : undefined;
  if (layer === undefined) return undefined;
  if (key === 'activation' && isName(rest)) return activationHover(run, layer);
  const isLayer = (key === 'name' || key === 'type') && rest.length === 0;
  return isLayer ? layerHover(run, overview(), layer) : undefined;
}
