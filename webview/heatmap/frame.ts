/** Draws what stands around a heatmap's plot: indices, norms, and the vectors whose product the matrix is. */
import { superscript } from '../numbers/format';
import { type Colours, colourPosition } from '../theme/colours';
import type { HeatMatrix, Strip } from './heatMatrix';
import { hatch } from './painter';
import type { Viewport } from './viewport';

/** Room around the plot, in pixels: six digits of a row's index on the left. */
export const MARGIN = { left: 60, top: 58, right: 54, bottom: 24 };

const STRIP = 10;
const BAR = 24;
const LONG_BAR = 40;

export interface FrameLook {
  readonly heat: HeatMatrix;
  readonly viewport: Viewport;
  readonly colours: Colours;
  /** Power of ten that the digits share; undefined where there are no digits. */
  readonly exponent: number | undefined;
}

/** Draws with the plot's left top corner at the context's origin. */
export function paintFrame(context: CanvasRenderingContext2D, look: FrameLook): void {
  paintColumns(context, look);
  paintRows(context, look);
  paintTitles(context, look);
}

function paintColumns(context: CanvasRenderingContext2D, { heat, viewport, colours }: FrameLook): void {
  const { columnStart, columnEnd } = viewport.window;
  const { width } = viewport.cell;
  const { height } = viewport.size;
  const { columnNorms } = heat.statistics;
  const { top, bottom } = heat.strips;
  const largest = largestOf(columnNorms);
  const every = labelStep(width, 22);
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
      paintStrip(context, colours, top, j, end, { x, y: -STRIP - 4, width: w, height: STRIP });
    if (bottom !== undefined) {
      paintStrip(context, colours, bottom, j, end, { x, y: height + 6, width: w, height: STRIP + 2 });
    }
    if ((j + 1) % every === 0) {
      context.fillStyle = colours.ink;
      context.textAlign = 'center';
      context.fillText(String(j + 1), x + w / 2, -22);
    }
  }
}

function paintRows(context: CanvasRenderingContext2D, { heat, viewport, colours }: FrameLook): void {
  const { rowStart, rowEnd } = viewport.window;
  const { height } = viewport.cell;
  const { width } = viewport.size;
  const { rowNorms } = heat.statistics;
  const { left } = heat.strips;
  const largest = largestOf(rowNorms);
  const every = labelStep(height, 18);
  const each = pixelStep(height);
  for (let i = rowStart; i < rowEnd; i += each) {
    const y = (i - rowStart) * height;
    const end = Math.min(rowEnd, i + each);
    const h = Math.max(1, (end - i) * height - (height >= 6 ? 1 : 0));
    if (left !== undefined)
      paintStrip(context, colours, left, i, end, { x: -STRIP - 4, y, width: STRIP, height: h });
    if ((i + 1) % every === 0) {
      context.fillStyle = colours.ink;
      context.textAlign = 'right';
      context.fillText(String(heat.firstRow + i + 1), left === undefined ? -5 : -19, y + h / 2 + 1);
    }
    const inset = height > 8 ? 3 : 0;
    context.fillStyle = colours.ink;
    context.fillRect(
      width + 6,
      y + inset,
      LONG_BAR * share(largestIn(rowNorms, i, end), largest),
      Math.min(12, Math.max(1, h - 2 * inset)),
    );
  }
}

function paintTitles(
  context: CanvasRenderingContext2D,
  { heat, viewport, colours, exponent }: FrameLook,
): void {
  const { width, height } = viewport.size;
  const { left, top, bottom } = heat.strips;
  context.fillStyle = colours.ink;
  context.textAlign = 'right';
  context.fillText('‖col‖', -4, -40);
  context.textAlign = 'left';
  context.fillText('‖row‖', width + 6, -40);
  if (exponent !== undefined && exponent !== 0)
    context.fillText(`×10${superscript(exponent)}`, width + 6, -22);
  context.fillStyle = colours.foreground;
  if (top !== undefined) context.fillText(top.title, width + 6, -STRIP / 2 - 3);
  if (bottom !== undefined) context.fillText(bottom.title, width + 6, height + 13);
  context.textAlign = 'right';
  if (left !== undefined) context.fillText(left.title, -4, -STRIP / 2 - 3);
}

function paintStrip(
  context: CanvasRenderingContext2D,
  colours: Colours,
  { values, signed }: Strip,
  from: number,
  to: number,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  let value = values[from] ?? 0;
  for (let i = from + 1; i < to; i++) {
    const other = values[i] ?? 0;
    if (Number.isNaN(other) || Math.abs(other) > Math.abs(value)) value = other;
  }
  if (value === 0) {
    hatch(context, colours, x, y, width, height);
    return;
  }
  const position = colourPosition(value, largestOf(values));
  context.fillStyle = !Number.isFinite(value)
    ? colours.bad
    : signed
      ? colours.ramp.text(position)
      : colours.grey(Math.abs(position));
  context.fillRect(x, y, width, height);
}

/** Every how many indices get a label. */
function labelStep(size: number, room: number): number {
  let step = 1;
  while (step * size < room) step *= 2;
  return step;
}

/** How many rows or columns share a pixel. */
function pixelStep(size: number): number {
  return Math.max(1, Math.ceil(1 / size));
}

function share(value: number, largest: number): number {
  if (Number.isNaN(value) || value === Infinity) return 1;
  return largest > 0 ? value / largest : 0;
}

const kept = new WeakMap<Float64Array, number>();

/** Largest finite magnitude; asked for in every frame, so kept. */
function largestOf(values: Float64Array): number {
  const known = kept.get(values);
  if (known !== undefined) return known;
  const found = largestIn(values.filter(Number.isFinite), 0, values.length);
  kept.set(values, found);
  return found;
}

function largestIn(values: Float64Array, from: number, to: number): number {
  let most = 0;
  for (let i = from; i < Math.min(to, values.length); i++) {
    const magnitude = Math.abs(values[i]!);
    if (Number.isNaN(magnitude)) return NaN;
    most = Math.max(most, magnitude);
  }
  return most;
}
