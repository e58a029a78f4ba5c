/** Where the arrows lead in a grid whose rows are not all equally long. */

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Columns of the row's stops in ascending order: −1 is the row header. */
export type Lines = readonly (readonly number[])[];

/** The next place for a key; undefined where the key means nothing. The first and last places hold. */
export function nextPlace(lines: Lines, from: Place, key: string, control: boolean): Place | undefined {
  const line = lines[from.row];
  if (line === undefined) return undefined;
  const last = lines.length - 1;
  switch (key) {
    case 'ArrowLeft':
      return { row: from.row, column: line[Math.max(0, line.indexOf(from.column) - 1)] ?? from.column };
    case 'ArrowRight':
      return {
        row: from.row,
        column: line[Math.min(line.length - 1, line.indexOf(from.column) + 1)] ?? from.column,
      };
    case 'ArrowUp':
      return inLine(lines, Math.max(0, from.row - 1), from.column);
    case 'ArrowDown':
      return inLine(lines, Math.min(last, from.row + 1), from.column);
    case 'Home':
      return control ? inLine(lines, 0, -Infinity) : inLine(lines, from.row, -Infinity);
    case 'End':
      return control ? inLine(lines, last, Infinity) : inLine(lines, from.row, Infinity);
    default:
      return undefined;
  }
}

/** The stop of the row nearest to the column. */
function inLine(lines: Lines, row: number, column: number): Place | undefined {
  const line = lines[row];
  if (line === undefined || line.length === 0) return undefined;
  if (column === -Infinity) return { row, column: line[0]! };
  if (column === Infinity) return { row, column: line.at(-1)! };
  const nearest = line.reduce((best, c) => (Math.abs(c - column) < Math.abs(best - column) ? c : best));
  return { row, column: nearest };
}
