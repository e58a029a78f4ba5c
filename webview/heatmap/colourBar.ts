/** What the colours of a heatmap mean, and how many cells they do not show. */
import type { Component } from '../dom/component';
import { element } from '../dom/element';
import { count, exponential, shortNumber } from '../numbers/format';
import type { Clip, HeatMatrix } from './heatMatrix';

export class ColourBar implements Component {
  readonly element = element('div', { class: 'cbar' });

  /** @param notched whether clipped cells are marked at this size. */
  show(heat: HeatMatrix, clip: Clip, magnitude: number, notched: boolean): void {
    const { statistics } = heat;
    if (statistics.maxAbs === 0) {
      this.#showWithoutScale(heat);
      return;
    }
    const { maxAbs, zeros, nans, infinities } = statistics;
    const ends = exponential(magnitude, 1);
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
      element('span', { text: `−${ends}` }),
      element('span', { text: '0' }),
      element('span', { text: `+${ends}` }),
    );
    const beyond =
      clip === 'max'
        ? ''
        : `, clipped at ${clip === 'p995' ? 'p99.5' : 'p95'}${notched ? ' (◥ +, ◢ −)' : ''}`;
    this.element.replaceChildren(
      bar,
      ticks,
      element('div', { class: 'micro', text: `√ scale${beyond}, max ${shortNumber(maxAbs)}` }),
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
          : `every finite ${noun} is exactly 0: ${zeros === 1 ? '1 cell' : `${count(zeros)} cells`}`;
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

function exactZeros(zeros: number): readonly (Node | string)[] {
  return [
    element('span', { class: 'sw z' }),
    `exactly 0: ${zeros === 1 ? '1 cell' : `${count(zeros)} cells`}`,
  ];
}

function strange(name: string, glyph: string, amount: number): readonly HTMLElement[] {
  if (amount === 0) return [];
  return [
    element(
      'div',
      { class: 'micro' },
      element('span', { class: 'bad', text: `${glyph} ` }),
      `${name}: ${amount === 1 ? '1 cell' : `${count(amount)} cells`}`,
    ),
  ];
}
