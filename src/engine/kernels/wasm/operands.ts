/** Windows of matrices in the kernels' memory: where they lie there already, or copied into scratch and back. */
import type { Numbers } from '../../tensor';
import type { Arena } from './arena';

/** The size of the kernels' elements: float64 or float32. Numbers of the other type are converted when copied. */
export type ElementBytes = 8 | 4;

/** Numbers row by row, read as they stand or as the transposed of what stands there. */
export interface Operand {
  readonly data: Numbers;
  /** How many numbers a row has as they stand. */
  readonly width: number;
  readonly transposed: boolean;
}

/** Rows and columns of an operand as it is read. */
export interface Window {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
}

/** A window in the memory: its address, and the bytes from row to row and from column to column. */
export interface Placed {
  readonly at: number;
  readonly rowBytes: number;
  readonly columnBytes: number;
}

function residence(arena: Arena, data: Numbers, bytes: ElementBytes): number | undefined {
  return data.BYTES_PER_ELEMENT === bytes ? arena.addressOf(data) : undefined;
}

/** The bytes of scratch that `place` and `target` need for a window of so many numbers. */
export function bytesToPlace(arena: Arena, data: Numbers, bytes: ElementBytes, numbers: number): number {
  return residence(arena, data, bytes) === undefined ? numbers * bytes : 0;
}

/** A window as the kernels can read it. It is copied to `scratch` unless the operand lies in the memory. */
export function place(
  arena: Arena,
  { data, width, transposed }: Operand,
  bytes: ElementBytes,
  window: Window,
  scratch: number,
): Placed {
  const [line, lines] = transposed ? [window.column, window.columns] : [window.row, window.rows];
  const [from, count] = transposed ? [window.row, window.rows] : [window.column, window.columns];
  const start = line * width + from;
  const address = residence(arena, data, bytes);
  if (address === undefined) {
    copyLines(data, start, width, arena.view(bytes), scratch / bytes, count, lines, count);
  }
  const at = address === undefined ? scratch : address + start * bytes;
  const lineBytes = (address === undefined ? count : width) * bytes;
  return transposed
    ? { at, rowBytes: bytes, columnBytes: lineBytes }
    : { at, rowBytes: lineBytes, columnBytes: bytes };
}

/** Where the kernels write a window of a result of `width` columns: in place, or in `scratch`. */
export function target(
  arena: Arena,
  out: Numbers,
  bytes: ElementBytes,
  width: number,
  { row, column, columns }: Window,
  scratch: number,
): Placed {
  const address = residence(arena, out, bytes);
  return address === undefined
    ? { at: scratch, rowBytes: columns * bytes, columnBytes: bytes }
    : { at: address + (row * width + column) * bytes, rowBytes: width * bytes, columnBytes: bytes };
}

/** Brings a window that the kernels wrote to the result, unless it is there. */
export function fetch(
  arena: Arena,
  out: Numbers,
  bytes: ElementBytes,
  width: number,
  { row, rows, column, columns }: Window,
  { at }: Placed,
): void {
  if (residence(arena, out, bytes) !== undefined) return;
  copyLines(arena.view(bytes), at / bytes, columns, out, row * width + column, width, rows, columns);
}

/** Copies `lines` lines of `count` numbers; the lines of each side are so many numbers apart. */
function copyLines(
  from: Numbers,
  start: number,
  apart: number,
  to: Numbers,
  toStart: number,
  toApart: number,
  lines: number,
  count: number,
): void {
  if (count === apart && count === toApart) {
    to.set(from.subarray(start, start + lines * count), toStart);
    return;
  }
  for (let line = 0; line < lines; line++) {
    const at = start + line * apart;
    to.set(from.subarray(at, at + count), toStart + line * toApart);
  }
}
