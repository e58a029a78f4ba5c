/** The loss of each step as a line. */
import * as l10n from '@vscode/l10n';
import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { svg } from '../dom/element';
import { lossText } from './lossText';

const WIDTH = 120;
const HEIGHT = 26;
const MARGIN = 3;

/** So many of the last losses are said. */
const MOST_SAID = 5;

/** @param losses before each step, then now; at least two. */
export function lossPlot(losses: readonly number[]): SVGSVGElement {
  const [low = 0, high = 0] = extent(losses.filter(Number.isFinite));
  const pad = low === high ? Math.abs(low) || 1 : 0;
  const x = scaleLinear([0, losses.length - 1], [MARGIN, WIDTH - MARGIN]);
  const y = scaleLinear([low - pad, high + pad], [HEIGHT - MARGIN, MARGIN]);
  let path = '';
  let isDrawing = false;
  for (const [step, loss] of losses.entries()) {
    const isFinite = Number.isFinite(loss);
    if (isFinite) path += `${isDrawing ? 'L' : 'M'}${x(step).toFixed(1)} ${y(loss).toFixed(1)}`;
    isDrawing = isFinite;
  }
  const last = losses.at(-1)!;
  const point = Number.isFinite(last)
    ? [svg('circle', { attributes: { cx: String(WIDTH - MARGIN), cy: y(last).toFixed(1), r: '2.2' } })]
    : [];
  const said = losses.slice(-MOST_SAID).map(lossText).join(', ');
  const words = losses.length > MOST_SAID ? l10n.t('the last ones {0}', said) : said;
  const steps = losses.length === 2 ? l10n.t('1 step') : l10n.t('{0} steps', losses.length - 1);
  return svg(
    'svg',
    {
      class: 'loss-plot',
      role: 'img',
      attributes: {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        'aria-label': l10n.t('loss before and after {0}: {1}', steps, words),
      },
    },
    svg('path', { attributes: { d: path } }),
    ...point,
  );
}
