/** The numbers that a plan needs: which windows to ask for, and how to read a cell from them. */
import type { CellRef, MatrixRef, Statistics, Tile, TileRequest } from '../../src/inspector/views';
import { matrixKey, matrixOf } from '../cells/cellKey';
import type { MatrixSource } from '../data/matrixSource';
import type { PlanRow } from './gridPlan';

export interface GridValues {
  /** Undefined where the run has no such number. */
  get(cell: CellRef): number | undefined;
  /** Root mean square of a column over the samples. */
  rms(matrix: MatrixRef, column: number): number | undefined;
  /** Runs that the numbers belong to. */
  readonly run: number;
}

/** Everything that a plan's rows show, in one message. */
export async function loadValues(source: MatrixSource, rows: readonly PlanRow[]): Promise<GridValues> {
  const [tiles, statistics] = await Promise.all([
    source.tiles(windowsOf(rows)),
    Promise.all(
      [...summariesOf(rows)].map(async ([key, matrix]) => [key, await source.statistics(matrix)] as const),
    ),
  ]);
  return valuesOf(tiles, new Map(statistics));
}

/** The smallest window of each matrix that has all its cells. */
function windowsOf(rows: readonly PlanRow[]): readonly TileRequest[] {
  const windows = new Map<string, TileRequest>();
  for (const cell of cellsOf(rows)) {
    const key = matrixKey(cell);
    const known = windows.get(key);
    windows.set(key, {
      matrix: known?.matrix ?? matrixOf(cell),
      rowStart: Math.min(known?.rowStart ?? cell.row, cell.row),
      rowEnd: Math.max(known?.rowEnd ?? 0, cell.row + 1),
      columnStart: Math.min(known?.columnStart ?? cell.column, cell.column),
      columnEnd: Math.max(known?.columnEnd ?? 0, cell.column + 1),
    });
  }
  return [...windows.values()];
}

/** Every number of a plan that has a proof. */
export function* cellsOf(rows: readonly PlanRow[]): Generator<CellRef> {
  for (const row of rows) {
    if (row.kind !== 'values') continue;
    if (row.header?.kind === 'cell') yield row.header.cell;
    if (row.content.kind === 'cells') yield* row.content.cells;
    yield* row.beside ?? [];
  }
}

function summariesOf(rows: readonly PlanRow[]): ReadonlyMap<string, MatrixRef> {
  const matrices = new Map<string, MatrixRef>();
  for (const row of rows) {
    if (row.kind !== 'values') continue;
    if (row.header?.kind === 'rms') matrices.set(matrixKey(row.header.matrix), row.header.matrix);
    if (row.content.kind === 'rms') matrices.set(matrixKey(row.content.matrix), row.content.matrix);
  }
  return matrices;
}

function valuesOf(tiles: readonly Tile[], statistics: ReadonlyMap<string, Statistics>): GridValues {
  const byMatrix = new Map(tiles.map((tile) => [matrixKey(tile.request.matrix), tile]));
  return {
    run: tiles[0]?.run ?? 0,
    get: (cell) => {
      const tile = byMatrix.get(matrixKey(cell));
      if (tile === undefined) return undefined;
      const row = cell.row - tile.request.rowStart;
      const column = cell.column - tile.request.columnStart;
      return row < tile.rows && column < tile.columns ? tile.values[row * tile.columns + column] : undefined;
    },
    rms: (matrix, column) => {
      const known = statistics.get(matrixKey(matrix));
      const norm = known?.columnNorms[column];
      return norm === undefined || known === undefined ? undefined : norm / Math.sqrt(known.rows);
    },
  };
}
