/** One number in a grid: digits with dimmed zeros, colour by sign and size, glyphs for what is no common number. */
import * as l10n from '@vscode/l10n';
import { element } from '../dom/element';
import { cellDigits, type NumberFormat, spokenAs } from '../numbers/format';

export interface NumberLook {
  /** Undefined: not computed. */
  readonly value: number | undefined;
  readonly format: NumberFormat;
  readonly signed: boolean;
  /** Gradients get a colour. */
  readonly tone: 'gradient' | 'plain' | 'quiet';
  /** Largest magnitude of the colours. */
  readonly largest: number;
  /** δ is exactly 0 for every sample. */
  readonly dead: boolean;
  /** The user gave it in place of the file's. */
  readonly edited?: boolean;
  /** Fewer than five where the file's own numbers need no more. */
  readonly decimals?: number;
  /** What a screen reader calls it. */
  readonly name: string;
}

export class NumberCell {
  readonly element: HTMLElement;
  readonly #text = element('span');
  #shown: NumberLook | undefined;
  #flash: ReturnType<typeof setTimeout> | undefined;

  /** @param suffix stands behind the digits: `×` of a factor. */
  constructor(
    role: 'gridcell' | 'rowheader',
    readonly baseClass: string,
    suffix = '',
  ) {
    this.element = element('div', { class: baseClass, role }, this.#text);
    if (suffix !== '') {
      this.element.append(
        element('span', { class: 'x', text: suffix, attributes: { 'aria-hidden': 'true' } }),
      );
    }
  }

  /** @param flash outlines the cell for a second where its number is another one than before. */
  show(look: NumberLook, flash: boolean): void {
    const before = this.#shown;
    this.#shown = look;
    if (flash && before !== undefined && !Object.is(before.value, look.value)) this.#outline();
    this.element.className = this.#classes(look);
    this.element.style.setProperty('--m', String(shade(look)));
    this.#text.replaceChildren(...this.#digits(look));
    const { value, name, dead, edited } = look;
    const words = [
      value === undefined ? l10n.t('{0}, not computed', name) : spokenAs(name, value, this.#text.textContent),
      ...(dead ? [l10n.t('dead unit')] : []),
      ...(edited === true ? [l10n.t('changed by you')] : []),
    ];
    this.element.setAttribute('aria-label', words.join(', '));
  }

  #classes({ value, tone, dead, edited }: NumberLook): string {
    const classes = [this.baseClass];
    if (edited === true) classes.push('edited');
    if (this.element.classList.contains('dragging')) classes.push('dragging');
    if (this.element.classList.contains('changed')) classes.push('changed');
    if (value === undefined) return [...classes, 'missing'].join(' ');
    const strange = Number.isNaN(value)
      ? 'nan'
      : value === Infinity
        ? 'inf'
        : value === -Infinity
          ? 'inf down'
          : '';
    if (strange !== '') return [...classes, 'g', strange].join(' ');
    if (tone !== 'gradient') return [...classes, tone === 'plain' ? 'vec' : 'vec quiet'].join(' ');
    classes.push('g', value === 0 ? 'zero' : value > 0 ? 'pos' : 'neg');
    if (dead) classes.push('dead');
    return classes.join(' ');
  }

  #digits({ value, format, signed, dead, decimals }: NumberLook): readonly (Node | string)[] {
    if (value === undefined) return ['–'];
    const { sign, leading, rest } = cellDigits(value, format, signed, decimals);
    const zeros = leading === '' ? [] : [element('i', { text: leading })];
    return dead && value === 0 ? ['∅ ', rest] : [sign, ...zeros, rest];
  }

  #outline(): void {
    clearTimeout(this.#flash);
    this.element.classList.add('changed');
    this.#flash = setTimeout(() => {
      this.element.classList.remove('changed');
    }, 1000);
  }
}

/** Share of the ramp, by the same root as on heatmaps. */
function shade({ value, largest }: NumberLook): number {
  if (value === undefined || !Number.isFinite(value) || largest <= 0) return 0;
  return Number(Math.sqrt(Math.min(1, Math.abs(value) / largest)).toFixed(3));
}
