/** What the colours of a heatmap mean, and how many cells they do not show. */
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
      element('div', { class: 'micro' }, element('span', { class: 'sw s' }), 'near 0 ', ...exactZeros(zeros)),
      ...strange('NaN', '✕', nans),
      ...strange('infinite', '▲ ▼', infinities),
    );
  }

  /** Nothing has a colour between the scale's ends: zeros are hatched, what is not finite is red. */
  #showWithoutScale({ matrix, rows, columns, statistics }: HeatMatrix): void {
    const { zeros, nans, infinities } = statistics;
    const noun = matrix.quantity === 'parameterGradient' ? 'gradient' : 'number';
    const words =
      zeros === rows * columns
        ? `every ${noun} is exactly 0`
        : zeros === 0
          ? `no ${noun} is finite`
          : `every finite ${noun} is exactly 0: ${cells(zeros)}`;
    const swatch = zeros === 0 ? [] : [element('span', { class: 'sw z' })];
    this.element.replaceChildren(
      element('div', { class: 'micro' }, ...swatch, words),
      ...strange('NaN', '✕', nans),
      ...strange('infinite', '▲ ▼', infinities),
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
  const notches = notched ? ' (◥ +, ◢ −)' : '';
  const clipped =
    clip === 'max'
      ? ''
      : `, clipped at ${clip === 'p995' ? 'p99.5' : 'p95'}: ${cells(beyond[clip])} beyond${notches}`;
  return `√ scale${clipped}, max ${shortNumber(maxAbs)}`;
}

function exactZeros(zeros: number): readonly (Node | string)[] {
  return [element('span', { class: 'sw z' }), `exactly 0: ${cells(zeros)}`];
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
  return amount === 1 ? '1 cell' : `${count(amount)} cells`;
}
