/** How the numbers of a layer's grid look: their signs, digits and tone, and the scale of their colours. */
import type { CellRef } from '../../src/inspector/views';
import { cellKey } from '../cells/cellKey';
import type { CellNames } from '../cells/cellNames';
import { commonDecimals, type NumberFormat } from '../numbers/format';
import type { PlanRow, ValueRow } from './gridPlan';
import { cellsOf, type GridValues } from './gridValues';
import type { NumberLook } from './numberCell';

/** What the grid is shown with. */
export interface GridLook {
  readonly label: string;
  readonly units: number;
  readonly rows: readonly PlanRow[];
  readonly values: GridValues;
  readonly format: NumberFormat;
  readonly names: CellNames;
  readonly dead: ReadonlySet<number>;
  /** Whose numbers stand beside: `W^{1}`. */
  readonly besideLabel: string | undefined;
  /** Outline numbers that changed. */
  readonly flash: boolean;
  /** The numbers that the user gave in place of the file's, by their keys. */
  readonly edited: ReadonlyMap<string, CellRef>;
}

/** A number with a proof, and where in the grid it stands. */
export interface GridNumber {
  readonly cell: CellRef;
  readonly row: ValueRow;
  /** −1: the row's header; from the number of units on: beside. */
  readonly column: number;
}

/** What the numbers of a grid have in common. */
export interface GridScale {
  /** Largest magnitude of the colours. */
  readonly largest: number;
  /** Of the parameters' own numbers. */
  readonly decimals: number;
}

/** Row headers are narrower by their ×. */
export const HEADER_DECIMALS = 4;

export function scaleOf(look: GridLook): GridScale {
  return { largest: largestGradient(look), decimals: parameterDecimals(look) };
}

export function numberLook({ cell, row, column }: GridNumber, look: GridLook, scale: GridScale): NumberLook {
  const isHeader = column < 0;
  const content = row.content.kind === 'cells' && !isHeader && column < look.units ? row.content : undefined;
  const decimals = cell.quantity === 'parameter' ? scale.decimals : isHeader ? HEADER_DECIMALS : undefined;
  return {
    value: look.values.get(cell),
    format: look.format,
    signed: isHeader ? row.header?.kind === 'cell' && row.header.signed : (content?.signed ?? true),
    tone: content?.tone ?? 'plain',
    largest: scale.largest,
    dead: content?.tone === 'gradient' && look.dead.has(cell.column),
    edited: look.edited.has(cellKey(cell)),
    name: look.names(cell),
    ...(decimals === undefined ? {} : { decimals }),
  };
}

/** Of all coloured numbers, so that equal colours mean equal sizes within a layer. */
function largestGradient({ rows, values }: GridLook): number {
  let largest = 0;
  for (const row of rows) {
    if (row.kind !== 'values' || row.content.kind !== 'cells' || row.content.tone !== 'gradient') continue;
    for (const cell of row.content.cells) {
      const magnitude = Math.abs(values.get(cell) ?? 0);
      if (magnitude > largest && magnitude < Infinity) largest = magnitude;
    }
  }
  return largest;
}

/** Of the numbers that the file gives: no digits that it does not have. */
function parameterDecimals({ rows, values }: GridLook): number {
  const given = [...cellsOf(rows)].filter(({ quantity }) => quantity === 'parameter');
  return commonDecimals(given.map((cell) => values.get(cell) ?? 0));
}
