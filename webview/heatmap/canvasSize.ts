/** Canvases in the resolution of the screen. */
import type { Size } from './viewport';

/**
 * Gives a canvas its size on the page. It loses its content with it, and the page its layout: only where it is another.
 * @param ratio how many pixels the screen has for one of the page.
 */
export function resize(canvas: HTMLCanvasElement, { width, height }: Size, ratio: number): void {
  const [across, down] = [Math.floor(width * ratio), Math.floor(height * ratio)];
  if (canvas.width === across && canvas.height === down) return;
  canvas.width = across;
  canvas.height = down;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}
