/** Finds a number in a matrix that nobody can see whole. */
import { columnsOf, type Tensor } from '../engine/tensor';
import { poolingOf } from './pooling';
import type { Place, Search } from './views';

/** The place of what is looked for; undefined where there is none. */
export function find(matrix: Tensor, search: Search): Place | undefined {
  return search.what === 'largest' ? largest(matrix, search) : nextNotFinite(matrix, search);
}

function largest(matrix: Tensor, { window, matrix: ref }: Search): Place | undefined {
  const { rowStart, columnStart, height, span } = poolingOf(matrix, { ...WHOLE, ...window, matrix: ref });
  const { data } = matrix;
  const width = columnsOf(matrix);
  let [found, most] = [-1, -1];
  for (let row = rowStart; row < rowStart + height; row++) {
    const from = row * width + columnStart;
    for (let i = from; i < from + span; i++) {
      const magnitude = Math.abs(data[i]!);
      if (Number.isNaN(magnitude)) return placeOf(i, width);
      if (magnitude <= most) continue;
      most = magnitude;
      found = i;
    }
  }
  return found === -1 ? undefined : placeOf(found, width);
}

function nextNotFinite(matrix: Tensor, { window, matrix: ref, after }: Search): Place | undefined {
  const { rowStart, columnStart, height, span } = poolingOf(matrix, { ...WHOLE, ...window, matrix: ref });
  if (height === 0) return undefined;
  const { data } = matrix;
  const width = columnsOf(matrix);
  const firstIn = (row: number, column: number, end: number): Place | undefined => {
    for (let i = row * width + column; i < row * width + end; i++) {
      if (!Number.isFinite(data[i])) return placeOf(i, width);
    }
    return undefined;
  };
  const columnEnd = columnStart + span;
  const start = after === undefined ? rowStart : Math.max(rowStart, Math.min(rowStart + height, after.row));
  // The row of `after` comes twice: what is behind it first, what is before it and itself at the end.
  for (let i = 0; i <= height; i++) {
    const row = rowStart + ((start - rowStart + i) % height);
    const found =
      i === 0 && row === after?.row
        ? firstIn(row, Math.max(columnStart, after.column + 1), columnEnd)
        : firstIn(row, columnStart, columnEnd);
    if (found !== undefined) return found;
  }
  return undefined;
}

const WHOLE = { rowStart: 0, rowEnd: Infinity, columnStart: 0, columnEnd: Infinity };

function placeOf(index: number, width: number): Place {
  return { row: Math.floor(index / width), column: index % width };
}
