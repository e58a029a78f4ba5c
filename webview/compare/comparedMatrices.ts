/** One quantity as the user has it, as it should be, and how the two differ. */
import * as l10n from '@vscode/l10n';
import type { ComparedMatrix } from '../../src/inspector/comparison/comparedMatrix';
import type { ComparedQuantity } from '../../src/inspector/comparison/comparison';
import type { CellEvents } from '../cells/cellEvents';
import type { CellNames } from '../cells/cellNames';
import type { Anchor } from '../cells/surface';
import { Segments } from '../chrome/segments';
import { type Component, Disposables } from '../dom/component';
import { element, wordsAround } from '../dom/element';
import { MOST_COLUMNS, MOST_ROWS } from '../layers/layout';
import { maths } from '../maths/maths';
import { count, fullDigits, type NumberFormat, shortNumber } from '../numbers/format';
import { cellOfQuantity, matrixOfQuantity } from './comparedCell';
import { ComparedGrid, type ComparedLook } from './comparedGrid';
import { scatterPlot } from './scatterPlot';

/** A matrix that is too large for digits is a picture of at most so many places. */
export const PLACES = { maxRows: 240, maxColumns: 240 };

type Third = 'ratio' | 'difference' | 'plot';

export class ComparedMatrices implements Component {
  readonly element = element('div');
  readonly #disposables = new Disposables();
  #grids: readonly ComparedGrid[] = [];
  #third: Third = 'ratio';
  #redraw: (() => void) | undefined;
  #quantity: ComparedQuantity | undefined;

  constructor(readonly cells: CellEvents) {}

  /** @param matrix undefined where the user's has another shape. */
  show(
    quantity: ComparedQuantity,
    matrix: ComparedMatrix | undefined,
    format: NumberFormat,
    names: CellNames,
  ): void {
    this.#quantity = quantity;
    this.#redraw = () => {
      this.#draw(quantity, matrix, format, names);
    };
    this.#redraw();
  }

  /** Where a number of the run is among them. */
  find(cell: Parameters<ComparedGrid['find']>[0]): Anchor | undefined {
    const own = this.#quantity && matrixOfQuantity(this.#quantity);
    const isOwn =
      own?.quantity === cell.quantity && own.layer === cell.layer && own.parameter === cell.parameter;
    // The reference is the run's own.
    return isOwn ? this.#grids[1]?.find(cell) : undefined;
  }

  dispose(): void {
    this.#clear();
    this.#disposables.dispose();
    this.element.remove();
  }

  #clear(): void {
    for (const grid of this.#grids) grid.dispose();
    this.#grids = [];
    this.element.replaceChildren();
  }

  #draw(
    quantity: ComparedQuantity,
    matrix: ComparedMatrix | undefined,
    format: NumberFormat,
    names: CellNames,
  ): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.#clear();
    const title = element(
      'h3',
      { class: 'compared-title' },
      ...wordsAround(
        l10n.t({ message: '{0} of {1}', comment: ['a quantity of a layer'] }),
        maths(quantity.symbol),
        quantity.layer,
      ),
    );
    if (matrix === undefined) {
      this.element.append(
        title,
        element('p', { text: l10n.t('Yours has another shape, so there is nothing to lay side by side.') }),
      );
      return;
    }
    const segments = new Segments<Third>(
      l10n.t('third picture'),
      [
        { value: 'ratio', text: l10n.t('yours ÷ reference') },
        { value: 'difference', text: l10n.t('yours − reference') },
        { value: 'plot', text: l10n.t('plot') },
      ],
      (third) => {
        this.#third = third;
        this.#redraw?.();
      },
    );
    segments.select(this.#third);
    const { looks, plot } = this.#looks(quantity, matrix, format, names);
    this.#grids = looks.map((look) => new ComparedGrid(look, this.cells));
    const shown: Node[] = this.#grids.map((grid) => grid.element);
    if (plot) shown.push(scatterPlot(matrix));
    this.element.append(
      element('div', { class: 'compared-head' }, title, segments.element),
      element('div', { class: 'trip' }, ...shown),
      ...wrongText(matrix),
    );
    if (hadFocus) segments.element.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
  }

  #looks(
    quantity: ComparedQuantity,
    matrix: ComparedMatrix,
    format: NumberFormat,
    names: CellNames,
  ): { readonly looks: readonly ComparedLook[]; readonly plot: boolean } {
    const { rows, columns, shownRows, shownColumns, ratios } = matrix;
    const isWhole = rows <= MOST_ROWS && columns <= MOST_COLUMNS;
    const common = {
      ...{ rows: shownRows, columns: shownColumns, isWhole, format, wrong: undefined, name: names },
      ...{ isRatio: false, isNone: () => false },
      cell: (row: number, column: number) => cellOfQuantity(quantity, row, column),
    };
    const largest = largestOf(matrix.reference) || largestOf(matrix.yours);
    const looks: ComparedLook[] = [
      {
        ...common,
        ...{ title: l10n.t('yours'), detail: `${count(rows)} × ${count(columns)}`, values: matrix.yours },
        ...{ wrong: matrix.wrong, largest },
      },
      {
        ...common,
        ...{ title: l10n.t('reference'), detail: l10n.t('same colours'), values: matrix.reference, largest },
      },
    ];
    if (this.#third === 'ratio') {
      const { yours, reference } = matrix;
      looks.push({
        ...common,
        ...{
          title: l10n.t('yours ÷ reference'),
          detail: spreadOf(ratios),
          values: matrix.ratio,
          largest: undefined,
        },
        isRatio: true,
        isNone: (i) => yours[i] === 0 && reference[i] === 0,
      });
    }
    if (this.#third === 'difference') {
      const { difference: values } = matrix;
      const detail = l10n.t('at most {0}', shortNumber(largestOf(values)));
      looks.push({
        ...common,
        title: l10n.t('yours − reference'),
        detail,
        values,
        largest: largestOf(values),
      });
    }
    return { looks, plot: this.#third === 'plot' };
  }
}

function spreadOf(ratios: ComparedMatrix['ratios']): string {
  if (ratios === undefined) return '';
  const [least, most] = [shortNumber(ratios.least), shortNumber(ratios.most)];
  return least === most ? l10n.t('all × {0}', least) : `× ${least} … ${most}`;
}

function wrongText({ wrongs, rows, columns, worst }: ComparedMatrix): readonly HTMLElement[] {
  if (worst === undefined) return [];
  const amount = l10n.t(
    '{0} of {1} numbers are further off than rounding explains.',
    count(wrongs),
    count(rows * columns),
  );
  const place = l10n.t(
    'Furthest: row {0}, column {1}, yours {2}, reference {3}.',
    worst.row + 1,
    worst.column + 1,
    fullDigits(worst.yours),
    fullDigits(worst.reference),
  );
  return [element('p', { class: 'micro', text: `${amount} ${place}` })];
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);
}
