/** The whole matrix small, with a frame around what the plot shows. Click or drag moves the plot there. */
import type { TileRequest } from '../../src/inspector/views';
import type { MatrixSource } from '../data/matrixSource';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import { resize } from './canvasSize';
import type { ColourTable } from './colourTable';
import type { HeatMatrix } from './heatMatrix';
import { PooledPicture } from './pooledPicture';
import type { Size, Viewport } from './viewport';

/** Pixels a cell, and the largest size. */
const CELL = 2;
const WIDEST = 160;
const TALLEST = 280;
/** A single row or column is still a strip that can be seen and hit. */
const THINNEST = 12;

export class Minimap implements Component {
  readonly element = element('canvas', { class: 'minimap', attributes: { 'aria-hidden': 'true' } });
  readonly #disposables = new Disposables();
  #picture: PooledPicture | undefined;

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

  /** Shows another matrix; `arrived` is called when there is more to draw. */
  load(heat: HeatMatrix, arrived: () => void, fail: (error: unknown) => void): void {
    this.#picture?.dispose();
    this.#picture = new PooledPicture(this.source, heat, arrived, fail);
  }

  /** Of the matrix that was loaded. It is asked for when it is seen. */
  draw(heat: HeatMatrix, viewport: Viewport, table: ColourTable): void {
    this.element.hidden = viewport.isWhole;
    if (viewport.isWhole) return;
    const size = sizeOf(heat);
    const { width, height } = size;
    this.#picture?.want(width, height);
    resize(this.element, size, devicePixelRatio);
    const context = this.element.getContext('2d');
    const picture = this.#picture?.canvas(table);
    if (context === null || picture === undefined) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(picture, 0, 0, width, height);
    const { rowStart, rowEnd, columnStart, columnEnd } = viewport.window;
    const box: [number, number, number, number] = [
      (columnStart / heat.columns) * width,
      (rowStart / heat.rows) * height,
      Math.max(3, ((columnEnd - columnStart) / heat.columns) * width),
      Math.max(3, ((rowEnd - rowStart) / heat.rows) * height),
    ];
    context.strokeStyle = table.colours.background;
    context.lineWidth = 4;
    context.strokeRect(...box);
    context.strokeStyle = table.colours.foreground;
    context.lineWidth = 1.5;
    context.strokeRect(...box);
  }

  /** What was wanted last; undefined where it was never seen. */
  get request(): TileRequest | undefined {
    return this.#picture?.request;
  }

  dispose(): void {
    this.#picture?.dispose();
    this.#disposables.dispose();
    this.element.remove();
  }
}

function sizeOf({ rows, columns }: HeatMatrix): Size {
  return {
    width: Math.max(THINNEST, Math.min(WIDEST, columns * CELL)),
    height: Math.max(THINNEST, Math.min(TALLEST, rows * CELL)),
  };
}
