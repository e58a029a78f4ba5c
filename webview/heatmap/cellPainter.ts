/** Draws cells without drawing each: blocks are scaled, gaps are lines, runs of a kind are filled with a pattern. */
import type { Brush, Fill } from './brush';
import type { ColourTable } from './colourTable';
import type { CellBlock } from './cellBlock';
import { GAP, type Glyphs } from './glyphs';
import { scaleBlocks } from './scaledBlocks';
import type { SignPainter } from './signPainter';
import type { Viewport } from './viewport';

export interface CellLook {
  readonly viewport: Viewport;
  /** Those in view that are there. */
  readonly blocks: readonly CellBlock[];
  readonly table: ColourTable;
  readonly glyphs: Glyphs;
  /** Undefined where colours or digits say the signs. */
  readonly signs: SignPainter | undefined;
}

/** Draws with the plot's left top corner at the context's origin. */
export function paintCells(context: Brush, look: CellLook): void {
  const { viewport, blocks, table, glyphs, signs } = look;
  scaleBlocks(context, viewport, blocks, (block) => block.pixels(table));
  const zeros: PatternRun[] = [];
  const others: PatternRun[] = [];
  for (const { kind, ...fill } of blocks.flatMap((block) => block.runs(table.clip))) {
    if (kind === 'zero') zeros.push({ ...fill, pattern: glyphs.hatch });
    others.push({ ...fill, pattern: glyphs.ofKind[kind] });
  }
  fillRuns(context, viewport, zeros);
  signs?.paint(context, viewport, blocks, table.colours, table.clip);
  fillRuns(context, viewport, others);
  paintGaps(context, look);
}

interface PatternRun {
  readonly row: number;
  readonly column: number;
  readonly length: number;
  readonly pattern: Fill | undefined;
}

function fillRuns(context: Brush, viewport: Viewport, fills: readonly PatternRun[]): void {
  const { rowStart, rowEnd, columnStart, columnEnd } = viewport.window;
  const { width, height } = viewport.cell;
  for (const { row, column, length, pattern } of fills) {
    const from = Math.max(columnStart, column);
    const to = Math.min(columnEnd, column + length);
    if (pattern === undefined || from >= to || row < rowStart || row >= rowEnd) continue;
    const { x, y } = viewport.origin({ row, column: from });
    context.fillStyle = pattern;
    context.fillRect(x, y, (to - from) * width, height);
  }
}

function paintGaps(context: Brush, { viewport, table }: CellLook): void {
  const { width, height } = viewport.cell;
  const { size } = viewport;
  context.fillStyle = table.colours.background;
  for (let x = width - GAP; x < size.width; x += width) context.fillRect(x, 0, GAP, size.height);
  for (let y = height - GAP; y < size.height; y += height) context.fillRect(0, y, size.width, GAP);
}
