/** The way to a number: which sample, layer, disclosure or matrix of a heatmap must be on screen so that it is. */
import type { CellRef, LayerView, Overview } from '../../src/inspector/views';
import { sampleOf } from '../../src/inspector/naming';
import { cellKey } from '../cells/cellKey';
import { shownOf } from './disclosures';
import { planGrid, type PlanRow } from './gridPlan';
import { cellsOf } from './gridValues';
import { choiceWith } from './layerMatrices';
import { layoutOf } from './layout';
import { shownSample } from './shownNumbers';

export interface Way {
  /** From 0; undefined: all samples. */
  readonly sample: number | undefined;
  /** The number itself, or what stands for it. */
  readonly cell: CellRef;
  /** Undefined: it stands in the header. */
  readonly layer: number | undefined;
  /** What must be open in the layer, besides what is. */
  readonly disclosure: string | undefined;
  /** What the layer's heatmap must show; undefined where digits have the number. */
  readonly matrix: string | undefined;
}

/** How a layer's disclosures are; undefined where the user has not said. */
export type Chosen = (layer: number, id: string) => boolean | undefined;

/**
 * @param width pixels that layers have.
 * @returns undefined for a number that the run does not have, or that nothing shows.
 */
export function wayTo(cell: CellRef, overview: Overview, width: number, chosen: Chosen): Way | undefined {
  for (const sample of samplesFor(cell, overview)) {
    const shown = { ...overview, sample };
    for (const standIn of standInsOf(cell, overview)) {
      if (isInHeader(standIn, shown)) {
        return { sample, cell: standIn, layer: undefined, disclosure: undefined, matrix: undefined };
      }
      for (const layer of layersOf(standIn, shown)) {
        const place = placeIn(layer, standIn, shown, width, chosen);
        if (place !== undefined) return { sample, cell: standIn, layer: layer.index, ...place };
      }
    }
  }
  return undefined;
}

/** What is on screen first, so that nothing is chosen without need. */
function samplesFor(cell: CellRef, { sample, samples }: Overview): readonly (number | undefined)[] {
  const own = sampleOf(cell);
  if (own !== undefined && own >= samples) return [];
  return [...new Set(samples === 1 ? [undefined] : [sample, own, undefined])];
}

/** The number; else its gradient for a relative one, which digits do not show, and the only sample's for the batch's. */
function standInsOf(cell: CellRef, { samples }: Overview): readonly CellRef[] {
  const { sample, ...ofBatch } = cell;
  const own = samples === 1 && sample === 0 ? ofBatch : cell;
  if (own.quantity === 'relativeGradient') return [own, { ...own, quantity: 'parameterGradient' }];
  if (own.quantity === 'loss' && samples === 1) return [{ ...own, quantity: 'sampleLoss' }];
  return [own];
}

function isInHeader(cell: CellRef, overview: Overview): boolean {
  const sample = shownSample(overview);
  const loss: CellRef =
    sample === undefined
      ? { quantity: 'loss', row: 0, column: 0 }
      : { quantity: 'sampleLoss', row: sample, column: 0 };
  return cellKey(cell) === cellKey(loss);
}

/** Layers that may show it: its own, then those that read it. */
function layersOf({ quantity, layer }: CellRef, { layers }: Overview): readonly LayerView[] {
  if (quantity === 'target') return layers.filter(({ readers }) => readers.length === 0);
  const own = layer === undefined ? undefined : layers[layer];
  const readers =
    quantity === 'input' || quantity === 'activation' ? layers.filter(({ source }) => source === layer) : [];
  return own === undefined ? readers : [own, ...readers];
}

function placeIn(
  layer: LayerView,
  cell: CellRef,
  overview: Overview,
  width: number,
  chosen: Chosen,
): Pick<Way, 'disclosure' | 'matrix'> | undefined {
  const layout = layoutOf(layer, width);
  if (layout !== 'heatmap') {
    const rowsWith = (disclosure?: string): readonly PlanRow[] => {
      const isOpen = (id: string): boolean | undefined =>
        id === disclosure ? true : chosen(layer.index, id);
      return planGrid(overview, layer, shownOf(overview, layer, width, isOpen).options);
    };
    if (hasCell(rowsWith(), cell)) return { disclosure: undefined, matrix: undefined };
    const { disclosures } = shownOf(overview, layer, width, (id) => chosen(layer.index, id));
    const hiding = disclosures.find(({ id, open }) => !open && hasCell(rowsWith(id), cell));
    if (hiding !== undefined) return { disclosure: hiding.id, matrix: undefined };
  }
  const choice = layout === 'digits' ? undefined : choiceWith(overview, layer, layout === 'heatmap', cell);
  return choice === undefined ? undefined : { disclosure: undefined, matrix: choice.id };
}

function hasCell(rows: readonly PlanRow[], cell: CellRef): boolean {
  const key = cellKey(cell);
  return [...cellsOf(rows)].some((own) => cellKey(own) === key);
}
