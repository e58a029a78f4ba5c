/** Patterns of a canvas, at the resolution of whatever shows it. */
import type { Brush } from './brush';
import type { Size } from './viewport';

/** @param ratio how many pixels there are for one of the page. */
export function canvasPatterns(
  ratio: number,
): (size: Size, paint: (brush: Brush) => void) => CanvasPattern | undefined {
  return ({ width, height }, paint) => {
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(width * ratio);
    canvas.height = Math.ceil(height * ratio);
    const context = canvas.getContext('2d');
    if (context === null) return undefined;
    context.scale(canvas.width / width, canvas.height / height);
    paint(context);
    const pattern = context.createPattern(canvas, 'repeat') ?? undefined;
    pattern?.setTransform(new DOMMatrix().scale(width / canvas.width, height / canvas.height));
    return pattern;
  };
}
