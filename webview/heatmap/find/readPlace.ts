/** Reads a place as a person writes it: "12, 34" is row 12, column 34. */
import * as l10n from '@vscode/l10n';
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
    return { problem: request(extent) };
  }
  const [row, column] = numbers;
  const place = { row: row - 1 - firstRow, column: column - 1 };
  if (place.row < 0 || place.row >= rows)
    return { problem: l10n.t('There is no row {0}: {1}.', row, allowed(extent)) };
  if (place.column < 0 || place.column >= columns)
    return { problem: l10n.t('There is no column {0}: {1}.', column, allowed(extent)) };
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

function request(extent: Extent): string {
  const { rows, columns } = extent;
  if (rows === 1) return l10n.t('Write the column as a number: {0}.', allowed(extent));
  return columns === 1
    ? l10n.t('Write the row as a number: {0}.', allowed(extent))
    : l10n.t('Write row and column as two numbers, such as 12, 34: {0}.', allowed(extent));
}

/** As part of a sentence: "rows are 1 to 3, columns 1 to 4". */
function allowed({ firstRow, rows, columns }: Extent): string {
  const [first, last] = [firstRow + 1, firstRow + rows];
  if (rows === 1) {
    return columns === 1
      ? l10n.t('the row is {0}, the column is 1', first)
      : l10n.t('the row is {0}, columns 1 to {1}', first, columns);
  }
  return columns === 1
    ? l10n.t('rows are {0} to {1}, the column is 1', first, last)
    : l10n.t('rows are {0} to {1}, columns 1 to {2}', first, last, columns);
}
