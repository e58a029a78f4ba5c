/** A matrix that a heatmap can show, and what is drawn around it. */
import type { CellRef, MatrixRef, Statistics } from '../../src/inspector/views';
import type { CellNames } from '../cells/cellNames';

export interface HeatMatrix {
  readonly id: string;
  readonly matrix: MatrixRef;
  /** Shown are `rows` rows from here: one sample's row of a matrix that has one a sample. */
  readonly firstRow: number;
  readonly rows: number;
  readonly columns: number;
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

/** Statistics of a few numbers that are already here. */
export function statisticsOf(values: Float64Array, rows: number, columns: number): HeatStatistics {
  const magnitudes = values
    .map(Math.abs)
    .filter((x) => x > 0 && x < Infinity)
    .sort();
  const quantile = (share: number): number =>
    magnitudes[Math.min(magnitudes.length - 1, Math.floor(magnitudes.length * share))] ?? 0;
  const [p995, p95] = [quantile(0.995), quantile(0.95)];
  const beyond = (magnitude: number): number => magnitudes.filter((x) => x > magnitude).length;
  const rowNorms = new Float64Array(rows);
  const columnNorms = new Float64Array(columns);
  values.forEach((x, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    rowNorms[row] = normWith(rowNorms[row]!, x);
    columnNorms[column] = normWith(columnNorms[column]!, x);
  });
  const maxAbs = magnitudes.at(-1) ?? 0;
  const at = maxAbs === 0 ? 0 : values.findIndex((x) => Math.abs(x) === maxAbs);
  return {
    maxAbs,
    peak: { row: Math.floor(at / columns), column: at % columns },
    ...{ p995, p95 },
    beyond: { p995: beyond(p995), p95: beyond(p95) },
    zeros: values.filter((x) => x === 0).length,
    nans: values.filter(Number.isNaN).length,
    infinities: values.filter((x) => Math.abs(x) === Infinity).length,
    rowNorms,
    columnNorms,
  };
}

/** The norm of a vector with one more number; NaN with any NaN, which `Math.hypot` forgets beside an infinity. */
function normWith(norm: number, x: number): number {
  return Number.isNaN(norm) || Number.isNaN(x) ? NaN : Math.hypot(norm, x);
}
