/** A heatmap as a file: title, plot and frame as they are on screen, and what its colours mean. */
import * as l10n from '@vscode/l10n';
import type { PictureFormat } from '../../src/protocol/shapes';
import { type BarLook, paintBar } from './barPicture';
import type { Brush, PatternMaker } from './brush';
import { canvasPatterns } from './canvasPatterns';
import { MARGIN } from './frame';
import { Glyphs } from './glyphs';
import { heatSize, paintContent } from './heatPicture';
import { PlotPainter } from './painter';
import { SignLayer } from './signLayer';
import { signPainter } from './signPainter';
import { SvgBrush } from './svgBrush';
import type { Size } from './viewport';

export interface ExportLook extends BarLook {
  /** The matrix's name. */
  readonly title: string;
}

/** Pixels of the file a pixel of the screen, so that it can be printed. */
const SCALE = 2;
const TITLE = 34;
const BAR = 62;
const NARROWEST = 320;
/** About the width of a character of the title. */
const CHARACTER = 6.7;

/**
 * The bytes of a PNG at twice the screen's size, or of an SVG that needs nothing but itself.
 * @param model the network's name.
 */
export async function exportPicture(
  look: ExportLook,
  format: PictureFormat,
  model: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const content = heatSize(look.viewport);
  const size = { width: Math.max(NARROWEST, content.width), height: TITLE + content.height + BAR };
  if (format === 'svg') {
    const brush = new SvgBrush(size.width, size.height);
    paint(brush, look, model, size, new PlotPainter(signPainter), brush.pattern);
    return new TextEncoder().encode(brush.text());
  }
  const canvas = document.createElement('canvas');
  canvas.width = size.width * SCALE;
  canvas.height = size.height * SCALE;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error(l10n.t('the browser has no canvas to draw on'));
  context.scale(SCALE, SCALE);
  paint(context, look, model, size, new PlotPainter(new SignLayer(SCALE)), canvasPatterns(SCALE));
  return pngOf(canvas);
}

function paint(
  brush: Brush,
  look: ExportLook,
  model: string,
  { width, height }: Size,
  plot: PlotPainter,
  makePattern: PatternMaker,
): void {
  const { table, heat, title, viewport } = look;
  const { colours } = table;
  brush.fillStyle = colours.background;
  brush.fillRect(0, 0, width, height);
  brush.textBaseline = 'middle';
  brush.textAlign = 'left';
  brush.font = `11px ${colours.numberFont}`;
  const room = Math.floor((width - 16) / CHARACTER);
  brush.fillStyle = colours.foreground;
  brush.fillText(shortened(`${title}, ${heat.rows} × ${heat.columns}`, room), 8, 14);
  brush.fillStyle = colours.ink;
  brush.fillText(shortened(model, room), 8, 30);
  brush.save();
  brush.translate(MARGIN.left, TITLE + MARGIN.top);
  const glyphs = new Glyphs(colours, viewport.cell, viewport.zoom === 'digits', makePattern);
  paintContent(brush, look, plot, glyphs);
  brush.restore();
  brush.translate(MARGIN.left, height - BAR);
  paintBar(brush, look);
}

function shortened(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error(l10n.t('the browser could not make a PNG of the heatmap')));
      else
        blob.arrayBuffer().then((buffer) => {
          resolve(new Uint8Array(buffer));
        }, reject);
    }, 'image/png');
  });
}
