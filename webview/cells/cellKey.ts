/** Texts that identify matrices and cells, for maps. */
import type { CellRef, MatrixRef } from '../../src/inspector/views';

export function matrixKey({ quantity, layer, parameter, sample }: MatrixRef): string {
  return `${quantity}/${layer ?? ''}/${parameter ?? ''}/${sample ?? ''}`;
}

export function cellKey(cell: CellRef): string {
  return `${matrixKey(cell)}@${cell.row},${cell.column}`;
}

/** The matrix of a cell, without the cell's place. */
export function matrixOf({ quantity, layer, parameter, sample }: MatrixRef): MatrixRef {
  return {
    quantity,
    ...(layer === undefined ? {} : { layer }),
    ...(parameter === undefined ? {} : { parameter }),
    ...(sample === undefined ? {} : { sample }),
  };
}
