/** The line of controls that find a number in a heatmap: the largest, the next that is not finite, one by its place. */
import * as l10n from '@vscode/l10n';
import type { MatrixSource } from '../../data/matrixSource';
import type { Component } from '../../dom/component';
import { button, element } from '../../dom/element';
import type { HeatMatrix } from '../heatMatrix';
import type { Position } from '../position';
import type { Place } from '../viewport';
import { readPlace } from './readPlace';

/** The heatmap whose cursor is moved. */
export interface FindTarget {
  readonly matrices: MatrixSource;
  /** Undefined before there is a matrix. */
  position(): Position | undefined;
  /** Moves the cursor where it can be seen, and gives the heatmap the focus. */
  goTo(place: Place): void;
  focus(): void;
  readonly fail: (error: unknown) => void;
}

let fields = 0;

export class FindTools implements Component {
  readonly element: HTMLElement;
  readonly #notFinite: HTMLButtonElement;
  readonly #field: HTMLInputElement;
  #heat: HeatMatrix | undefined;
  readonly #problem = element('span', { class: 'problem', role: 'status' });

  constructor(readonly target: FindTarget) {
    const largest = button(
      { class: 'tog', text: l10n.t('Largest'), attributes: { 'aria-keyshortcuts': 'm' } },
      () => {
        this.#goToLargest();
      },
    );
    largest.title = l10n.t('Go to the largest magnitude (M)');
    this.#notFinite = button(
      { class: 'tog', text: l10n.t('Next NaN/∞'), attributes: { 'aria-keyshortcuts': 'n' } },
      () => {
        this.#goToNotFinite();
      },
    );
    this.#problem.id = `find-problem-${++fields}`;
    this.#field = element('input', {
      class: 'field',
      attributes: {
        ...{ type: 'text', placeholder: '12, 34', autocomplete: 'off', spellcheck: 'false' },
        ...{ 'aria-describedby': this.#problem.id, 'aria-keyshortcuts': 'f' },
      },
    });
    this.#field.addEventListener('input', () => {
      this.#complain('');
    });
    this.#field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.preventDefault();
      if (event.key === 'Enter') this.#goToWritten();
      else target.focus();
    });
    const label = element(
      'label',
      { class: 'ctl' },
      element('span', { text: l10n.t('row, column') }),
      this.#field,
    );
    this.element = element(
      'div',
      { class: 'heat-tools find', role: 'group', attributes: { 'aria-label': l10n.t('find a number') } },
      largest,
      this.#notFinite,
      label,
      this.#problem,
    );
  }

  /** Follows the heatmap's matrix. */
  show({ heat }: Position): void {
    if (heat === this.#heat) return;
    this.#heat = heat;
    const { nans, infinities } = heat.statistics;
    this.#notFinite.disabled = nans + infinities === 0;
    this.#notFinite.title = this.#notFinite.disabled
      ? l10n.t('All numbers are finite')
      : l10n.t('Go to the next number that is not finite (N)');
  }

  /** True where the key is one of these controls'. */
  command(key: string): boolean {
    switch (key) {
      case 'm':
        this.#goToLargest();
        return true;
      case 'n':
        this.#goToNotFinite();
        return true;
      case 'f':
        this.#field.focus();
        this.#field.select();
        return true;
      default:
        return false;
    }
  }

  dispose(): void {
    this.element.remove();
  }

  #goToLargest(): void {
    const position = this.target.position();
    if (position !== undefined) this.target.goTo(position.heat.statistics.peak);
  }

  #goToNotFinite(): void {
    const { target } = this;
    const position = target.position();
    if (position === undefined) return;
    const { matrix, firstRow, rows, columns } = position.heat;
    const window = { rowStart: firstRow, rowEnd: firstRow + rows, columnStart: 0, columnEnd: columns };
    target.matrices.find({ matrix, what: 'notFinite', window, after: placeBefore(position) }).then(
      (found) => {
        if (found === undefined || target.position() !== position) return;
        target.goTo({ row: found.row - firstRow, column: found.column });
      },
      (error: unknown) => {
        target.fail(error);
      },
    );
  }

  #goToWritten(): void {
    const position = this.target.position();
    if (position === undefined) return;
    const read = readPlace(this.#field.value, position.heat);
    if ('problem' in read) {
      this.#complain(read.problem);
      return;
    }
    this.#complain('');
    this.target.goTo(read.place);
  }

  /** @param problem empty where there is none. */
  #complain(problem: string): void {
    this.#problem.textContent = problem;
    if (problem === '') this.#field.removeAttribute('aria-invalid');
    else this.#field.setAttribute('aria-invalid', 'true');
  }
}

/** The cursor, or the last number before it where it is beside the matrix; undefined at the very beginning. */
function placeBefore({ heat, cursor }: Position): Place | undefined {
  const { firstRow, rows, columns } = heat;
  const at = Math.min(cursor.row * columns + cursor.column, rows * columns - 1);
  return at < 0 ? undefined : { row: firstRow + Math.floor(at / columns), column: at % columns };
}
