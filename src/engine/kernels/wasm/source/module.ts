/** The whole module as WebAssembly text: for both element types packing and products. Its memory is imported. */
import type { Arithmetic, Tile } from '../layout';
import { dotProduct } from './dots';
import { packing } from './packing';
import { panelProduct } from './panels';
import { thinProduct } from './thin';
import { float32, float64 } from './vectors';

export function moduleText(arithmetic: Arithmetic, tile: Tile): string {
  const kernels = [float64, float32].flatMap((element) => [
    panelProduct(element, arithmetic, tile),
    packing(element, 'packRows', tile.rows),
    packing(element, 'packColumns', tile.vectors * element.lanes),
    thinProduct(element, arithmetic),
    dotProduct(element, arithmetic),
  ]);
  return `(module
  (import "engine" "memory" (memory 1))
  ${kernels.join('\n')})`;
}
