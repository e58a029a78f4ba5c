/** Reads a place as a person writes it: "12, 34" is row 12, column 34. */
import type { HeatMatrix } from '../heatMatrix';
import type { Place } from '../viewport';

type Extent = Pick<HeatMatrix, 'firstRow' | 'rows' | 'columns'>;

export type PlaceRead =
  | { readonly place: Place }
  /** What is wrong and what is allowed, in a sentence. */
  | { readonly problem: string };

/** @param extent of the heatmap; where it has one row or column, the other number alone will do. */
export function readPlace(text: string, extent: Extent): PlaceRead {
  const { firstRow, rows, columns } = extent;
  const numbers = numbersIn(text, extent);
  if (numbers === undefined) {
    return { problem: `Write ${wanted(extent)}: ${allowed(extent)}.` };
  }
  const [row, column] = numbers;
  const place = { row: row - 1 - firstRow, column: column - 1 };
  if (place.row < 0 || place.row >= rows) return { problem: `There is no row ${row}: ${allowed(extent)}.` };
  if (place.column < 0 || place.column >= columns)
    return { problem: `There is no column ${column}: ${allowed(extent)}.` };
  return { place };
}

/** Row and column from 1. */
function numbersIn(text: string, { firstRow, rows, columns }: Extent): readonly [number, number] | undefined {
  // Thin spaces stand between thousands on screen.
  const plain = text.replace(/[\u2009\u202f]/g, '').trim();
  const pair = /^(\d+)(?:\s*[,;]\s*|\s+)(\d+)$/.exec(plain);
  if (pair !== null) return [Number(pair[1]), Number(pair[2])];
  if (!/^\d+$/.test(plain)) return undefined;
  if (rows === 1) return [firstRow + 1, Number(plain)];
  return columns === 1 ? [Number(plain), 1] : undefined;
}

function wanted({ rows, columns }: Extent): string {
  if (rows === 1) return 'the column as a number';
  return columns === 1 ? 'the row as a number' : 'row and column as two numbers, such as 12, 34';
}

function allowed({ firstRow, rows, columns }: Extent): string {
  const row = rows === 1 ? `the row is ${firstRow + 1}` : `rows are ${firstRow + 1} to ${firstRow + rows}`;
  return `${row}, ${columns === 1 ? 'the column is 1' : `columns 1 to ${columns}`}`;
}
