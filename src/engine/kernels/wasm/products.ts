/** Which kernels compute a product, with which arguments: by packed panels, or straight where packing costs too much. */
import { DOT_VECTORS, VECTOR_BYTES } from './layout';
import { panelCalls } from './panelCalls';
import type { Append, PlacedProduct, Window } from './placedProduct';
import { roundUp } from './placement';

/** With so few rows, or steps of k, packing costs more than it saves: each packed number would be used so often. */
const THIN = 4;

/** A multiple of every tile's lengths, and of a line of the cache: no two parts write to the same one. */
const PART_MULTIPLE = 16;

/** Multiply-adds of one call at most, about: a few milliseconds. */
const CALL_WORK = 16_000_000;

/** Tells a kernel that adds to C that C holds nothing yet; kernels that do not add ignore it. */
const FIRST = 1;

/** A product in so many parts of about the same work, along the longer side of its result; fewer where it is short. */
export function partsOf({ m, n }: PlacedProduct, count: number): readonly Window[] {
  const longest = Math.max(m, n);
  const length = roundUp(longest / count, PART_MULTIPLE);
  const parts: Window[] = [];
  for (let from = 0; from < longest; from += length) {
    const size = Math.min(length, longest - from);
    parts.push(
      n >= m
        ? { row: 0, rows: m, column: from, columns: size }
        : { row: from, rows: size, column: 0, columns: n },
    );
  }
  return parts;
}

/**
 * The calls for a part of a product. In strict arithmetic each element's products are added in the order of k, whichever
 * kernels are taken, so that all give the same bits.
 * @param finish appends what follows a window of the result.
 * @returns the bytes of scratch that they use.
 */
export function productCalls(
  product: PlacedProduct,
  part: Window,
  append: Append,
  finish: (window: Window) => void,
): number {
  const { k, b, out, bias, stored, sums } = product;
  const sideBySide = b.columnBytes === out.columnBytes;
  const fewSteps = k <= THIN && sideBySide && bias === undefined;
  if (stored !== sums || (part.rows > THIN && !fewSteps)) return panelCalls(product, part, append, finish);
  if (sideBySide) {
    straightCalls(product, part, append, { kernel: 'multiplyThin', apart: b.rowBytes, together: 1 });
    if (bias !== undefined) addBias(product, bias, part, append);
    finish(part);
    return 0;
  }
  const together = (DOT_VECTORS * VECTOR_BYTES) / (sums === 'float64' ? 8 : 4);
  const whole = part.columns - (part.columns % together);
  // Only the products of backward passes read B transposed, and they have no bias.
  if (whole > 0) {
    const window = { ...part, columns: whole };
    straightCalls(product, window, append, { kernel: 'multiplyDots', apart: b.columnBytes, together });
    finish(window);
  }
  if (whole === part.columns) return 0;
  const rest = { ...part, column: part.column + whole, columns: part.columns - whole };
  return panelCalls(product, rest, append, finish);
}

/**
 * Calls of a kernel that reads A and B where they lie, each over so many columns as take a few milliseconds.
 * @param apart bytes between what the kernel reads of B one after the other: its rows, or where it is transposed its columns.
 * @param together a multiple of which `part.columns` is, and the columns of each call.
 */
function straightCalls(
  { k, a, b, out, sums }: PlacedProduct,
  part: Window,
  append: Append,
  { kernel, apart, together }: { readonly kernel: string; readonly apart: number; readonly together: number },
): void {
  const name = `${sums === 'float64' ? 'f64' : 'f32'}_${kernel}`;
  const { row, column, rows, columns } = part;
  const width = together * Math.max(1, Math.floor(CALL_WORK / (k * rows * together)));
  for (let done = 0; done < columns; done += width) {
    const count = Math.min(width, columns - done);
    const from = column + done;
    append(
      name,
      rows * count * k,
      ...[a.at + row * a.rowBytes, a.rowBytes, a.columnBytes],
      ...[b.at + from * b.columnBytes, apart],
      ...[out.at + row * out.rowBytes + from * out.columnBytes, out.rowBytes],
      ...[rows, count, k, FIRST],
    );
  }
}

/** Adds the bias to each of a few rows. */
function addBias({ out, sums }: PlacedProduct, bias: number, part: Window, append: Append): void {
  const name = sums === 'float64' ? 'f64_plus' : 'f32_plus';
  const from = part.column * out.columnBytes;
  for (let row = part.row; row < part.row + part.rows; row++) {
    const at = out.at + row * out.rowBytes + from;
    append(name, 0, at, bias + from, at, out.rowBytes, 1, part.columns);
  }
}
