/** Blocks of cells in the plot, a pixel of theirs as large as a cell. */
import type { Brush } from './brush';
import type { CellBlock } from './cellBlock';
import type { Viewport } from './viewport';

/** Draws what of the blocks is in view, with the plot's left top corner at the context's origin. */
export function scaleBlocks(
  context: Brush,
  viewport: Viewport,
  blocks: readonly CellBlock[],
  pixelsOf: (block: CellBlock) => HTMLCanvasElement,
): void {
  const { rowStart, rowEnd, columnStart, columnEnd } = viewport.window;
  const { width, height } = viewport.cell;
  context.imageSmoothingEnabled = false;
  for (const block of blocks) {
    const row = Math.max(rowStart, block.row);
    const column = Math.max(columnStart, block.column);
    const rows = Math.min(rowEnd, block.row + block.tile.rows) - row;
    const columns = Math.min(columnEnd, block.column + block.tile.columns) - column;
    const { x, y } = viewport.origin({ row, column });
    const [left, top] = [column - block.column, row - block.row];
    context.drawImage(pixelsOf(block), left, top, columns, rows, x, y, columns * width, rows * height);
  }
}
