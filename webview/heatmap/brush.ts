/** What a heatmap's painters need of a canvas's context, and no more, so that a picture of vectors can be painted as well. */
import type { Size } from './viewport';

/** A colour, or a pattern of the picture that is painted: a canvas's own, or what refers to an SVG's. */
export type Fill = CanvasRenderingContext2D['fillStyle'] | { readonly reference: string };

/** Makes a pattern that repeats from the origin of whoever fills with it; undefined where the browser cannot. */
export type PatternMaker = (size: Size, paint: (brush: Brush) => void) => Fill | undefined;

export interface Brush {
  fillStyle: Fill;
  strokeStyle: Fill;
  lineWidth: number;
  /** `11px Consolas, monospace`. */
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  imageSmoothingEnabled: boolean;
  save(): void;
  restore(): void;
  translate(x: number, y: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  strokeRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  fill(): void;
  stroke(): void;
  setLineDash(lengths: number[]): void;
  drawImage(image: HTMLCanvasElement, x: number, y: number, width: number, height: number): void;
  /** Only the part of the image that begins at `left` and `top`. */
  drawImage(
    image: HTMLCanvasElement,
    left: number,
    top: number,
    partWidth: number,
    partHeight: number,
    x: number,
    y: number,
    width: number,
    height: number,
  ): void;
}
