/** Draws the plot of a heatmap: cells with their glyphs, or the whole matrix pooled. */
import type { Brush } from './brush';
import type { NumberFormat } from '../numbers/format';
import { type Colours } from '../theme/colours';
import type { Blocks } from './blocks';
import { paintCells } from './cellPainter';
import { ColourTable } from './colourTable';
import { paintDigits } from './digitsPainter';
import type { Glyphs } from './glyphs';
import type { PooledPicture } from './pooledPicture';
import { remembered } from './remembered';
import type { SignPainter } from './signPainter';
import type { Viewport } from './viewport';

export interface PlotLook {
  readonly viewport: Viewport;
  readonly blocks: Blocks;
  readonly whole: PooledPicture;
  /** Of the whole ramp. */
  readonly table: ColourTable;
  readonly glyphs: Glyphs;
  readonly format: NumberFormat;
  /** Power of ten that the digits share. */
  readonly exponent: number;
}

/** Under digits the ramp is cut, so that they stay readable. */
const CUT = 0.36;

export class PlotPainter {
  readonly #cutTable = remembered((colours: Colours, clip: number) => new ColourTable(colours, clip, CUT));

  constructor(readonly signs: SignPainter) {}

  /** Draws with the plot's left top corner at the context's origin. */
  paint(context: Brush, look: PlotLook): void {
    const { viewport, table, glyphs, format, exponent } = look;
    const { colours, clip } = table;
    if (!viewport.hasCells) {
      const picture = look.whole.canvas(table);
      const { width, height } = viewport.size;
      context.imageSmoothingEnabled = false;
      if (picture !== undefined) context.drawImage(picture, 0, 0, width, height);
      return;
    }
    const blocks = look.blocks.inside(viewport.window);
    const hasDigits = viewport.zoom === 'digits';
    paintCells(context, {
      ...{ viewport, blocks, glyphs },
      table: hasDigits ? this.#cutTable(colours, clip) : table,
      signs: colours.patterned && !hasDigits ? this.signs : undefined,
    });
    if (hasDigits) paintDigits(context, { viewport, blocks, format, exponent, ink: colours.cellForeground });
  }
}
