/** Draws the plot of a heatmap: cells with their glyphs, or the pooled overview. */
import type { MarkStyle } from '../cells/surface';
import { cellDigits, digitsText, MINUS, type NumberFormat } from '../numbers/format';
import { type Colours, colourPosition } from '../theme/colours';
import type { Blocks } from './blocks';
import type { Brush } from './brush';
import type { HeatMatrix } from './heatMatrix';
import { pictureOf } from './picture';
import type { Place, Viewport } from './viewport';

export interface PlotLook {
  readonly heat: HeatMatrix;
  readonly viewport: Viewport;
  readonly blocks: Blocks;
  readonly colours: Colours;
  /** Magnitude of the ramp's end. */
  readonly clip: number;
  readonly format: NumberFormat;
  /** Power of ten that the digits share. */
  readonly exponent: number;
}

/** From this size on cells stand apart, and clipped ones are notched. */
const APART = 8;
/** Under digits the ramp is cut, so that they stay readable. */
const CUT = 0.36;

/** Draws with the plot's left top corner at the context's origin. */
export function paintPlot(context: Brush, look: PlotLook): void {
  const { viewport, blocks, colours, clip } = look;
  const { width, height } = viewport.size;
  if (viewport.zoom === 'fit') {
    const { whole } = blocks;
    if (whole === undefined) return;
    context.imageSmoothingEnabled = false;
    context.drawImage(pictureOf(whole, clip, colours), 0, 0, width, height);
    return;
  }
  const { rowStart, rowEnd, columnStart, columnEnd } = viewport.window;
  for (let row = rowStart; row < rowEnd; row++) {
    for (let column = columnStart; column < columnEnd; column++) {
      const value = blocks.value(row, column);
      if (value !== undefined) paintCell(context, look, { row, column }, value);
    }
  }
}

function paintCell(context: Brush, look: PlotLook, place: Place, value: number): void {
  const { viewport, colours, clip } = look;
  const { x, y } = viewport.origin(place);
  const gap = viewport.cell.width >= APART ? 1 : 0;
  const [width, height] = [viewport.cell.width - gap, viewport.cell.height - gap];
  const digits = viewport.zoom === 'digits';
  if (!Number.isFinite(value)) {
    paintStrange(context, look, { x, y, width, height }, value);
    return;
  }
  if (value === 0) {
    hatch(context, colours, x, y, width, height);
    if (digits) paintZero(context, colours, x + width, y, height);
    return;
  }
  context.fillStyle = colours.ramp.text(colourPosition(value, clip) * (digits ? CUT : 1));
  context.fillRect(x, y, width, height);
  if (digits) {
    context.fillStyle = colours.cellForeground;
    context.textAlign = 'right';
    context.fillText(digitsOf(value, look), x + width - 6, y + height / 2 + 1);
  }
  if (Math.abs(value) > clip && viewport.cell.width >= APART) {
    context.fillStyle = digits ? colours.cellForeground : colours.background;
    notch(context, x + width, value > 0 ? y : y + height, value > 0 ? 1 : -1);
  }
}

function digitsOf(value: number, { format, exponent }: PlotLook): string {
  if (format === 'exponent') return digitsText(cellDigits(value, 'exponent', true)).replace(/(\.\d)\d/, '$1');
  const shared = Math.abs(value) / 10 ** exponent;
  return `${value < 0 ? MINUS : '+'}${shared.toFixed(2)}`;
}

function paintStrange(
  context: Brush,
  { viewport, colours }: PlotLook,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  value: number,
): void {
  if (viewport.cell.width < 14) {
    context.fillStyle = colours.bad;
    context.fillRect(x, y, width, height);
    return;
  }
  context.strokeStyle = colours.bad;
  context.lineWidth = 1.5;
  context.strokeRect(x + 1, y + 1, width - 2, height - 2);
  context.fillStyle = colours.bad;
  context.textAlign = 'center';
  const glyph = Number.isNaN(value) ? '✕' : value > 0 ? '▲' : '▼';
  context.fillText(glyph, x + width / 2, y + height / 2 + 1);
}

function paintZero(context: Brush, colours: Colours, right: number, y: number, height: number): void {
  context.fillStyle = colours.background;
  context.fillRect(right - 17, y + 3, 14, height - 6);
  context.fillStyle = colours.foreground;
  context.textAlign = 'right';
  context.fillText('0', right - 6, y + height / 2 + 1);
}

/** A clipped cell's corner: at the top for +, at the bottom for −. */
function notch(context: Brush, right: number, edge: number, down: 1 | -1): void {
  const size = 6;
  context.beginPath();
  context.moveTo(right, edge);
  context.lineTo(right - size, edge);
  context.lineTo(right, edge + down * size);
  context.fill();
}

/** Exactly 0 is a hole with hatching, not a middle tone. */
export function hatch(
  context: Brush,
  colours: Colours,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const step = 5;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = colours.zeroLine;
  context.lineWidth = 1;
  context.beginPath();
  // Lines x + y = const, of the whole plot, so that neighbouring cells continue each other.
  const first = Math.floor((x + y) / step) * step;
  for (let sum = first; sum <= x + y + width + height; sum += step) {
    context.moveTo(sum - y, y);
    context.lineTo(sum - y - height, y + height);
  }
  context.stroke();
  context.restore();
}

/** Outlines a cell as an operand of the open proof. */
export function paintMark(
  context: Brush,
  colours: Colours,
  style: MarkStyle,
  box: { x: number; y: number; width: number; height: number },
): void {
  context.save();
  context.strokeStyle = colours.operands[style];
  context.lineWidth = 2;
  context.setLineDash({ a: [], b: [5, 3], c: [2, 2] }[style]);
  context.strokeRect(box.x, box.y, box.width, box.height);
  context.restore();
}
