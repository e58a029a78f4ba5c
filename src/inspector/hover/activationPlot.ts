/** σ and σ′ over the z that a layer has in this batch, or has usually, as a small picture in `currentColor`. */
import * as l10n from '@vscode/l10n';
import { activationDerivative, activationValue } from '../../engine/activations/evaluate';
import type { ElementwiseActivation } from '../../engine/activations/rule';
import type { ParameterValues } from '../../engine/rule';
import type { Tensor } from '../../engine/tensor';
import { shortNumber } from '../numberText';
import type { PicturePart } from './hoverView';

const WIDTH = 340;
const HEIGHT = 120;
const PLOT = { left: 44, right: WIDTH - 26, top: 10, bottom: HEIGHT - 34 };
/** Points of a curve, one every two pixels. */
const POINTS = 140;
/** Readable on light and on dark. */
const MARK = '#bf7a0f';

/** Where activations bend, shown where there is no z yet; and so far behind their kinks. */
const USUAL: Range = { low: -4, high: 4 };
const BEHIND_KINKS = 1;

interface Range {
  readonly low: number;
  readonly high: number;
}

interface Curve {
  readonly name: string;
  readonly of: (z: number) => number;
  readonly style: string;
}

/** @param z the layer's, m × units; undefined where none is computed yet. */
export function activationPlot(
  activation: ElementwiseActivation,
  parameters: ParameterValues,
  z: Tensor | undefined,
): PicturePart {
  const allKinks = activation.kinks(parameters);
  const finite = z && rangeOf(z.data);
  const own = z === undefined ? usualRange(allKinks) : (finite ?? { low: -1, high: 1 });
  const shown = z === undefined ? own : withWhatIsAround(own);
  const kinks = allKinks.filter((kink) => kink > shown.low && kink < shown.high);
  const curves: readonly Curve[] = [
    { name: 'σ', of: (x) => activationValue(activation, x, parameters), style: 'stroke-width="2"' },
    {
      name: 'σ′',
      of: (x) => activationDerivative(activation, x, parameters),
      style: 'stroke-width="1.5" stroke-dasharray="5 3"',
    },
  ];
  const places = pointsOf(shown, kinks);
  const across = scale(shown, PLOT.left, PLOT.right);
  const heights = rangeOf(curves.flatMap(({ of }) => places.map(of))) ?? { low: 0, high: 1 };
  const vertical = withRoom(heights);
  const down = scale(vertical, PLOT.bottom, PLOT.top);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11" fill="currentColor">`,
    ...axes(shown, vertical, heights, across, down),
    ...curves.map((curve) => drawn(curve, places, kinks, across, down)),
    ...(z === undefined || finite === undefined ? [] : [marks(z.data, across)]),
    label(PLOT.left, HEIGHT - 6, 'start', shortNumber(shown.low)),
    label(PLOT.right, HEIGHT - 6, 'end', shortNumber(shown.high)),
    label(
      (PLOT.left + PLOT.right) / 2,
      HEIGHT - 6,
      'middle',
      z === undefined ? 'z' : l10n.t('z of the batch'),
    ),
    '</svg>',
  ].join('');
  return { kind: 'picture', svg, words: wordsFor(l10n.t(activation.title), z?.data.length, own, finite) };
}

/** @param count how many z the layer has; undefined where none is computed yet. */
function wordsFor(title: string, count: number | undefined, own: Range, finite: Range | undefined): string {
  const [low, high] = [shortNumber(own.low), shortNumber(own.high)];
  if (count === undefined) return l10n.t('{0} and its slope, over z from {1} to {2}', title, low, high);
  return finite === undefined
    ? l10n.t('{0} and its slope; none of this layer’s {1} z is finite', title, count)
    : l10n.t('{0} and its slope, over the {1} z of this layer from {2} to {3}', title, count, low, high);
}

function usualRange(kinks: readonly number[]): Range {
  return {
    low: Math.min(USUAL.low, ...kinks.map((kink) => kink - BEHIND_KINKS)),
    high: Math.max(USUAL.high, ...kinks.map((kink) => kink + BEHIND_KINKS)),
  };
}

/** A single z is seen with what is around it. */
function withWhatIsAround({ low, high }: Range): Range {
  const around = high > low ? 0.08 * (high - low) : Math.max(1, Math.abs(low));
  return { low: low - around, high: high + around };
}

/** Of the finite numbers; undefined where there are none. */
function rangeOf(values: ArrayLike<number>): Range | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? { low, high } : undefined;
}

function withRoom({ low, high }: Range): Range {
  const room = high > low ? 0.06 * (high - low) : 1;
  return { low: low - room, high: high + room };
}

function scale({ low, high }: Range, from: number, to: number): (x: number) => number {
  return (x) => from + ((x - low) / (high - low)) * (to - from);
}

/** Even steps, and both sides of each kink, where the slope jumps. */
function pointsOf({ low, high }: Range, kinks: readonly number[]): readonly number[] {
  const even = Array.from({ length: POINTS + 1 }, (_, i) => low + ((high - low) * i) / POINTS);
  const beside = (high - low) * 1e-6;
  return [...even, ...kinks.flatMap((kink) => [kink - beside, kink + beside])].sort((a, b) => a - b);
}

/** A line that is interrupted where the function is not finite, and where it jumps at a kink. */
function drawn(
  { name, of, style }: Curve,
  places: readonly number[],
  kinks: readonly number[],
  across: (x: number) => number,
  down: (y: number) => number,
): string {
  let path = '';
  let before: { readonly z: number; readonly y: number } | undefined;
  for (const z of places) {
    const y = of(z);
    if (!Number.isFinite(y)) {
      before = undefined;
      continue;
    }
    const previous = before;
    const jumps =
      previous !== undefined &&
      kinks.some((kink) => kink >= previous.z && kink <= z) &&
      Math.abs(down(y) - down(previous.y)) > 1;
    path += `${previous === undefined || jumps ? 'M' : 'L'}${place(across(z))} ${place(down(y))}`;
    before = { z, y };
  }
  const end = before === undefined ? '' : label(PLOT.right + 4, down(before.y) + 4, 'start', name);
  return `<path fill="none" stroke="currentColor" ${style} d="${path}"/>${end}`;
}

function axes(
  { low, high }: Range,
  vertical: Range,
  heights: Range,
  across: (x: number) => number,
  down: (y: number) => number,
): readonly string[] {
  const line = (x1: number, y1: number, x2: number, y2: number): string =>
    `<path stroke="currentColor" stroke-opacity="0.35" d="M${place(x1)} ${place(y1)}L${place(x2)} ${place(y2)}"/>`;
  const isIn = (x: number, range: Range): boolean => x >= range.low && x <= range.high;
  const levels = [0, 1].filter((y) => isIn(y, vertical));
  const written = levels.length > 0 ? levels : [heights.low, heights.high];
  return [
    ...written.map((y) => line(PLOT.left, down(y), PLOT.right, down(y))),
    ...written.map((y) => label(PLOT.left - 5, down(y) + 4, 'end', shortNumber(y))),
    ...(isIn(0, { low, high }) ? [line(across(0), PLOT.top, across(0), PLOT.bottom)] : []),
  ];
}

/** A stroke for each pixel that has a z. */
function marks(z: ArrayLike<number>, across: (x: number) => number): string {
  const pixels = new Set<number>();
  for (let i = 0; i < z.length; i++) {
    const x = across(z[i]!);
    if (Number.isFinite(x)) pixels.add(Math.round(x));
  }
  const strokes = [...pixels].map((x) => `M${x} ${PLOT.bottom + 4}v8`).join('');
  return `<path stroke="${MARK}" stroke-width="1.5" d="${strokes}"/>`;
}

function label(x: number, y: number, anchor: 'start' | 'middle' | 'end', text: string): string {
  return `<text x="${place(x)}" y="${place(y)}" text-anchor="${anchor}">${text}</text>`;
}

function place(pixels: number): string {
  return pixels.toFixed(1);
}
