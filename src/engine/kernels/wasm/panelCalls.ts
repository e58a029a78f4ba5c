/** A product by packed panels, block by block: which part of each operand lies packed in which cache. */
import { SPARE_BYTES, TILE, VECTOR_BYTES } from './layout';
import { roundUp } from './placement';
import type { Append, PlacedProduct, Window } from './placedProduct';
import { scratchPlace } from './tape';

/** Steps of k in one pass at most: a panel of B with so many (9 KiB) stays in the first-level cache. */
const K_BLOCK = 288;

/** Rows of A in one pass at most: such a block of K_BLOCK steps (288 KiB in float64) stays in the second-level cache. */
const ROW_BLOCK = 128;

/** Columns of B that are packed together at most. */
const COLUMN_BLOCK = 256;

/** Numbers of A, and of B, that are packed together at most, about: 32 MB in float64. They bound the scratch. */
const PACKED_NUMBERS = 4_000_000;

/** A multiple of every tile's lengths, and the rows and columns for which packing them pays. */
const FEWEST = 24;

/** Multiply-adds of one block at most, about: a few milliseconds. */
const BLOCK_WORK = 16_000_000;

/** The kernels that take operands of one type and sum in one type. */
const KERNELS = {
  float64: {
    packRows: 'f64_packRows',
    packColumns: 'f64_packColumns',
    multiplyPanels: 'f64_multiplyPanels',
  },
  float32: {
    packRows: 'f32_packRows',
    packColumns: 'f32_packColumns',
    multiplyPanels: 'f32_multiplyPanels',
  },
  /** Numbers are stored as float32 and summed in float64. */
  wide: {
    packRows: 'f64_packRowsOfFloat32',
    packColumns: 'f64_packColumnsOfFloat32',
    multiplyPanels: 'f64_multiplyPanels',
  },
};

/** The length of blocks, each at most so long and about as long as the others, that make up the whole. */
function evenly(whole: number, most: number): number {
  return Math.ceil(whole / Math.ceil(whole / most));
}

/**
 * The calls for a part of the result.
 * @param finish appends what follows a window of the result as soon as that is there, in the cache still.
 * @returns the bytes of scratch that they use.
 */
export function panelCalls(
  product: PlacedProduct,
  part: Window,
  append: Append,
  finish: (window: Window) => void,
): number {
  const { k, a, b, out, bias, stored, sums } = product;
  const bytes = sums === 'float64' ? 8 : 4;
  const wide = stored !== sums;
  const kernels = KERNELS[wide ? 'wide' : sums];
  const tileColumns = (TILE.vectors * VECTOR_BYTES) / bytes;

  const packable = roundUp(PACKED_NUMBERS / k, FEWEST);
  const chunk = Math.min(part.rows, packable);
  const width = roundUp(evenly(part.columns, Math.min(COLUMN_BLOCK, packable)), tileColumns);
  const height = Math.min(ROW_BLOCK, roundUp(BLOCK_WORK / (k * width), TILE.rows));

  const widest = roundUp(width, tileColumns);
  const packedA = SPARE_BYTES;
  const packedB = packedA + roundUp(roundUp(chunk, TILE.rows) * k * bytes, VECTOR_BYTES);
  const packedBias = packedB + roundUp(widest * k * bytes, VECTOR_BYTES);
  const sumsAt = packedBias + roundUp(widest * bytes, VECTOR_BYTES);
  const scratch = sumsAt + (wide ? height * width * bytes : 0);

  const steps: { readonly from: number; readonly count: number }[] = [];
  const depth = evenly(k, K_BLOCK);
  for (let from = 0; from < k; from += depth) steps.push({ from, count: Math.min(depth, k - from) });

  /** Packs `lines` lines over all steps of k, block by block; each block holds a whole number of panels. */
  const pack = (
    kernel: string,
    ...[from, lineBytes, stepBytes, lines, held, to]: [
      from: number,
      lineBytes: number,
      stepBytes: number,
      lines: number,
      held: number,
      to: number,
    ]
  ): void => {
    for (const step of steps) {
      const at = scratchPlace(to + held * step.from * bytes);
      append(kernel, 0, from + step.from * stepBytes, lineBytes, stepBytes, lines, step.count, at);
    }
  };

  const lastRow = part.row + part.rows;
  const lastColumn = part.column + part.columns;
  for (let top = part.row; top < lastRow; top += chunk) {
    const rows = Math.min(chunk, lastRow - top);
    const heldRows = roundUp(rows, TILE.rows);
    pack(kernels.packRows, a.at + top * a.rowBytes, a.rowBytes, a.columnBytes, rows, heldRows, packedA);
    for (let column = part.column; column < lastColumn; column += width) {
      const columns = Math.min(width, lastColumn - column);
      const heldColumns = roundUp(columns, tileColumns);
      const from = b.at + column * b.columnBytes;
      pack(kernels.packColumns, from, b.columnBytes, b.rowBytes, columns, heldColumns, packedB);
      if (bias !== undefined) {
        // One row of the bias is one step of packed columns: its numbers side by side, then zeros.
        const place = scratchPlace(packedBias);
        const line = out.columnBytes;
        append(kernels.packColumns, 0, bias + column * line, line, out.rowBytes, columns, 1, place);
      }
      for (let row = top; row < top + rows; row += height) {
        const here = Math.min(height, top + rows - row);
        const target = out.at + row * out.rowBytes + column * out.columnBytes;
        const [c, cRowBytes] = wide ? [scratchPlace(sumsAt), columns * bytes] : [target, out.rowBytes];
        steps.forEach((step, s) => {
          append(
            kernels.multiplyPanels,
            here * columns * step.count,
            scratchPlace(packedA + (heldRows * step.from + (row - top) * step.count) * bytes),
            scratchPlace(packedB + heldColumns * step.from * bytes),
            ...[c, cRowBytes],
            ...[here, columns, step.count],
            s === 0 ? 1 : 0,
            bias !== undefined && s === steps.length - 1 ? scratchPlace(packedBias) : 0,
            scratchPlace(0),
          );
        });
        if (wide) append('f32_round', 0, c, cRowBytes, target, out.rowBytes, here, columns);
        finish({ row, rows: here, column, columns });
      }
    }
  }
  return scratch;
}
