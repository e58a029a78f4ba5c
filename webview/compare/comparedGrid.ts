/** One of the matrices that stand side by side: a grid of digits where it is small, a picture where it is large. */
import * as l10n from '@vscode/l10n';
import { codeOf } from '../../src/inspector/pictureCode';
import type { CellRef } from '../../src/inspector/views';
import { type CellEvents, commandKey } from '../cells/cellEvents';
import type { Anchor } from '../cells/surface';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import { ColourTable } from '../heatmap/colourTable';
import { paintPicture } from '../heatmap/picture';
import { nextPlace, type Place } from '../layers/gridKeyboard';
import { NumberCell } from '../layers/numberCell';
import { fullDigits, type NumberFormat } from '../numbers/format';
import { readColours } from '../theme/colours';

export interface ComparedLook {
  readonly title: string;
  readonly detail: string;
  readonly rows: number;
  readonly columns: number;
  /** The places are the matrix's own numbers, none pooled. */
  readonly isWhole: boolean;
  readonly values: Float64Array;
  /** The numbers are factors. */
  readonly isRatio: boolean;
  /** Where there is no number to show. */
  readonly isNone: (index: number) => boolean;
  /** 1 where the number is to be outlined. */
  readonly wrong: Uint8Array | undefined;
  /** Largest magnitude of the colours; undefined: without colours. */
  readonly largest: number | undefined;
  readonly format: NumberFormat;
  /** What a screen reader calls the number of a cell. */
  readonly name: (cell: CellRef) => string;
  /** The run's own number at a place: its proof says how it is to be computed. */
  readonly cell: (row: number, column: number) => CellRef;
}

interface Stop extends Place {
  readonly cell: CellRef;
  readonly element: HTMLElement;
}

export class ComparedGrid implements Component {
  readonly element = element('section', { class: 'compared' });
  readonly #disposables = new Disposables();
  #stops = new Map<HTMLElement, Stop>();
  #grid: HTMLElement | undefined;

  constructor(
    look: ComparedLook,
    readonly events: CellEvents,
  ) {
    this.element.append(
      element(
        'h3',
        {},
        element('b', { text: look.title }),
        element('span', { class: 'num', text: look.detail }),
      ),
      look.isWhole ? this.#digits(look) : pictureOf(look),
    );
    const { element: root } = this;
    this.#disposables.listen(root, 'pointerover', ({ target }) => {
      const stop = this.#stopAt(target);
      if (stop === undefined) events.leave();
      else events.enter(this.#anchor(stop));
    });
    this.#disposables.listen(root, 'pointerleave', () => {
      events.leave();
    });
    this.#disposables.listen(root, 'click', ({ target }) => {
      const stop = this.#stopAt(target);
      if (stop === undefined) return;
      stop.element.focus();
      events.pin(this.#anchor(stop));
    });
    this.#disposables.listen(root, 'focusin', ({ target }) => {
      const stop = this.#stopAt(target);
      if (stop === undefined) return;
      this.#stopOnly(stop.element);
      if (stop.element.matches(':focus-visible')) events.focus(this.#anchor(stop));
    });
    this.#disposables.listen(root, 'keydown', (event) => {
      this.#onKey(event, look);
    });
  }

  /** Where a number of the run is. */
  find(cell: CellRef): Anchor | undefined {
    const stop = [...this.#stops.values()].find(
      ({ cell: own }) => own.row === cell.row && own.column === cell.column,
    );
    return stop && this.#anchor(stop);
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  #digits(look: ComparedLook): HTMLElement {
    const grid = element('div', {
      class: look.isRatio ? 'mini ratio' : 'mini',
      role: 'grid',
      attributes: { 'aria-label': look.title },
    });
    grid.style.setProperty('--columns', String(look.columns));
    for (let row = 0; row < look.rows; row++) {
      const line = element('div', { role: 'row' });
      for (let column = 0; column < look.columns; column++) {
        line.append(this.#cellElement(look, row, column));
      }
      grid.append(line);
    }
    this.#grid = grid;
    const first = this.#stops.keys().next().value;
    if (first !== undefined) this.#stopOnly(first);
    return grid;
  }

  #cellElement(look: ComparedLook, row: number, column: number): HTMLElement {
    const at = row * look.columns + column;
    const value = look.isNone(at) ? undefined : look.values[at]!;
    const isWrong = look.wrong?.[at] === 1;
    const cell = look.cell(row, column);
    const name = `${look.title}, ${look.name(cell)}`;
    const view = new NumberCell('gridcell', 'cell');
    view.show(
      {
        ...{ value, format: look.format, signed: look.largest !== undefined },
        tone: look.largest === undefined ? 'plain' : 'gradient',
        largest: look.largest ?? 0,
        ...{ dead: false, name: isWrong ? l10n.t('{0}, wrong', name) : name },
      },
      false,
    );
    if (value !== undefined) view.element.title = fullDigits(value);
    view.element.classList.toggle('wrong', isWrong);
    this.#stops.set(view.element, { row, column, cell, element: view.element });
    return view.element;
  }

  #stopAt(target: EventTarget | null): Stop | undefined {
    const cell = target instanceof Element ? target.closest<HTMLElement>('.cell') : null;
    return cell === null ? undefined : this.#stops.get(cell);
  }

  #stopOnly(stop: HTMLElement): void {
    for (const each of this.#stops.keys()) each.tabIndex = each === stop ? 0 : -1;
  }

  #onKey(event: KeyboardEvent, { rows, columns }: ComparedLook): void {
    const stop = this.#stopAt(event.target);
    if (stop === undefined) return;
    if (commandKey(event, this.#anchor(stop), this.events)) {
      event.preventDefault();
      return;
    }
    const line = Array.from({ length: columns }, (_, column) => column);
    const lines = Array.from({ length: rows }, () => line);
    const place = nextPlace(lines, stop, event.key, event.ctrlKey);
    if (place === undefined) return;
    event.preventDefault();
    [...this.#stops.values()]
      .find(({ row, column }) => row === place.row && column === place.column)
      ?.element.focus();
  }

  #anchor({ cell, element: own }: Stop): Anchor {
    return {
      cell,
      element: own,
      rect: () => own.getBoundingClientRect(),
      bounds: () => (this.#grid ?? own).getBoundingClientRect(),
      focus: () => {
        own.focus();
      },
    };
  }
}

function pictureOf({ title, rows, columns, values, largest }: ComparedLook): HTMLElement {
  const run = 0;
  const whole = { rowStart: 0, rowEnd: rows, columnStart: 0, columnEnd: columns };
  const most = values.reduce((sum, x) => (Number.isFinite(x) ? Math.max(sum, Math.abs(x)) : sum), 0);
  const canvas = paintPicture(
    {
      ...{ run, rows, columns },
      request: { matrix: { quantity: 'input' }, ...whole },
      codes: Uint16Array.from(values, codeOf),
      ...{ rowStarts: new Uint32Array(0), columnStarts: new Uint32Array(0) },
    },
    new ColourTable(readColours(), largest ?? most),
  );
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', l10n.t('{0}, as a heatmap', title));
  return canvas;
}
