/** A tile as pixels, one a number: for the overview, the minimap and thumbnails. */
import type { Tile } from '../../src/inspector/views';
import { type Colours, colourPosition, type Rgb } from '../theme/colours';

/** @param transposed columns downwards. */
export function pictureOf(
  { rows, columns, values }: Tile,
  clip: number,
  colours: Colours,
  transposed = false,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, transposed ? rows : columns);
  canvas.height = Math.max(1, transposed ? columns : rows);
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  const picture = context.createImageData(canvas.width, canvas.height);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const [red, green, blue] = pixel(values[i * columns + j]!, clip, colours, i + j);
      const at = 4 * (transposed ? j * rows + i : i * columns + j);
      picture.data[at] = red;
      picture.data[at + 1] = green;
      picture.data[at + 2] = blue;
      picture.data[at + 3] = 255;
    }
  }
  context.putImageData(picture, 0, 0);
  return canvas;
}

/** Exact zeros are dotted paper, what is not finite is red. */
function pixel(value: number, clip: number, colours: Colours, diagonal: number): Rgb {
  if (!Number.isFinite(value)) return colours.rgb.bad;
  if (value === 0) return diagonal % 3 === 0 ? colours.rgb.zeroLine : colours.rgb.background;
  return colours.ramp.at(colourPosition(value, clip));
}
