/** A cell's sign without its colour: a bar for −, a cross for +, for whoever cannot tell blue from orange. */
import type { Brush } from './brush';
import { codeOf, CODES, valueOf } from '../../src/inspector/pictureCode';
import { type Colours, colourPosition } from '../theme/colours';
import { pixel } from './colourTable';

/** From this position in the ramp on the ground is seen on a colour, below it the ink. */
const STRONG = 0.55;

/** The ink in which a sign is seen on its cell's colour, by code. */
export class SignInks {
  readonly #pixels = new Uint32Array(CODES);

  constructor(
    readonly colours: Colours,
    readonly clip: number,
  ) {}

  /** As a pixel; 0, which is none, where the number is not finite. */
  of(value: number): number {
    if (!Number.isFinite(value)) return 0;
    const code = codeOf(value);
    const known = this.#pixels[code]!;
    if (known !== 0) return known;
    const { rgb } = this.colours;
    const made = pixel(isStrong(colourPosition(valueOf(code), this.clip)) ? rgb.background : rgb.foreground);
    this.#pixels[code] = made;
    return made;
  }
}

/** @param position in the ramp, −1 … 1. */
export function isStrong(position: number): boolean {
  return Math.abs(position) > STRONG;
}

/** Fills the sign's bars in a cell; their colour is the context's. */
export function fillSign(
  context: Brush,
  sign: number,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const length = Math.max(3, Math.round(Math.min(width, height) * 0.55));
  const thick = Math.max(1, Math.round(length / 5));
  // Odd in odd and even in even cells, so that bars stand on whole pixels.
  const bar = length + ((length - thick) % 2);
  const [left, top] = [x + Math.floor((width - bar) / 2), y + Math.floor((height - bar) / 2)];
  context.fillRect(left, top + (bar - thick) / 2, bar, thick);
  if (sign > 0) context.fillRect(left + (bar - thick) / 2, top, thick, bar);
}
