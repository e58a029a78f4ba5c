/** Paints a picture in codes onto a canvas of the screen's resolution. */
import { ZERO_CODE } from '../../src/inspector/pictureCode';
import type { ColourTable } from '../heatmap/colourTable';
import type { CodePicture } from './codePicture';

/** CSS pixels between the hatching's lines. */
const HATCH = 4;

/**
 * Fills a canvas at the screen's resolution.
 * @param width @param height of the canvas, in CSS pixels.
 */
export function paintThumbnail(
  canvas: HTMLCanvasElement,
  { rows, columns, codes }: CodePicture,
  { width, height }: { readonly width: number; readonly height: number },
  table: ColourTable,
): void {
  const ratio = devicePixelRatio;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  const context = canvas.getContext('2d');
  if (context === null || codes.length === 0) return;
  const image = context.createImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(image.data.buffer);
  const [step, thickness] = [Math.round(HATCH * ratio), Math.round(ratio)];
  const columnOf = Uint32Array.from({ length: canvas.width }, (_, x) =>
    Math.floor((x * columns) / canvas.width),
  );
  for (let y = 0, i = 0; y < canvas.height; y++) {
    const row = Math.floor((y * rows) / canvas.height) * columns;
    for (let x = 0; x < canvas.width; x++, i++) {
      const code = codes[row + columnOf[x]!]!;
      // Exactly 0 is a hole with hatching, not a middle tone.
      const isLine = code === ZERO_CODE && (x + y) % step < thickness;
      pixels[i] = isLine ? table.zeroDot : table.ofCode(code);
    }
  }
  context.putImageData(image, 0, 0);
}
