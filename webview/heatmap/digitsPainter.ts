/** Writes the numbers into a heatmap's cells. */
import type { Brush } from './brush';
import { cellDigits, digitsText, MINUS, type NumberFormat } from '../numbers/format';
import type { CellBlock } from './cellBlock';
import type { Viewport } from './viewport';

export interface DigitsLook {
  readonly viewport: Viewport;
  readonly blocks: readonly CellBlock[];
  readonly format: NumberFormat;
  /** Power of ten that the digits share. */
  readonly exponent: number;
  readonly ink: string;
}

/** Draws with the plot's left top corner at the context's origin. What is zero or not finite has a glyph instead. */
export function paintDigits(context: Brush, look: DigitsLook): void {
  const { viewport, blocks, ink } = look;
  const { rowStart, rowEnd, columnStart, columnEnd } = viewport.window;
  const { width, height } = viewport.cell;
  context.fillStyle = ink;
  context.textAlign = 'right';
  for (const block of blocks) {
    const lastRow = Math.min(rowEnd, block.row + block.tile.rows);
    const lastColumn = Math.min(columnEnd, block.column + block.tile.columns);
    for (let row = Math.max(rowStart, block.row); row < lastRow; row++) {
      for (let column = Math.max(columnStart, block.column); column < lastColumn; column++) {
        const value = block.value(row, column) ?? 0;
        if (value === 0 || !Number.isFinite(value)) continue;
        const { x, y } = viewport.origin({ row, column });
        context.fillText(digitsOf(value, look), x + width - 7, y + (height + 1) / 2);
      }
    }
  }
}

function digitsOf(value: number, { format, exponent }: DigitsLook): string {
  if (format === 'exponent') return digitsText(cellDigits(value, 'exponent', true)).replace(/(\.\d)\d/, '$1');
  const shared = Math.abs(value) / 10 ** exponent;
  return `${value < 0 ? MINUS : '+'}${shared.toFixed(2)}`;
}
