/** Yours against the reference, a point a number: right ones lie on the line. */
import * as l10n from '@vscode/l10n';
import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { ComparedMatrix } from '../../src/inspector/comparison/comparedMatrix';
import { element, svg } from '../dom/element';
import { shortNumber } from '../numbers/format';

const SIDE = 168;
const MARGIN = 6;

export function scatterPlot({ points, correlation }: ComparedMatrix): HTMLElement {
  const pairs = Array.from(
    { length: points.length / 2 },
    (_, k) => [points[2 * k]!, points[2 * k + 1]!] as const,
  );
  const finite = pairs.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const xs = scale(finite.map(([x]) => x)).range([MARGIN, SIDE - MARGIN]);
  const ys = scale(finite.map(([, y]) => y)).range([SIDE - MARGIN, MARGIN]);
  const [low, high] = xs.domain();
  const line = `M${xs(low!).toFixed(1)} ${ys(low!).toFixed(1)}L${xs(high!).toFixed(1)} ${ys(high!).toFixed(1)}`;
  const words = Number.isNaN(correlation)
    ? l10n.t('yours against the reference: no correlation, as one of them does not vary')
    : l10n.t('yours against the reference: correlation {0}', shortNumber(correlation));
  return element(
    'section',
    { class: 'compared' },
    element(
      'h3',
      {},
      element('b', { text: l10n.t('yours against reference') }),
      element('span', {
        class: 'num',
        text: Number.isNaN(correlation) ? '' : `r = ${shortNumber(correlation)}`,
      }),
    ),
    svg(
      'svg',
      {
        class: 'scatter',
        role: 'img',
        attributes: { viewBox: `0 0 ${SIDE} ${SIDE}`, 'aria-label': words },
      },
      svg('rect', { class: 'frame', attributes: { width: String(SIDE), height: String(SIDE) } }),
      svg('path', { class: 'same', attributes: { d: line } }),
      ...finite.map(([x, y]) =>
        svg('circle', {
          attributes: { cx: xs(x).toFixed(1), cy: ys(y).toFixed(1), r: '1.6' },
        }),
      ),
    ),
  );
}

/** Around the numbers; a single one lies in the middle. */
function scale(values: readonly number[]) {
  const [low = 0, high = 0] = extent(values);
  const pad = low === high ? Math.abs(low) || 1 : 0;
  return scaleLinear().domain([low - pad, high + pad]);
}
