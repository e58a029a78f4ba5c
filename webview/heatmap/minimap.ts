/** The whole matrix small, with a frame around what the plot shows. Click or drag moves the plot there. */
import type { Tile } from '../../src/inspector/views';
import type { MatrixSource } from '../data/matrixSource';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import type { Colours } from '../theme/colours';
import type { HeatMatrix } from './heatMatrix';
import { pictureOf } from './picture';
import type { Viewport } from './viewport';

/** Pixels a cell, and the largest size. */
const CELL = 2;
const WIDEST = 160;
const TALLEST = 280;
/** A single row or column is still a strip that can be seen and hit. */
const THINNEST = 12;

export class Minimap implements Component {
  readonly element = element('canvas', { class: 'minimap', attributes: { 'aria-hidden': 'true' } });
  readonly #disposables = new Disposables();
  #tile: Tile | undefined;
  #asked: HeatMatrix | undefined;

  /** @param moveTo the share of the matrix, 0 … 1 down and across, that comes to the plot's middle. */
  constructor(
    readonly source: MatrixSource,
    readonly moveTo: (down: number, across: number) => void,
  ) {
    const move = (event: PointerEvent): void => {
      if (event.buttons === 0) return;
      const { width, height } = this.element.getBoundingClientRect();
      moveTo(event.offsetY / height, event.offsetX / width);
    };
    this.#disposables.listen(this.element, 'pointerdown', (event) => {
      this.element.setPointerCapture(event.pointerId);
      move(event);
    });
    this.#disposables.listen(this.element, 'pointermove', move);
  }

  /** Asks for the pooled picture of another matrix; `arrived` is called when it can be drawn. */
  load(heat: HeatMatrix, arrived: () => void, fail: (error: unknown) => void): void {
    if (this.#asked === heat) return;
    this.#asked = heat;
    const { matrix, firstRow, rows, columns } = heat;
    const { width, height } = sizeOf(heat);
    this.source
      .tile({
        matrix,
        rowStart: firstRow,
        rowEnd: firstRow + rows,
        columnStart: 0,
        columnEnd: columns,
        maxRows: Math.min(rows, height),
        maxColumns: Math.min(columns, width),
      })
      .then((tile) => {
        if (this.#asked !== heat) return;
        this.#tile = tile;
        arrived();
      }, fail);
  }

  draw(heat: HeatMatrix, viewport: Viewport, clip: number, colours: Colours): void {
    this.element.hidden = viewport.isWhole;
    const { width, height } = sizeOf(heat);
    const ratio = devicePixelRatio;
    this.element.width = width * ratio;
    this.element.height = height * ratio;
    this.element.style.width = `${width}px`;
    this.element.style.height = `${height}px`;
    const context = this.element.getContext('2d');
    if (context === null || this.#tile === undefined) return;
    context.scale(ratio, ratio);
    context.imageSmoothingEnabled = false;
    context.drawImage(pictureOf(this.#tile, clip, colours), 0, 0, width, height);
    const { rowStart, rowEnd, columnStart, columnEnd } = viewport.window;
    const box: [number, number, number, number] = [
      (columnStart / heat.columns) * width,
      (rowStart / heat.rows) * height,
      Math.max(3, ((columnEnd - columnStart) / heat.columns) * width),
      Math.max(3, ((rowEnd - rowStart) / heat.rows) * height),
    ];
    context.strokeStyle = colours.background;
    context.lineWidth = 4;
    context.strokeRect(...box);
    context.strokeStyle = colours.foreground;
    context.lineWidth = 1.5;
    context.strokeRect(...box);
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }
}

function sizeOf({ rows, columns }: HeatMatrix): { width: number; height: number } {
  return {
    width: Math.max(THINNEST, Math.min(WIDEST, columns * CELL)),
    height: Math.max(THINNEST, Math.min(TALLEST, rows * CELL)),
  };
}
