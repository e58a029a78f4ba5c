/** The signs of all cells in view at once: inks in the size of cells, of which only the bars stay. */
import type { Colours } from '../theme/colours';
import type { Brush } from './brush';
import { canvasPatterns } from './canvasPatterns';
import type { CellBlock } from './cellBlock';
import { GAP } from './glyphs';
import { remembered } from './remembered';
import { scaleBlocks } from './scaledBlocks';
import type { SignPainter } from './signPainter';
import { fillSign, SignInks } from './signs';
import type { Viewport } from './viewport';

export class SignLayer implements SignPainter {
  readonly #canvas = document.createElement('canvas');
  readonly #inks = remembered((colours: Colours, clip: number) => new SignInks(colours, clip));
  /** Opaque where the sign has its bars. */
  readonly #bars = remembered((width: number, height: number) =>
    [1, -1].map((sign) =>
      canvasPatterns(this.ratio)({ width, height }, (brush) => {
        fillSign(brush, sign, 0, 0, width - GAP, height - GAP);
      }),
    ),
  );

  /** @param ratio how many pixels there are for one of the page. */
  constructor(readonly ratio: number) {}

  paint(
    brush: Brush,
    viewport: Viewport,
    blocks: readonly CellBlock[],
    colours: Colours,
    clip: number,
  ): void {
    const inks = this.#inks(colours, clip);
    const { width, height } = viewport.size;
    const [plus, minus] = this.#bars(viewport.cell.width, viewport.cell.height);
    const signs = [
      { pattern: plus, pixelsOf: (block: CellBlock) => block.plusses(inks) },
      { pattern: minus, pixelsOf: (block: CellBlock) => block.minuses(inks) },
    ];
    for (const { pattern, pixelsOf } of signs) {
      // A new size empties a canvas and forgets its settings.
      this.#canvas.width = Math.ceil(width * this.ratio);
      this.#canvas.height = Math.ceil(height * this.ratio);
      const layer = this.#canvas.getContext('2d');
      if (layer === null || pattern === undefined) return;
      layer.scale(this.#canvas.width / width, this.#canvas.height / height);
      scaleBlocks(layer, viewport, blocks, pixelsOf);
      layer.globalCompositeOperation = 'destination-in';
      layer.fillStyle = pattern;
      layer.fillRect(0, 0, width, height);
      brush.drawImage(this.#canvas, 0, 0, width, height);
    }
  }
}
