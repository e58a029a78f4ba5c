/** A matrix that a heatmap can show, and what is drawn around it. */
import type { CellRef, MatrixRef, Statistics } from '../../src/inspector/views';
import { matrixKey } from '../cells/cellKey';
import type { CellNames } from '../cells/cellNames';

/** The part of a matrix that is shown. */
export interface HeatArea {
  readonly matrix: MatrixRef;
  /** Shown are `rows` rows from here: one sample's row of a matrix that has one a sample. */
  readonly firstRow: number;
  readonly rows: number;
  readonly columns: number;
}

export interface HeatMatrix extends HeatArea {
  readonly id: string;
  readonly names: CellNames;
  readonly statistics: HeatStatistics;
  readonly strips: Strips;
  /** Columns of units that get no gradient at all. */
  readonly dead: ReadonlySet<number>;
}

/** What a heatmap needs of a matrix as a whole. */
export type HeatStatistics = Pick<
  Statistics,
  'maxAbs' | 'peak' | 'p995' | 'p95' | 'beyond' | 'zeros' | 'nans' | 'infinities' | 'rowNorms' | 'columnNorms'
>;

/** Vectors beside the matrix, in its own rows or columns: factors left and above, the bias's gradient below. */
export interface Strips {
  readonly left?: Strip;
  readonly top?: Strip;
  readonly bottom?: Strip;
}

export interface Strip {
  readonly title: string;
  readonly values: Float64Array;
  /** Signed numbers get the ramp; magnitudes are grey. */
  readonly signed: boolean;
  /** The number at an index, where it has a proof. */
  readonly cell?: (index: number) => CellRef;
}

export type Clip = 'max' | 'p995' | 'p95';

export function isSameArea(a: HeatArea, b: HeatArea): boolean {
  return (
    matrixKey(a.matrix) === matrixKey(b.matrix) &&
    a.rows === b.rows &&
    a.columns === b.columns &&
    a.firstRow === b.firstRow
  );
}

/** The magnitude that gets the ramp's end. */
export function clipOf({ maxAbs, p995, p95 }: HeatStatistics, clip: Clip): number {
  const chosen = { max: maxAbs, p995, p95 }[clip];
  return chosen > 0 ? chosen : maxAbs;
}

/** The number at a place of the heatmap; rows −1 and `rows`, and column −1, are the strips. */
export function cellAt(heat: HeatMatrix, row: number, column: number): CellRef | undefined {
  const { strips, matrix, firstRow, rows, columns } = heat;
  const insideRow = row >= 0 && row < rows;
  const insideColumn = column >= 0 && column < columns;
  if (insideRow && insideColumn) return { ...matrix, row: firstRow + row, column };
  if (insideRow && column === -1) return strips.left?.cell?.(row);
  if (insideColumn && row === -1) return strips.top?.cell?.(column);
  if (insideColumn && row === rows) return strips.bottom?.cell?.(column);
  return undefined;
}
