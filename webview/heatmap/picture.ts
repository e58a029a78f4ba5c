/** Pixels on a canvas of their own, painted once and then only drawn: pictures of whole matrices among them. */
import type { Picture } from '../../src/inspector/views';
import { ZERO_CODE } from '../../src/inspector/pictureCode';
import type { ColourTable } from './colourTable';

/**
 * One pixel a place; what is exactly zero is dotted.
 * @param transposed columns downwards.
 */
export function paintPicture(
  { rows, columns, codes }: Picture,
  table: ColourTable,
  transposed = false,
): HTMLCanvasElement {
  const [down, right] = transposed ? [1, rows] : [columns, 1];
  const [width, height] = transposed ? [rows, columns] : [columns, rows];
  return paintPixels(width, height, (pixels) => {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const code = codes[i * columns + j]!;
        const isDot = code === ZERO_CODE && (i + j) % 3 === 0;
        pixels[i * down + j * right] = isDot ? table.zeroDot : table.ofCode(code);
      }
    }
  });
}

/** @param write gets the pixels row by row, transparent at first. */
export function paintPixels(
  width: number,
  height: number,
  write: (pixels: Uint32Array) => void,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, width);
  canvas.height = Math.max(1, height);
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  const image = context.createImageData(canvas.width, canvas.height);
  write(new Uint32Array(image.data.buffer));
  context.putImageData(image, 0, 0);
  return canvas;
}
