/** What a heatmap's painters need of a canvas's context, and no more, so that a picture of vectors can be painted as well. */

type Style = CanvasRenderingContext2D['fillStyle'];

export interface Brush {
  fillStyle: Style;
  strokeStyle: Style;
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
  rect(x: number, y: number, width: number, height: number): void;
  fill(): void;
  stroke(): void;
  /** To the path, until `restore`. */
  clip(): void;
  setLineDash(lengths: number[]): void;
  drawImage(image: HTMLCanvasElement, x: number, y: number, width: number, height: number): void;
}
