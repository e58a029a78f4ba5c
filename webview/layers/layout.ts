/** How a layer is shown, by its size and by the room there is. */
import type { LayerView } from '../../src/inspector/views';

/** Digits for everything, digits for vectors with a heatmap for the matrix, or a heatmap for all. */
export type LayerLayout = 'digits' | 'split' | 'heatmap';

/** A matrix of more is a heatmap. */
export const MOST_COLUMNS = 12;
export const MOST_ROWS = 24;
const MOST_BESIDE = 6;
const NARROW = 600;
const WIDE = 900;
/** The narrowest cell that holds its digits. */
const CELL = 62;

export function layoutOf(layer: LayerView, width: number): LayerLayout {
  const margin = width <= NARROW ? 36 + 74 : 52 + 86;
  if (layer.units > MOST_COLUMNS || margin + layer.units * (CELL + 1) > width) return 'heatmap';
  const rows = Math.max(
    0,
    ...layer.parameters.filter(({ vector }) => !vector).map((parameter) => parameter.rows),
  );
  return rows > MOST_ROWS ? 'split' : 'digits';
}

/** Whether W and b have room beside their gradients. */
export function hasRoomBeside(layer: LayerView, width: number): boolean {
  return width >= WIDE && layer.units <= MOST_BESIDE && layoutOf(layer, width) === 'digits';
}

/** The layers that are open before anyone opened or closed one. */
export function openByDefault(layers: readonly LayerView[], width: number): ReadonlySet<number> {
  if (layers.length <= 4 && layers.every((layer) => layoutOf(layer, width) === 'digits')) {
    return new Set(layers.map(({ index }) => index));
  }
  const finding = layers.find(({ deadUnits }) => deadUnits.length > 0);
  return new Set([layers.length - 1, 0, ...(finding === undefined ? [] : [finding.index])]);
}
