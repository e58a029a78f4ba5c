/** The whole picture of a heatmap on its canvas: plot, frame, and the marks over both. */
import type { Marks } from '../cells/surface';
import type { NumberFormat } from '../numbers/format';
import type { Colours } from '../theme/colours';
import type { Blocks } from './blocks';
import type { Brush } from './brush';
import { MARGIN, paintFrame } from './frame';
import type { HeatMatrix } from './heatMatrix';
import { paintMark, paintPlot } from './painter';
import { boxOf, placeOf, type PlotBox } from './places';
import type { Place, Viewport } from './viewport';

/** Plot and frame. */
export interface HeatContent {
  readonly heat: HeatMatrix;
  readonly viewport: Viewport;
  readonly blocks: Blocks;
  readonly colours: Colours;
  /** The magnitude that gets the ramp's end. */
  readonly clip: number;
  readonly format: NumberFormat;
}

export interface HeatPicture extends HeatContent {
  readonly marks: Marks;
  /** Whether a formula points at the matrix. */
  readonly outlined: boolean;
  /** The place that has the focus. */
  readonly cursor: Place | undefined;
}

/** Of plot and frame, in pixels. */
export function heatSize({ size }: Viewport): { readonly width: number; readonly height: number } {
  return {
    width: Math.ceil(MARGIN.left + size.width + MARGIN.right),
    height: Math.ceil(MARGIN.top + size.height + MARGIN.bottom),
  };
}

/** Sizes the canvas to the viewport and the screen's resolution, and paints it. */
export function paintHeatmap(canvas: HTMLCanvasElement, picture: HeatPicture): void {
  const { width, height } = heatSize(picture.viewport);
  const ratio = devicePixelRatio;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(ratio, ratio);
  context.fillStyle = picture.colours.background;
  context.fillRect(0, 0, width, height);
  context.translate(MARGIN.left, MARGIN.top);
  paintContent(context, picture);
  paintMarks(context, picture);
}

/** Paints plot and frame with the plot's left top corner at the origin. */
export function paintContent(
  context: Brush,
  { heat, viewport, blocks, colours, clip, format }: HeatContent,
): void {
  context.font = `11px ${colours.numberFont}`;
  context.textBaseline = 'middle';
  const exponent = sharedExponent(clip);
  paintPlot(context, { heat, viewport, blocks, colours, clip, format, exponent });
  const shown = viewport.zoom === 'digits' && format === 'decimal' ? exponent : undefined;
  paintFrame(context, { heat, viewport, colours, exponent: shown });
}

function paintMarks(context: Brush, { heat, viewport, colours, marks, outlined, cursor }: HeatPicture): void {
  const { width, height } = viewport.size;
  if (outlined) {
    context.strokeStyle = colours.foreground;
    context.lineWidth = 1.5;
    context.strokeRect(-1, -1, width + 2, height + 2);
  }
  const boxAt = (place: Place | undefined): PlotBox | undefined =>
    place === undefined ? undefined : boxOf(heat, viewport, place);
  for (const { cell, style } of marks.operands.values()) {
    const box = boxAt(placeOf(heat, cell));
    if (box !== undefined) paintMark(context, colours, style, grown(box));
  }
  const { inspected } = marks;
  for (const place of [cursor, inspected === undefined ? undefined : placeOf(heat, inspected)]) {
    const box = boxAt(place);
    if (box === undefined) continue;
    const { x, y, width: w, height: h } = grown(box);
    context.strokeStyle = colours.background;
    context.lineWidth = 4;
    context.strokeRect(x, y, w, h);
    context.strokeStyle = colours.focus;
    context.lineWidth = 2;
    context.strokeRect(x, y, w, h);
  }
}

/** Small cells are marked with a frame that can be seen. */
function grown({ x, y, width, height }: PlotBox): PlotBox {
  const [more, higher] = [Math.max(0, 8 - width) / 2, Math.max(0, 8 - height) / 2];
  return { x: x - more - 1, y: y - higher - 1, width: width + 2 * more + 1, height: height + 2 * higher + 1 };
}

/** So that the largest colour has one digit before the point; none where plain decimals do as well. */
function sharedExponent(clip: number): number {
  if (!(clip > 0)) return 0;
  const exponent = Math.floor(Math.log10(clip));
  return exponent >= 0 && exponent <= 1 ? 0 : exponent;
}
