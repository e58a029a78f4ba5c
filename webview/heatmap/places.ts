/** Where the numbers of a heatmap are: cells in the plot, vectors in the strips around it. */
import type { CellRef } from '../../src/inspector/views';
import { cellKey, matrixKey } from '../cells/cellKey';
import { isMirrored } from '../cells/mirrored';
import { cellAt, type HeatMatrix } from './heatMatrix';
import type { Place, Viewport } from './viewport';

/** In pixels of the plot. */
export interface PlotBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The place of a number, in view or not; undefined where this heatmap does not have it. */
export function placeOf(heat: HeatMatrix, cell: CellRef): Place | undefined {
  if (matrixKey(cell) === matrixKey(heat.matrix)) {
    const row = cell.row - heat.firstRow;
    return row >= 0 && row < heat.rows ? { row, column: cell.column } : undefined;
  }
  const candidates: readonly Place[] = [
    { row: -1, column: cell.column },
    { row: heat.rows, column: cell.column },
    { row: cell.column, column: -1 },
  ];
  return candidates.find(({ row, column }) => {
    const there = cellAt(heat, row, column);
    return there !== undefined && cellKey(there) === cellKey(cell);
  });
}

/** The place of a number of the model's text, or else of its gradient; undefined where this heatmap has neither. */
export function mirroredPlace(heat: HeatMatrix, mirrored: CellRef | undefined): Place | undefined {
  if (mirrored === undefined) return undefined;
  const { row, column } = mirrored;
  const related = { ...heat.matrix, row, column };
  return placeOf(heat, mirrored) ?? (isMirrored(related, mirrored) ? placeOf(heat, related) : undefined);
}

/** The box of a place; undefined where it is out of view. */
export function boxOf(heat: HeatMatrix, viewport: Viewport, place: Place): PlotBox | undefined {
  const { rowStart, rowEnd, columnStart, columnEnd } = viewport.window;
  const { row, column } = place;
  const inRows = (row >= rowStart && row < rowEnd) || row === -1 || row === heat.rows;
  const inColumns = (column >= columnStart && column < columnEnd) || column === -1;
  if (!inRows || !inColumns) return undefined;
  const { x, y } = viewport.origin(place);
  const { width, height } = viewport.cell;
  if (row === -1) return { x, y: -14, width, height: 10 };
  if (row === heat.rows) return { x, y: viewport.size.height + 6, width, height: 12 };
  if (column === -1) return { x: -14, y, width: 10, height };
  return { x, y, width, height };
}

/** Where an arrow leads from a place; strips whose numbers have no proof are passed over. */
export function step(heat: HeatMatrix, { row, column }: Place, rows: number, columns: number): Place {
  const to = { row: row + rows, column: column + columns };
  if (cellAt(heat, to.row, to.column) !== undefined) return to;
  return { row, column };
}
