/** What is drawn on cells beside their colour, as patterns that repeat cell by cell: drawn once a theme and size. */
import type { Colours } from '../theme/colours';
import type { Brush, Fill, PatternMaker } from './brush';
import type { CellKind } from './cellBlock';
import type { Size } from './viewport';

/** Pixels between cells. */
export const GAP = 1;
/** From this size on what is not finite has a glyph; below it is red all over. */
const LEGIBLE = 14;
/** Pixels between the lines of hatching, and so many of them a pattern: whole pixels also where the screen has odd ones. */
const HATCH_STEP = 5;
const HATCH_SIZE = 4 * HATCH_STEP;

export class Glyphs {
  /** Exactly 0 is a hole with hatching, not a middle tone; neighbouring cells continue each other. */
  readonly hatch: Fill | undefined;
  /** Undefined where such cells have nothing but their colour. */
  readonly ofKind: Readonly<Record<CellKind, Fill | undefined>>;

  /**
   * @param cell its size with the gap, in pixels of the page.
   * @param make patterns of the picture that is painted.
   */
  constructor(
    readonly colours: Colours,
    readonly cell: Size,
    readonly hasDigits: boolean,
    readonly make: PatternMaker,
  ) {
    this.hatch = this.#pattern({ width: HATCH_SIZE, height: HATCH_SIZE }, (context) => {
      this.#paintHatch(context);
    });
    const inside = { width: cell.width - GAP, height: cell.height - GAP };
    const strange = (glyph: string): Fill | undefined =>
      cell.width < LEGIBLE
        ? undefined
        : this.#pattern(cell, (context) => {
            this.#paintStrange(context, inside, glyph);
          });
    const notched = (sign: number): Fill | undefined =>
      this.#pattern(cell, (context) => {
        this.#paintNotch(context, inside, sign);
      });
    this.ofKind = {
      zero: hasDigits
        ? this.#pattern(cell, (context) => {
            this.#paintZero(context, inside);
          })
        : undefined,
      nan: strange('✕'),
      infinity: strange('▲'),
      minusInfinity: strange('▼'),
      beyond: notched(1),
      minusBeyond: notched(-1),
    };
  }

  #pattern(size: Size, paint: (brush: Brush) => void): Fill | undefined {
    return this.make(size, (brush) => {
      brush.font = `11px ${this.colours.numberFont}`;
      brush.textBaseline = 'middle';
      paint(brush);
    });
  }

  #paintHatch(context: Brush): void {
    context.strokeStyle = this.colours.zeroLine;
    context.lineWidth = 1;
    context.beginPath();
    for (let sum = 0; sum <= 2 * HATCH_SIZE; sum += HATCH_STEP) {
      context.moveTo(sum + 1, -1);
      context.lineTo(sum - HATCH_SIZE - 1, HATCH_SIZE + 1);
    }
    context.stroke();
  }

  #paintStrange(context: Brush, { width, height }: Size, glyph: string): void {
    const { background, bad } = this.colours;
    context.fillStyle = background;
    context.fillRect(0, 0, width, height);
    context.strokeStyle = bad;
    context.lineWidth = 1.5;
    context.strokeRect(1, 1, width - 2, height - 2);
    context.fillStyle = bad;
    context.textAlign = 'center';
    context.fillText(glyph, width / 2, height / 2 + 1);
  }

  #paintZero(context: Brush, { width, height }: Size): void {
    context.fillStyle = this.colours.background;
    context.fillRect(width - 17, 3, 14, height - 6);
    context.fillStyle = this.colours.foreground;
    context.textAlign = 'right';
    context.fillText('0', width - 6, height / 2 + 1);
  }

  /** A clipped cell's corner: at the top for +, at the bottom for −. Beside a pattern it is smaller. */
  #paintNotch(context: Brush, { width, height }: Size, sign: number): void {
    const { background, cellForeground, patterned } = this.colours;
    const size = patterned && width < LEGIBLE ? 3 : 6;
    const [edge, down] = sign > 0 ? [0, size] : [height, -size];
    context.fillStyle = this.hasDigits ? cellForeground : background;
    context.beginPath();
    context.moveTo(width, edge);
    context.lineTo(width - size, edge);
    context.lineTo(width, edge + down);
    context.fill();
  }
}
