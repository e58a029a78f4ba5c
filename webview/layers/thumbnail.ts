/** A closed layer's weight gradient in a few pixels: pooled by largest magnitude, never the whole matrix. */
import { valueOf } from '../../src/inspector/pictureCode';
import type { LayerView, Overview, Picture } from '../../src/inspector/views';
import type { MatrixSource } from '../data/matrixSource';
import type { Component } from '../dom/component';
import { element } from '../dom/element';
import { ColourTable } from '../heatmap/colourTable';
import { paintPicture } from '../heatmap/picture';
import { readColours } from '../theme/colours';
import type { Theme } from '../theme/theme';
import { gradientMatrix } from './shownNumbers';

/** Across are the inputs, downwards the units. */
const WIDTH = 120;
const HEIGHT = 18;

export class Thumbnail implements Component {
  readonly element = element('canvas', { attributes: { 'aria-hidden': 'true' } });
  #unwatch: (() => void) | undefined;

  constructor(readonly picture: Picture) {
    this.#draw();
  }

  /** Undefined where the layer has no matrix of weights. */
  static async load(
    source: MatrixSource,
    overview: Overview,
    layer: LayerView,
  ): Promise<Thumbnail | undefined> {
    const weights = layer.parameters.find(({ vector }) => !vector);
    if (weights === undefined) return undefined;
    const picture = await source.picture({
      matrix: gradientMatrix(overview, layer, weights.name),
      rowStart: 0,
      rowEnd: weights.rows,
      columnStart: 0,
      columnEnd: weights.columns,
      maxRows: Math.round(WIDTH * devicePixelRatio),
      maxColumns: Math.round(HEIGHT * devicePixelRatio),
    });
    return new Thumbnail(picture);
  }

  /** Follows the theme's colours. */
  watch(theme: Theme): void {
    this.#unwatch = theme.watch(() => {
      this.#draw();
    });
  }

  dispose(): void {
    this.#unwatch?.();
    this.element.remove();
  }

  #draw(): void {
    const { rows, columns } = this.picture;
    let largest = 0;
    for (const code of this.picture.codes) {
      const magnitude = Math.abs(valueOf(code));
      if (magnitude > largest && magnitude < Infinity) largest = magnitude;
    }
    const table = new ColourTable(readColours(), largest);
    this.element.width = rows;
    this.element.height = columns;
    this.element.getContext('2d')?.drawImage(paintPicture(this.picture, table, true), 0, 0);
  }
}
