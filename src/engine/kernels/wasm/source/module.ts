/** The whole module as WebAssembly text: packing and products, and what else has no transcendental function in it. */
import { type Arithmetic, MAXIMUM_PAGES, type Tile } from '../layout';
import { dotProduct } from './dots';
import { pairwise, roundRows, sumOfRows } from './elements';
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
    pairwise(element, 'times', 'mul'),
    pairwise(element, 'plus', 'add'),
    sumOfRows(element),
  ]);
  const wide = [
    packing(float64, 'packRowsOfFloat32', tile.rows, float32),
    packing(float64, 'packColumnsOfFloat32', tile.vectors * float64.lanes, float32),
    roundRows(),
  ];
  return `(module
  (import "engine" "memory" (memory 1 ${MAXIMUM_PAGES}))
  ${[...kernels, ...wide].join('\n')})`;
}
