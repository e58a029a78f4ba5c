/** The drawing of a histogram. */
import type { Statistics } from '../../src/inspector/views';
import { svg } from '../dom/element';
import { type Exponents, histogramShape, SIZE } from './histogram';

export function histogramPicture(statistics: Statistics, axis: Exponents): SVGSVGElement {
  const { zeros, bars, ticks } = histogramShape(statistics, axis);
  const { width, height } = SIZE;
  const base = height + 0.5;
  const box = (name: string, x: number, wide: number, high: number): SVGElement =>
    svg('rect', {
      class: name,
      attributes: {
        x: x.toFixed(2),
        y: (height - high).toFixed(2),
        width: wide.toFixed(2),
        height: high.toFixed(2),
      },
    });
  return svg(
    'svg',
    { class: 'hist', attributes: { viewBox: `0 0 ${width} ${height + 3}`, 'aria-hidden': 'true' } },
    svg('path', {
      class: 'axis',
      attributes: {
        d: [`M0 ${base}H${width}`, ...ticks.map((x) => `M${x.toFixed(2)} ${base}v2.5`)].join(''),
      },
    }),
    ...(zeros === 0 ? [] : [box('zeros', 0.5, SIZE.zeros - 1, zeros)]),
    ...bars.map((bar) => box('bar', bar.x, bar.width, bar.height)),
  );
}
