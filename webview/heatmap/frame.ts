/** Draws what stands around a heatmap's plot: indices, norms, and the vectors whose product the matrix is. */
import * as l10n from '@vscode/l10n';
import type { Brush } from './brush';
import { ticks } from 'd3-array';
import { superscript } from '../numbers/format';
import type { Glyphs } from './glyphs';
import type { HeatMatrix } from './heatMatrix';
import { largestIn, largestOf, paintStrip } from './strips';
import type { Viewport } from './viewport';

/** Room around the plot, in pixels: six digits of a row's index on the left. */
export const MARGIN = { left: 60, top: 58, right: 54, bottom: 24 };

const STRIP = 10;
const BAR = 24;
const LONG_BAR = 40;

/** Pixels that an index takes beside its neighbours, and one below the other. */
const LABEL_GAP = 14;
const LABEL_DIGIT = 7;
const LABEL_LINE = 24;

export interface FrameLook {
  readonly heat: HeatMatrix;
  readonly viewport: Viewport;
  readonly glyphs: Glyphs;
  /** Power of ten that the digits share; undefined where there are no digits. */
  readonly exponent: number | undefined;
}

/** Draws with the plot's left top corner at the context's origin. */
export function paintFrame(context: Brush, look: FrameLook): void {
  paintColumns(context, look);
  paintRows(context, look);
  paintTitles(context, look);
}

function paintColumns(context: Brush, { heat, viewport, glyphs }: FrameLook): void {
  const { colours } = glyphs;
  const { columnStart, columnEnd } = viewport.window;
  const { width } = viewport.cell;
  const { height } = viewport.size;
  const { columnNorms } = heat.statistics;
  const { top, bottom } = heat.strips;
  const largest = largestOf(columnNorms);
  const each = pixelStep(width);
  for (let j = columnStart; j < columnEnd; j += each) {
    const x = (j - columnStart) * width;
    const end = Math.min(columnEnd, j + each);
    const w = Math.max(1, (end - j) * width - (width >= 6 ? 1 : 0));
    const inset = width > 8 ? Math.min(3, width / 5) : 0;
    const bar = BAR * share(largestIn(columnNorms, j, end), largest);
    context.fillStyle = colours.ink;
    context.fillRect(x + inset, -32 - bar, w - 2 * inset, bar);
    if (heat.dead.has(j) && width >= 8) {
      context.fillStyle = colours.foreground;
      context.textAlign = 'center';
      context.fillText('∅', x + w / 2, -40);
    }
    if (top !== undefined)
      paintStrip(context, glyphs, top, j, end, { x, y: -STRIP - 4, width: w, height: STRIP });
    if (bottom !== undefined) {
      paintStrip(context, glyphs, bottom, j, end, { x, y: height + 6, width: w, height: STRIP + 2 });
    }
  }
  context.fillStyle = colours.ink;
  context.textAlign = 'center';
  const room = LABEL_GAP + LABEL_DIGIT * String(columnEnd).length;
  for (const label of labelsOf(columnStart, columnEnd, (columnEnd - columnStart) * (width / room))) {
    context.fillText(String(label), (label - 0.5 - columnStart) * width, -22);
  }
}

function paintRows(context: Brush, { heat, viewport, glyphs }: FrameLook): void {
  const { colours } = glyphs;
  const { rowStart, rowEnd } = viewport.window;
  const { height } = viewport.cell;
  const { width } = viewport.size;
  const { rowNorms } = heat.statistics;
  const { left } = heat.strips;
  const largest = largestOf(rowNorms);
  const each = pixelStep(height);
  for (let i = rowStart; i < rowEnd; i += each) {
    const y = (i - rowStart) * height;
    const end = Math.min(rowEnd, i + each);
    const h = Math.max(1, (end - i) * height - (height >= 6 ? 1 : 0));
    if (left !== undefined)
      paintStrip(context, glyphs, left, i, end, { x: -STRIP - 4, y, width: STRIP, height: h });
    const inset = height > 8 ? 3 : 0;
    context.fillStyle = colours.ink;
    context.fillRect(
      width + 6,
      y + inset,
      LONG_BAR * share(largestIn(rowNorms, i, end), largest),
      Math.min(12, Math.max(1, h - 2 * inset)),
    );
  }
  context.textAlign = 'right';
  const [first, last] = [heat.firstRow + rowStart, heat.firstRow + rowEnd];
  for (const label of labelsOf(first, last, (last - first) * (height / LABEL_LINE))) {
    const y = (label - 0.5 - first) * height;
    context.fillText(String(label), left === undefined ? -5 : -19, y + 1);
  }
}

function paintTitles(context: Brush, { heat, viewport, glyphs, exponent }: FrameLook): void {
  const { colours } = glyphs;
  const { width, height } = viewport.size;
  const { left, top, bottom } = heat.strips;
  context.fillStyle = colours.ink;
  context.textAlign = 'right';
  context.fillText(
    l10n.t({ message: '‖col‖', comment: ['norm of a column; there is little room'] }),
    -4,
    -40,
  );
  context.textAlign = 'left';
  context.fillText(
    l10n.t({ message: '‖row‖', comment: ['norm of a row; there is little room'] }),
    width + 6,
    -40,
  );
  if (exponent !== undefined && exponent !== 0)
    context.fillText(`×10${superscript(exponent)}`, width + 6, -22);
  context.fillStyle = colours.foreground;
  if (top !== undefined) context.fillText(top.title, width + 6, -STRIP / 2 - 3);
  if (bottom !== undefined) context.fillText(bottom.title, width + 6, height + 13);
  context.textAlign = 'right';
  if (left !== undefined) context.fillText(left.title, -4, -STRIP / 2 - 3);
}

/**
 * Round numbers from one end to the other, counted from 1.
 * @param most about so many have room.
 */
function labelsOf(start: number, end: number, most: number): readonly number[] {
  return ticks(start + 1, end, most).filter(Number.isInteger);
}

/** How many rows or columns share a pixel. */
function pixelStep(size: number): number {
  return Math.max(1, Math.ceil(1 / size));
}

function share(value: number, largest: number): number {
  if (Number.isNaN(value) || value === Infinity) return 1;
  return largest > 0 ? value / largest : 0;
}
