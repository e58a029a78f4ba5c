/** The whole picture of a heatmap on its canvas: plot, frame, and the marks over both. */
import type { CellRef } from '../../src/inspector/views';
import type { Marks, MarkStyle } from '../cells/surface';
import type { NumberFormat } from '../numbers/format';
import type { Colours } from '../theme/colours';
import type { Blocks } from './blocks';
import type { Brush } from './brush';
import { canvasPatterns } from './canvasPatterns';
import { resize } from './canvasSize';
import type { ColourTable } from './colourTable';
import { MARGIN, paintFrame } from './frame';
import { Glyphs } from './glyphs';
import type { HeatMatrix } from './heatMatrix';
import { PlotPainter } from './painter';
import { boxOf, mirroredPlace, placeOf, type PlotBox } from './places';
import type { PooledPicture } from './pooledPicture';
import { remembered } from './remembered';
import { SignLayer } from './signLayer';
import type { Place, Size, Viewport } from './viewport';

/** Plot and frame. */
export interface ContentLook {
  readonly heat: HeatMatrix;
  readonly viewport: Viewport;
  readonly blocks: Blocks;
  readonly whole: PooledPicture;
  readonly table: ColourTable;
  readonly format: NumberFormat;
}

export interface PictureLook extends ContentLook {
  readonly marks: Marks;
  /** Whether a formula points at the matrix. */
  readonly outlined: boolean;
  /** Numbers that the user gave in place of the file's. */
  readonly edited: readonly CellRef[];
  /** The place that has the focus. */
  readonly cursor: Place | undefined;
}

export class HeatPicture {
  readonly #plot = remembered((ratio: number) => new PlotPainter(new SignLayer(ratio)));
  readonly #glyphs = remembered(
    (colours: Colours, width: number, height: number, hasDigits: boolean, ratio: number) =>
      new Glyphs(colours, { width, height }, hasDigits, canvasPatterns(ratio)),
  );

  constructor(readonly canvas: HTMLCanvasElement) {}

  /** Sizes the canvas to the viewport and the screen's resolution, and paints it. */
  paint(look: PictureLook): void {
    const { viewport, table } = look;
    const { colours } = table;
    const { width, height } = heatSize(viewport);
    const ratio = devicePixelRatio;
    resize(this.canvas, { width, height }, ratio);
    const context = this.canvas.getContext('2d');
    if (context === null) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = colours.background;
    context.fillRect(0, 0, width, height);
    context.translate(MARGIN.left, MARGIN.top);
    const { cell, zoom } = viewport;
    const glyphs = this.#glyphs(colours, cell.width, cell.height, zoom === 'digits', ratio);
    paintContent(context, look, this.#plot(ratio), glyphs);
    paintMarks(context, look);
  }
}

/** Of plot and frame, in pixels. */
export function heatSize({ size }: Viewport): Size {
  return {
    width: Math.ceil(MARGIN.left + size.width + MARGIN.right),
    height: Math.ceil(MARGIN.top + size.height + MARGIN.bottom),
  };
}

/** Paints plot and frame with the plot's left top corner at the origin. */
export function paintContent(brush: Brush, look: ContentLook, plot: PlotPainter, glyphs: Glyphs): void {
  const { heat, viewport, table, format } = look;
  brush.font = `11px ${table.colours.numberFont}`;
  brush.textBaseline = 'middle';
  const exponent = sharedExponent(table.clip);
  plot.paint(brush, { ...look, glyphs, exponent });
  const shown = viewport.zoom === 'digits' && format === 'decimal' ? exponent : undefined;
  paintFrame(brush, { heat, viewport, glyphs, exponent: shown });
}

function paintMarks(
  context: CanvasRenderingContext2D,
  { heat, viewport, table, marks, outlined, edited, cursor }: PictureLook,
): void {
  const { colours } = table;
  const { width, height } = viewport.size;
  if (outlined) {
    context.strokeStyle = colours.foreground;
    context.lineWidth = 1.5;
    context.strokeRect(-1, -1, width + 2, height + 2);
  }
  const boxAt = (place: Place | undefined): PlotBox | undefined =>
    place === undefined ? undefined : boxOf(heat, viewport, place);
  for (const cell of edited) {
    const box = boxAt(placeOf(heat, cell));
    if (box !== undefined) paintFrameOf(context, colours.background, colours.foreground, grown(box));
  }
  for (const { cell, style } of marks.operands.values()) {
    const box = boxAt(placeOf(heat, cell));
    if (box !== undefined) paintMark(context, colours, style, grown(box));
  }
  const { inspected, mirrored } = marks;
  const framed = [
    [mirroredPlace(heat, mirrored), colours.foreground],
    [cursor, colours.focus],
    [inspected === undefined ? undefined : placeOf(heat, inspected), colours.focus],
  ] as const;
  for (const [place, colour] of framed) {
    const box = boxAt(place);
    if (box !== undefined) paintFrameOf(context, colours.background, colour, grown(box));
  }
}

/** A frame that can be seen on any colour. */
function paintFrameOf(
  context: CanvasRenderingContext2D,
  around: string,
  colour: string,
  { x, y, width, height }: PlotBox,
): void {
  context.strokeStyle = around;
  context.lineWidth = 4;
  context.strokeRect(x, y, width, height);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.strokeRect(x, y, width, height);
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

/** Outlines a cell as an operand of the open proof. */
function paintMark(
  context: CanvasRenderingContext2D,
  colours: Colours,
  style: MarkStyle,
  box: PlotBox,
): void {
  context.save();
  context.strokeStyle = colours.operands[style];
  context.lineWidth = 2;
  context.setLineDash({ a: [], b: [5, 3], c: [2, 2] }[style]);
  context.strokeRect(box.x, box.y, box.width, box.height);
  context.restore();
}
