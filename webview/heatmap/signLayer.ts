/** The signs of all cells in view, over their colours: inks in the size of cells, of which only the bars stay. */
import { type Colours } from '../theme/colours';
import type { CellBlock } from './cellBlock';
import type { Glyphs } from './glyphs';
import { remembered } from './remembered';
import { scaleBlocks } from './scaledBlocks';
import { SignInks } from './signs';
import type { Viewport } from './viewport';

export class SignLayer {
  readonly #canvas = document.createElement('canvas');
  readonly #inks = remembered((colours: Colours, clip: number) => new SignInks(colours, clip));

  /** @param clip the magnitude that gets the ramp's end. */
  paint(
    context: CanvasRenderingContext2D,
    viewport: Viewport,
    blocks: readonly CellBlock[],
    glyphs: Glyphs,
    clip: number,
  ): void {
    const inks = this.#inks(glyphs.colours, clip);
    const { width, height } = viewport.size;
    const signs = [
      { pattern: glyphs.plus, pixelsOf: (block: CellBlock) => block.plusses(inks) },
      { pattern: glyphs.minus, pixelsOf: (block: CellBlock) => block.minuses(inks) },
    ];
    for (const { pattern, pixelsOf } of signs) {
      // A new size empties a canvas and forgets its settings.
      this.#canvas.width = Math.ceil(width * glyphs.ratio);
      this.#canvas.height = Math.ceil(height * glyphs.ratio);
      const layer = this.#canvas.getContext('2d');
      if (layer === null || pattern === undefined) return;
      layer.scale(this.#canvas.width / width, this.#canvas.height / height);
      scaleBlocks(layer, viewport, blocks, pixelsOf);
      layer.globalCompositeOperation = 'destination-in';
      layer.fillStyle = pattern;
      layer.fillRect(0, 0, width, height);
      context.drawImage(this.#canvas, 0, 0, width, height);
    }
  }
}
