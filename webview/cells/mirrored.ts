/** Which numbers on screen stand for a number of the model's text. */
import type { CellRef } from '../../src/inspector/views';
import { givenCell } from '../../src/inspector/naming';
import { cellKey } from './cellKey';

/** Whether a cell shows the number of the text, or its gradient. */
export function isMirrored(cell: CellRef, mirrored: CellRef | undefined): boolean {
  const given = mirrored === undefined ? undefined : givenCell(cell);
  return given !== undefined && mirrored !== undefined && cellKey(given) === cellKey(mirrored);
}
