/** Draws the vectors beside a heatmap's plot in the matrix's own colours. */
import type { Brush, Fill } from './brush';
import { colourPosition } from '../theme/colours';
import type { Glyphs } from './glyphs';
import type { Strip } from './heatMatrix';
import type { PlotBox } from './places';
import { fillSign, isStrong } from './signs';

/** Smaller cells show no sign. */
const LEAST_SIGNED = 7;

/** Draws one cell, which stands for the numbers from one index to another: for the largest of them. */
export function paintStrip(
  context: Brush,
  glyphs: Glyphs,
  strip: Strip,
  from: number,
  to: number,
  { x, y, width, height }: PlotBox,
): void {
  const { colours } = glyphs;
  const value = pooled(strip.values, from, to);
  context.fillStyle = fillOf(value, strip, glyphs);
  context.fillRect(x, y, width, height);
  const hasSign = strip.signed && value !== 0 && Number.isFinite(value);
  if (!colours.patterned || !hasSign || Math.min(width, height) < LEAST_SIGNED) return;
  const position = colourPosition(value, largestOf(strip.values));
  context.fillStyle = isStrong(position) ? colours.background : colours.foreground;
  fillSign(context, value, x, y, width, height);
}

function pooled(values: Float64Array, from: number, to: number): number {
  let value = values[from] ?? 0;
  for (let i = from + 1; i < to; i++) {
    const other = values[i] ?? 0;
    if (Number.isNaN(other) || Math.abs(other) > Math.abs(value)) value = other;
  }
  return value;
}

function fillOf(value: number, { values, signed }: Strip, { colours, hatch }: Glyphs): Fill {
  if (!Number.isFinite(value)) return colours.bad;
  if (value === 0) return hatch ?? colours.background;
  const position = colourPosition(value, largestOf(values));
  return signed ? colours.ramp.text(position) : colours.grey(Math.abs(position));
}

const kept = new WeakMap<Float64Array, number>();

/** Largest finite magnitude; asked for in every frame, so kept. */
export function largestOf(values: Float64Array): number {
  const known = kept.get(values);
  if (known !== undefined) return known;
  const found = largestIn(values.filter(Number.isFinite), 0, values.length);
  kept.set(values, found);
  return found;
}

/** Largest magnitude from one index to another; NaN where there is one. */
export function largestIn(values: Float64Array, from: number, to: number): number {
  let most = 0;
  for (let i = from; i < Math.min(to, values.length); i++) {
    const magnitude = Math.abs(values[i]!);
    if (Number.isNaN(magnitude)) return NaN;
    most = Math.max(most, magnitude);
  }
  return most;
}
