/** A matrix as a thumbnail has it: pooled, in 16 bits a number; and which of its numbers stand at one place of that. */
import { codeOf } from '../../src/inspector/pictureCode';
import type { Picture, Statistics, TileRequest } from '../../src/inspector/views';

export type CodePicture = Pick<Picture, 'rows' | 'columns' | 'codes'>;

/** Root mean square of each column. */
export function columnRms({ columnNorms, rows }: Pick<Statistics, 'columnNorms' | 'rows'>): Float64Array {
  return columnNorms.map((norm) => norm / Math.sqrt(rows));
}

/** The numbers in one row of at most so many places; where several share one, it is the largest, and NaN before all. */
export function rowPicture(values: Float64Array, maxColumns: number): CodePicture {
  const columns = Math.min(values.length, maxColumns);
  const pooled = new Float64Array(columns);
  values.forEach((value, i) => {
    const place = Math.floor((i * columns) / values.length);
    pooled[place] = Math.max(pooled[place]!, value);
  });
  return { rows: 1, columns, codes: Uint16Array.from(pooled, codeOf) };
}

export type Window = Pick<TileRequest, 'rowStart' | 'rowEnd' | 'columnStart' | 'columnEnd'>;

/**
 * The window of a matrix that one place of its picture stands for.
 * @param across @param down where in the picture, 0 … 1.
 */
export function windowAt(
  matrix: { readonly rows: number; readonly columns: number },
  picture: CodePicture,
  across: number,
  down: number,
): Window {
  const [rowStart, rowEnd] = rangeAt(matrix.rows, picture.rows, down);
  const [columnStart, columnEnd] = rangeAt(matrix.columns, picture.columns, across);
  return { rowStart, rowEnd, columnStart, columnEnd };
}

/** Number i of `total` is at place ⌊i · places / total⌋. */
function rangeAt(total: number, places: number, share: number): readonly [number, number] {
  const place = Math.max(0, Math.min(places - 1, Math.floor(share * places)));
  return [Math.ceil((place * total) / places), Math.ceil(((place + 1) * total) / places)];
}
