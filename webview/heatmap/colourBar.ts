/** What the colours of a heatmap mean, and how many cells they do not show. */
import * as l10n from '@vscode/l10n';
import type { Component } from '../dom/component';
import { element } from '../dom/element';
import { count, exponential, MINUS, shortNumber } from '../numbers/format';
import type { Clip, HeatMatrix, HeatStatistics } from './heatMatrix';

export class ColourBar implements Component {
  readonly element = element('div', { class: 'cbar' });

  /** @param notched whether clipped cells are marked at this size. */
  show(heat: HeatMatrix, clip: Clip, magnitude: number, notched: boolean): void {
    const { statistics } = heat;
    if (statistics.maxAbs === 0) {
      this.#showWithoutScale(heat);
      return;
    }
    const { zeros, nans, infinities } = statistics;
    const [lowest, highest] = scaleEnds(magnitude);
    const bar = element(
      'div',
      { class: 'bar', attributes: { 'aria-hidden': 'true' } },
      element('span', { class: 'tri l' }),
      element('span', { class: 'ramp' }),
      element('span', { class: 'tri r' }),
    );
    const ticks = element(
      'div',
      { class: 'ticks' },
      element('span', { text: lowest }),
      element('span', { text: '0' }),
      element('span', { text: highest }),
    );
    this.element.replaceChildren(
      bar,
      ticks,
      element('div', { class: 'micro', text: scaleText(statistics, clip, notched) }),
      element(
        'div',
        { class: 'micro' },
        element('span', { class: 'sw s' }),
        `${l10n.t('near 0')} `,
        ...exactZeros(zeros),
      ),
      ...strange('NaN', '✕', nans),
      ...strange(l10n.t('infinite'), '▲ ▼', infinities),
    );
  }

  /** Nothing has a colour between the scale's ends: zeros are hatched, what is not finite is red. */
  #showWithoutScale({ matrix, rows, columns, statistics }: HeatMatrix): void {
    const { zeros, nans, infinities } = statistics;
    const words = withoutScaleText(matrix.quantity === 'parameterGradient', zeros, rows * columns);
    const swatch = zeros === 0 ? [] : [element('span', { class: 'sw z' })];
    this.element.replaceChildren(
      element('div', { class: 'micro' }, ...swatch, words),
      ...strange('NaN', '✕', nans),
      ...strange(l10n.t('infinite'), '▲ ▼', infinities),
    );
  }

  dispose(): void {
    this.element.remove();
  }
}

/** The numbers that get the ramp's ends. */
export function scaleEnds(magnitude: number): readonly [lowest: string, highest: string] {
  const end = exponential(magnitude, 1);
  return [`${MINUS}${end}`, `+${end}`];
}

/** How numbers become colours. */
export function scaleText(
  { maxAbs, beyond }: Pick<HeatStatistics, 'maxAbs' | 'beyond'>,
  clip: Clip,
  notched: boolean,
): string {
  const max = shortNumber(maxAbs);
  if (clip === 'max') return l10n.t('√ scale, max {0}', max);
  const percentile = clip === 'p995' ? 'p99.5' : 'p95';
  return notched
    ? l10n.t('√ scale, clipped at {0}: {1} beyond (◥ +, ◢ −), max {2}', percentile, cells(beyond[clip]), max)
    : l10n.t('√ scale, clipped at {0}: {1} beyond, max {2}', percentile, cells(beyond[clip]), max);
}

function withoutScaleText(ofGradients: boolean, zeros: number, all: number): string {
  if (zeros === all)
    return ofGradients ? l10n.t('every gradient is exactly 0') : l10n.t('every number is exactly 0');
  if (zeros === 0) return ofGradients ? l10n.t('no gradient is finite') : l10n.t('no number is finite');
  return ofGradients
    ? l10n.t('every finite gradient is exactly 0: {0}', cells(zeros))
    : l10n.t('every finite number is exactly 0: {0}', cells(zeros));
}

function exactZeros(zeros: number): readonly (Node | string)[] {
  return [element('span', { class: 'sw z' }), l10n.t('exactly 0: {0}', cells(zeros))];
}

function strange(name: string, glyph: string, amount: number): readonly HTMLElement[] {
  if (amount === 0) return [];
  return [
    element(
      'div',
      { class: 'micro' },
      element('span', { class: 'bad', text: `${glyph} ` }),
      `${name}: ${cells(amount)}`,
    ),
  ];
}

function cells(amount: number): string {
  return amount === 1 ? l10n.t('1 cell') : l10n.t('{0} cells', count(amount));
}
