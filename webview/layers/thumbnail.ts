/** A closed layer's weight gradient in a few pixels: pooled by largest magnitude, never the whole matrix. */
import type { LayerView, Overview, Tile } from '../../src/inspector/views';
import type { MatrixSource } from '../data/matrixSource';
import type { Component } from '../dom/component';
import { element } from '../dom/element';
import { pictureOf } from '../heatmap/picture';
import { readColours } from '../theme/colours';
import type { Theme } from '../theme/theme';
import { gradientMatrix } from './gridPlan';

/** Across are the inputs, downwards the units. */
const WIDTH = 120;
const HEIGHT = 18;

export class Thumbnail implements Component {
  readonly element = element('canvas', { attributes: { 'aria-hidden': 'true' } });
  #unwatch: (() => void) | undefined;

  constructor(readonly tile: Tile) {
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
    const tile = await source.tile({
      matrix: gradientMatrix(overview, layer, weights.name),
      rowStart: 0,
      rowEnd: weights.rows,
      columnStart: 0,
      columnEnd: weights.columns,
      maxRows: WIDTH,
      maxColumns: HEIGHT,
    });
    return new Thumbnail(tile);
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
    const { rows, columns, values } = this.tile;
    const largest = values.reduce((most, v) => (Number.isFinite(v) ? Math.max(most, Math.abs(v)) : most), 0);
    this.element.width = rows;
    this.element.height = columns;
    this.element.getContext('2d')?.drawImage(pictureOf(this.tile, largest, readColours(), true), 0, 0);
  }
}
