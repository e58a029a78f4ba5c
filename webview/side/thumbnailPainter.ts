/** Paints a picture in codes onto a canvas, by a table from code to colour that fills as it is needed. */
import { CODES, valueOf, ZERO_CODE } from '../../src/inspector/pictureCode';
import { type Colours, colourPosition, type Rgb } from '../theme/colours';
import type { CodePicture } from './codePicture';

export interface PictureLook {
  readonly colours: Colours;
  /** The magnitude that gets the end of the scale. */
  readonly limit: number;
  /** In the ramp, with the sign; else in grey. */
  readonly signed: boolean;
}

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
  look: PictureLook,
): void {
  const ratio = devicePixelRatio;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  const context = canvas.getContext('2d');
  if (context === null || codes.length === 0) return;
  const image = context.createImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(image.data.buffer);
  const colourOf = colourTable(look);
  const [paper, line] = [packed(look.colours.rgb.background), packed(look.colours.rgb.zeroLine)];
  const [step, thickness] = [Math.round(HATCH * ratio), Math.round(ratio)];
  const columnOf = Uint32Array.from({ length: canvas.width }, (_, x) =>
    Math.floor((x * columns) / canvas.width),
  );
  for (let y = 0, i = 0; y < canvas.height; y++) {
    const row = Math.floor((y * rows) / canvas.height) * columns;
    for (let x = 0; x < canvas.width; x++, i++) {
      const code = codes[row + columnOf[x]!]!;
      if (code !== ZERO_CODE) pixels[i] = colourOf(code);
      // Exactly 0 is a hole with hatching, not a middle tone.
      else pixels[i] = (x + y) % step < thickness ? line : paper;
    }
  }
  context.putImageData(image, 0, 0);
}

function colourTable({ colours, limit, signed }: PictureLook): (code: number) => number {
  const table = new Uint32Array(CODES);
  return (code) => {
    // No colour is 0: all of them are opaque.
    const known = table[code]!;
    if (known !== 0) return known;
    const value = valueOf(code);
    const position = colourPosition(value, limit);
    const colour = !Number.isFinite(value)
      ? colours.rgb.bad
      : signed
        ? colours.ramp.at(position)
        : colours.rgb.grey(Math.abs(position));
    return (table[code] = packed(colour));
  };
}

/** A colour as a canvas's memory has it, on any machine. */
function packed([red, green, blue]: Rgb): number {
  return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0]!;
}
