/** A product by packed panels, block by block: which part of each operand lies packed in which cache. */
import type { Computation } from '../../computation';
import { roundUp } from './arena';
import type { ElementKernels } from './instance';
import { TILE, VECTOR_BYTES } from './layout';
import { bytesToPlace, type ElementBytes, fetch, place, target, type Window } from './operands';
import { type Product, SLICE, type Workspace } from './workspace';

/** Steps of k in one pass: a panel of B with so many (8 KiB) stays in the first-level cache. */
const K_BLOCK = 256;

/** Rows of A in one pass at most: such a block of K_BLOCK steps (256 KiB in float64) stays in the second-level cache. */
const ROW_BLOCK = 128;

/** Columns of B that are packed together at most. */
const COLUMN_BLOCK = 240;

/** Numbers of A, and of B, that are packed together at most, about: 32 MB in float64. They bound the scratch. */
const PACKED_NUMBERS = 4_000_000;

/** A multiple of every tile's lengths, and the rows and columns for which packing them pays. */
const FEWEST = 24;

/** Multiply-adds of one block at most, about: a few milliseconds. */
const BLOCK_WORK = 16_000_000;

/** The columns of a product from `fromColumn` on. */
export function* panelProduct(
  workspace: Workspace,
  product: Product,
  bytes: ElementBytes,
  fromColumn: number,
): Computation<void> {
  const { m, n, k } = product;
  const packable = roundUp(PACKED_NUMBERS / k, FEWEST);
  const chunk = Math.min(m, packable);
  const width = Math.min(n - fromColumn, COLUMN_BLOCK, packable);
  const height = Math.min(ROW_BLOCK, roundUp(BLOCK_WORK / (k * width), TILE.rows));
  const packed = new PackedOperands(workspace, product, bytes, { rows: chunk, columns: width });
  let done = 0;
  for (let top = 0; top < m; top += chunk) {
    const bottom = Math.min(top + chunk, m);
    for (let column = fromColumn; column < n; column += width) {
      const columns = Math.min(width, n - column);
      for (let row = top; row < bottom; row += height) {
        const rows = Math.min(height, bottom - row);
        packed.hold(top, bottom - top, column, columns);
        packed.multiply({ row, rows, column, columns });
        done += rows * columns * k;
        if (done >= SLICE) {
          yield done;
          done = 0;
        }
      }
    }
  }
  if (done > 0) yield done;
}

/** One number, bytes or address, for each part of the scratch. */
interface Regions {
  /** A's window as it stands, and packed. */
  readonly a: number;
  readonly packedA: number;
  /** B's window as it stands, and packed. */
  readonly b: number;
  readonly packedB: number;
  readonly bias: number;
  readonly c: number;
}

/** The packed rows of A and columns of B that a product works with, in the scratch of the memory. */
class PackedOperands {
  readonly #workspace: Workspace;
  readonly #product: Product;
  readonly #bytes: ElementBytes;
  readonly #kernels: ElementKernels;
  readonly #tileColumns: number;
  readonly #sizes: Regions;
  #at: Regions;
  #rows = { from: 0, count: 0 };
  #columns = { from: 0, count: 0 };

  /** @param most how many rows of A and columns of B are packed at once, at most. */
  constructor(
    workspace: Workspace,
    product: Product,
    bytes: ElementBytes,
    most: { readonly rows: number; readonly columns: number },
  ) {
    const { k, a, b, out } = product;
    const { arena } = workspace;
    this.#workspace = workspace;
    this.#product = product;
    this.#bytes = bytes;
    this.#kernels = workspace.kernels(bytes);
    this.#tileColumns = (TILE.vectors * VECTOR_BYTES) / bytes;
    const { rows, columns } = most;
    const wholeColumns = roundUp(columns, this.#tileColumns);
    const aligned = (size: number): number => roundUp(size, VECTOR_BYTES);
    this.#sizes = {
      a: aligned(bytesToPlace(arena, a.data, bytes, rows * k)),
      packedA: aligned(roundUp(rows, TILE.rows) * k * bytes),
      b: aligned(bytesToPlace(arena, b.data, bytes, k * columns)),
      packedB: aligned(wholeColumns * k * bytes),
      bias: aligned(wholeColumns * bytes),
      c: aligned(bytesToPlace(arena, out, bytes, Math.min(rows, ROW_BLOCK) * columns)),
    };
    this.#at = this.#sizes;
  }

  /** Packs these rows and columns, as far as they are not packed, or another computation has used the scratch. */
  hold(row: number, rows: number, column: number, columns: number): void {
    const mine = this.#workspace.ownsScratch(this);
    if (!mine) this.#claimScratch();
    if (!mine || this.#rows.from !== row) this.#packRows(row, rows);
    if (!mine || this.#columns.from !== column) this.#packColumns(column, columns);
  }

  #claimScratch(): void {
    const sizes = this.#sizes;
    const total = sizes.a + sizes.packedA + sizes.b + sizes.packedB + sizes.bias + sizes.c;
    const a = this.#workspace.scratch(this, total);
    const packedA = a + sizes.a;
    const b = packedA + sizes.packedA;
    const packedB = b + sizes.b;
    const bias = packedB + sizes.packedB;
    this.#at = { a, packedA, b, packedB, bias, c: bias + sizes.bias };
  }

  #packRows(row: number, rows: number): void {
    const { a, k } = this.#product;
    const bytes = this.#bytes;
    const window = { row, rows, column: 0, columns: k };
    const placed = place(this.#workspace.arena, a, bytes, window, this.#at.a);
    const held = roundUp(rows, TILE.rows);
    for (let step = 0; step < k; step += K_BLOCK) {
      const steps = Math.min(K_BLOCK, k - step);
      const from = placed.at + step * placed.columnBytes;
      const to = this.#at.packedA + held * step * bytes;
      this.#kernels.packRows(from, placed.rowBytes, placed.columnBytes, rows, steps, to);
    }
    this.#rows = { from: row, count: held };
  }

  #packColumns(column: number, columns: number): void {
    const { b, bias, k } = this.#product;
    const bytes = this.#bytes;
    const { arena } = this.#workspace;
    const placed = place(arena, b, bytes, { row: 0, rows: k, column, columns }, this.#at.b);
    const held = roundUp(columns, this.#tileColumns);
    for (let step = 0; step < k; step += K_BLOCK) {
      const steps = Math.min(K_BLOCK, k - step);
      const from = placed.at + step * placed.rowBytes;
      const to = this.#at.packedB + held * step * bytes;
      this.#kernels.packColumns(from, placed.columnBytes, placed.rowBytes, columns, steps, to);
    }
    if (bias !== undefined) {
      arena.view(bytes).set(bias.subarray(column, column + columns), this.#at.bias / bytes);
    }
    this.#columns = { from: column, count: held };
  }

  /** Computes a window of the result, of held rows and columns, from a whole tile of them on. */
  multiply(window: Window): void {
    const { n, k, bias, out } = this.#product;
    const bytes = this.#bytes;
    const { arena } = this.#workspace;
    const result = target(arena, out, bytes, n, window, this.#at.c);
    for (let step = 0; step < k; step += K_BLOCK) {
      const steps = Math.min(K_BLOCK, k - step);
      this.#kernels.multiplyPanels(
        this.#at.packedA + (this.#rows.count * step + (window.row - this.#rows.from) * steps) * bytes,
        this.#at.packedB + this.#columns.count * step * bytes,
        result.at,
        result.rowBytes,
        window.rows,
        window.columns,
        steps,
        step === 0 ? 1 : 0,
        bias !== undefined && step + steps === k ? this.#at.bias : 0,
      );
    }
    fetch(arena, out, bytes, n, window, result);
  }
}
