/** Windows of a matrix at the resolution at which they are drawn: as numbers, or as a picture of them. */
import type { Tensor } from '../engine/tensor';
import { encodePicture } from './pictureCode';
import { pool, type PooledBlocks, poolingOf, SIDE, startsOf } from './pooling';
import type { Picture, Tile, TileRequest } from './views';

/** Cuts a window out of a matrix. Windows are clipped to the matrix. */
export function cutTile(matrix: Tensor, request: TileRequest, run: number): Tile {
  const pooling = poolingOf(matrix, request);
  const { rows, columns } = pooling;
  return { run, request, rows, columns, values: pool(matrix, pooling) };
}

/** @param blocks of the same matrix, where there are any. */
export function cutPicture(
  matrix: Tensor,
  blocks: PooledBlocks | undefined,
  request: TileRequest,
  run: number,
): Picture {
  const pooling = poolingOf(matrix, request);
  const { rowStart, columnStart, height, span, rows, columns } = pooling;
  const pooled = blocks?.pool(pooling);
  const together = pooled === undefined ? 1 : SIDE;
  return {
    ...{ run, request, rows, columns },
    codes: encodePicture(pooled ?? pool(matrix, pooling)),
    rowStarts: startsOf(rowStart, height, rows, together),
    columnStarts: startsOf(columnStart, span, columns, together),
  };
}
