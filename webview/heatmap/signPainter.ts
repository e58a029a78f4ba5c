/** Draws the signs of cells over their colours, cell by cell: for pictures whose shapes must stay shapes. */
import { type Colours, colourPosition } from '../theme/colours';
import type { Brush } from './brush';
import type { CellBlock } from './cellBlock';
import { GAP } from './glyphs';
import { fillSign, isStrong } from './signs';
import type { Viewport } from './viewport';

export interface SignPainter {
  /** @param clip the magnitude that gets the ramp's end. */
  paint(brush: Brush, viewport: Viewport, blocks: readonly CellBlock[], colours: Colours, clip: number): void;
}

export const signPainter: SignPainter = {
  paint(brush, viewport, blocks, colours, clip) {
    const { rowStart, rowEnd, columnStart, columnEnd } = viewport.window;
    const { width, height } = viewport.cell;
    for (const block of blocks) {
      const lastRow = Math.min(rowEnd, block.row + block.tile.rows);
      const lastColumn = Math.min(columnEnd, block.column + block.tile.columns);
      for (let row = Math.max(rowStart, block.row); row < lastRow; row++) {
        for (let column = Math.max(columnStart, block.column); column < lastColumn; column++) {
          const value = block.value(row, column) ?? 0;
          if (value === 0 || !Number.isFinite(value)) continue;
          const { x, y } = viewport.origin({ row, column });
          const position = colourPosition(value, clip);
          brush.fillStyle = isStrong(position) ? colours.background : colours.foreground;
          fillSign(brush, value, x, y, width - GAP, height - GAP);
        }
      }
    }
  },
};
