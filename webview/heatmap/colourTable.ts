/** The colour of every code that a number may have, as a pixel. */
import { codeOf, CODES, valueOf, ZERO_CODE } from '../../src/inspector/pictureCode';
import { type Colours, colourPosition, type Rgb } from '../theme/colours';

export class ColourTable {
  /** By code; 0, which is no colour, where nobody has asked yet. */
  readonly #pixels = new Uint32Array(CODES);
  /** Of the dots on which exact zeros are drawn; their ground is the table's colour of zero. */
  readonly zeroDot: number;

  /**
   * @param clip the magnitude that gets the ramp's end.
   * @param cut the share of the ramp that is used.
   * @param signed in the ramp, with the sign; else in grey.
   */
  constructor(
    readonly colours: Colours,
    readonly clip: number,
    readonly cut = 1,
    readonly signed = true,
  ) {
    this.zeroDot = pixel(colours.rgb.zeroLine);
  }

  ofCode(code: number): number {
    const known = this.#pixels[code]!;
    if (known !== 0) return known;
    const made = pixel(this.#colourOf(code));
    this.#pixels[code] = made;
    return made;
  }

  of(value: number): number {
    return this.ofCode(codeOf(value));
  }

  #colourOf(code: number): Rgb {
    if (code === ZERO_CODE) return this.colours.rgb.background;
    const value = valueOf(code);
    if (!Number.isFinite(value)) return this.colours.rgb.bad;
    const position = colourPosition(value, this.clip) * this.cut;
    return this.signed ? this.colours.ramp.at(position) : this.colours.rgb.grey(Math.abs(position));
  }
}

/** An opaque pixel as image data have it, whatever the machine's order of bytes. */
export function pixel(colour: Rgb): number {
  return new Uint32Array(Uint8Array.of(...colour, 255).buffer)[0]!;
}
