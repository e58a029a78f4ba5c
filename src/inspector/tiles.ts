/** Windows of a matrix at the resolution at which they are drawn. */
import { columnsOf, rowsOf, type Tensor } from '../engine/tensor';
import type { Tile, TileRequest } from './views';

/**
 * Cuts a window out of a matrix; where it has more numbers than places, each place gets the number of largest magnitude
 * with its sign, and a NaN before all, so that a single spike is seen at every zoom. Windows are clipped to the matrix.
 */
export function cutTile(matrix: Tensor, request: TileRequest, run: number): Tile {
  const width = columnsOf(matrix);
  const rowStart = Math.min(request.rowStart, rowsOf(matrix));
  const columnStart = Math.min(request.columnStart, width);
  const height = Math.max(0, Math.min(request.rowEnd, rowsOf(matrix)) - rowStart);
  const span = Math.max(0, Math.min(request.columnEnd, width) - columnStart);
  const rows = Math.min(height, request.maxRows ?? height);
  const columns = Math.min(span, request.maxColumns ?? span);
  const values = new Float64Array(rows * columns);
  const filled = new Uint8Array(rows * columns);
  const placeOf = Uint32Array.from({ length: span }, (_, j) => Math.floor((j * columns) / span));
  for (let i = 0; i < height; i++) {
    const row = Math.floor((i * rows) / height) * columns;
    const from = (rowStart + i) * width + columnStart;
    for (let j = 0; j < span; j++) {
      const place = row + placeOf[j]!;
      const value = matrix.data[from + j]!;
      if (filled[place] === 0 || outranks(value, values[place]!)) {
        values[place] = value;
        filled[place] = 1;
      }
    }
  }
  return { run, request, rows, columns, values };
}

function outranks(value: number, other: number): boolean {
  if (Number.isNaN(other)) return false;
  return Number.isNaN(value) || Math.abs(value) > Math.abs(other);
}
