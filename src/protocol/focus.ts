/** What of a panel had the focus last, or was asked about by its context menu. */
import * as v from 'valibot';
import type { CellRef, MatrixRef, Selection } from '../inspector/views';
import { cellRef, matrixRef, selection } from './shapes';

export interface Focus {
  readonly matrix: MatrixRef;
  /** Undefined where it is on the matrix as a whole. */
  readonly cell?: CellRef | undefined;
  /** The part of the batch that is on screen. */
  readonly selection: Selection;
}

/** Of anything that a menu or a key binding hands to a command. */
const focus = v.object({
  matrix: matrixRef,
  cell: v.optional(cellRef),
  selection,
}) satisfies v.GenericSchema<Focus>;

/** The number in what a command was given; undefined where it was given something else, or nothing. */
export function cellIn(given: unknown): CellRef | undefined {
  const parsed = v.safeParse(cellRef, given);
  return parsed.success ? parsed.output : undefined;
}

/** The focus in what a command was given; undefined where it was given something else, or nothing. */
export function focusIn(given: unknown): Focus | undefined {
  const parsed = v.safeParse(focus, given);
  return parsed.success ? parsed.output : undefined;
}
