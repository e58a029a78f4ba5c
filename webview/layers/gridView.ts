/** A layer's grid of digits: one column a unit, read downwards it is the calculation. */
import * as l10n from '@vscode/l10n';
import type { CellRef } from '../../src/inspector/views';
import { cellKey, matrixOf } from '../cells/cellKey';
import { type CellEvents, commandKey } from '../cells/cellEvents';
import { describeNumbers } from '../cells/editorContext';
import { isGiven } from '../cells/givenCells';
import { isMirrored } from '../cells/mirrored';
import type { Anchor, CellSurface, Marks, MatrixMatch } from '../cells/surface';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import { cellDigits, digitsText, fullDigits } from '../numbers/format';
import { nextPlace, type Place } from './gridKeyboard';
import { type GridLook, type GridNumber, HEADER_DECIMALS, numberLook, scaleOf } from './gridLook';
import { at, besideLabel, constantHeader, labelElement, sampleHeader, unitsRow } from './gridParts';
import type { PlanRow, RowHeader, ValueRow } from './gridPlan';
import { NumberCell } from './numberCell';

interface Stop extends GridNumber {
  readonly view: NumberCell;
}

export class GridView implements Component, CellSurface {
  readonly element = element('div', { class: 'op' });
  readonly #grid = element('div', { class: 'rows', role: 'grid' });
  readonly #disposables = new Disposables();
  readonly #stops = new Map<HTMLElement, Stop>();
  readonly #byCell = new Map<string, Stop>();
  #lines: { readonly id: string; readonly stops: ReadonlyMap<number, Stop> }[] = [];
  /** Redraws every number that is not a stop: constants and summaries. */
  #quiet: ((look: GridLook) => void)[] = [];
  #signature = '';
  #place: { readonly id: string; readonly column: number } | undefined;

  /** @param leave moves the focus to the layer before (−1) or behind (1). */
  constructor(
    readonly events: CellEvents,
    readonly leave: (direction: -1 | 1) => void,
  ) {
    this.element.append(this.#grid);
    const { element: root } = this;
    this.#disposables.listen(root, 'pointerover', (event) => {
      const stop = this.#stopAt(event.target);
      if (stop === undefined) events.leave();
      else events.enter(this.#anchor(stop));
    });
    this.#disposables.listen(root, 'pointerleave', () => {
      events.leave();
    });
    this.#disposables.listen(root, 'click', (event) => {
      const stop = this.#stopAt(event.target);
      if (stop === undefined) return;
      this.#moveTo(stop);
      events.pin(this.#anchor(stop));
    });
    this.#disposables.listen(root, 'focusin', (event) => {
      const stop = this.#stopAt(event.target);
      if (stop === undefined) return;
      this.#moveTo(stop);
      if (stop.view.element.matches(':focus-visible')) events.focus(this.#anchor(stop));
    });
    this.#disposables.listen(root, 'keydown', (event) => {
      this.#onKey(event);
    });
  }

  show(look: GridLook): void {
    const signature = JSON.stringify([look.units, look.besideLabel, look.rows.map(shapeOf)]);
    this.#grid.setAttribute('aria-label', look.label);
    if (signature !== this.#signature) {
      this.#signature = signature;
      this.#build(look);
    }
    const scale = scaleOf(look);
    for (const stop of this.#stops.values()) stop.view.show(numberLook(stop, look, scale), look.flash);
    for (const redraw of this.#quiet) redraw(look);
  }

  /** Focuses the number that had the focus last, or the first. */
  focus(): void {
    this.#tabStop()?.view.element.focus();
  }

  focusCell(cell: CellRef): boolean {
    const stop = this.#byCell.get(cellKey(cell));
    stop?.view.element.focus();
    return stop !== undefined;
  }

  mark({ operands, inspected, mirrored }: Marks): void {
    const open = inspected === undefined ? undefined : cellKey(inspected);
    for (const [key, { view, cell }] of this.#byCell) {
      const style = operands.get(key)?.style;
      const classes = view.element.classList;
      for (const each of ['a', 'b', 'c'] as const) classes.toggle(`mark-${each}`, style === each);
      classes.toggle('inspect', key === open);
      const isHere = isMirrored(cell, mirrored);
      classes.toggle('mirrored', isHere);
      if (isHere) view.element.setAttribute('aria-current', 'true');
      else view.element.removeAttribute('aria-current');
    }
  }

  outline(match: MatrixMatch | undefined): void {
    for (const { cell, view } of this.#stops.values()) {
      view.element.classList.toggle('of-formula', match?.(cell) ?? false);
    }
  }

  find(cell: CellRef): Anchor | undefined {
    const stop = this.#byCell.get(cellKey(cell));
    return stop === undefined ? undefined : this.#anchor(stop);
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  // ---- building

  #build(look: GridLook): void {
    this.#stops.clear();
    this.#byCell.clear();
    this.#quiet = [];
    this.#lines = [];
    this.#grid.replaceChildren();
    this.element.replaceChildren(this.#grid);
    this.element.style.setProperty('--n', String(look.units));
    this.element.toggleAttribute('data-wide', look.besideLabel !== undefined);
    look.rows.forEach((row, i) => {
      const line = i + 1;
      if (row.kind === 'values') this.#buildRow(row, line, look);
      else if (row.kind === 'units') this.#grid.append(unitsRow(line, look.units, look.dead));
      else this.element.append(at(element('div', { class: row.kind }), line));
    });
    const stop = this.#tabStop();
    if (stop !== undefined) this.#moveTo(stop);
  }

  #buildRow(row: ValueRow, line: number, look: GridLook): void {
    const made = element('div', { role: 'row' });
    const stops = new Map<number, Stop>();
    if (row.label.latex !== '') made.append(at(labelElement(row.label, row.header === undefined), line));
    if (row.header !== undefined) made.append(at(this.#buildHeader(row, row.header, stops), line, 2));
    switch (row.content.kind) {
      case 'cells':
        for (const cell of row.content.cells) {
          made.append(at(this.#buildStop('gridcell', cell, row, cell.column, stops), line, 3 + cell.column));
        }
        break;
      case 'constant':
      case 'rms':
        for (let unit = 0; unit < look.units; unit++) {
          made.append(at(this.#buildQuiet(row, unit), line, 3 + unit));
        }
        break;
    }
    for (const cell of row.beside ?? []) {
      const column = look.units + cell.column;
      const own = this.#buildStop('gridcell', cell, row, column, stops);
      own.classList.add('beside');
      made.append(at(own, line, 4 + column));
    }
    if (row.note === 'delta' && look.besideLabel !== undefined) {
      const label = besideLabel(look.besideLabel);
      this.element.append(at(label, line, 4 + look.units, look.units));
    }
    if (stops.size > 0) this.#lines.push({ id: row.id, stops });
    this.#grid.append(made);
  }

  #buildHeader(row: ValueRow, header: RowHeader, stops: Map<number, Stop>): HTMLElement {
    switch (header.kind) {
      case 'cell':
        return this.#buildStop('rowheader', header.cell, row, -1, stops);
      case 'one':
        return constantHeader();
      case 'sample':
        return sampleHeader(header.sample);
      case 'rms': {
        const text = element('span');
        const made = element(
          'div',
          { class: 'rh rms', role: 'rowheader' },
          element('span', { class: 'k', text: 'rms' }),
          text,
        );
        this.#quiet.push(({ values, format }) => {
          const value = values.rms(header.matrix, header.column);
          text.textContent =
            value === undefined ? '–' : digitsText(cellDigits(value, format, false, HEADER_DECIMALS));
          if (value === undefined) return;
          made.title = l10n.t('rms of input {0} over the samples: {1}', header.column + 1, fullDigits(value));
        });
        return made;
      }
    }
  }

  #buildStop(
    role: 'gridcell' | 'rowheader',
    cell: CellRef,
    row: ValueRow,
    column: number,
    stops: Map<number, Stop>,
  ): HTMLElement {
    const given = isGiven(cell) ? ' editable' : '';
    const view =
      role === 'rowheader' ? new NumberCell(role, `rh${given}`, '×') : new NumberCell(role, `cell${given}`);
    view.element.tabIndex = -1;
    describeNumbers(view.element, 'cell', matrixOf(cell), cell);
    const stop = { cell, view, row, column };
    stops.set(column, stop);
    this.#stops.set(view.element, stop);
    this.#byCell.set(cellKey(cell), stop);
    return view.element;
  }

  /** A number without a proof of its own. */
  #buildQuiet(row: ValueRow, unit: number): HTMLElement {
    const view = new NumberCell('gridcell', 'cell');
    this.#quiet.push((look) => {
      const value =
        row.content.kind === 'constant'
          ? row.content.value
          : row.content.kind === 'rms'
            ? look.values.rms(row.content.matrix, unit)
            : undefined;
      const name =
        row.content.kind === 'rms'
          ? l10n.t('rms of unit {0} over the samples', unit + 1)
          : l10n.t('constant factor');
      view.show(
        { value, format: look.format, signed: false, tone: 'quiet', largest: 1, dead: false, name },
        look.flash,
      );
    });
    return view.element;
  }

  // ---- moving

  #stopAt(target: EventTarget | null): Stop | undefined {
    const found =
      target instanceof Element ? target.closest<HTMLElement>('[role=gridcell], [role=rowheader]') : null;
    return found === null ? undefined : this.#stops.get(found);
  }

  #tabStop(): Stop | undefined {
    const line = this.#lines.find(({ id }) => id === this.#place?.id);
    return line?.stops.get(this.#place?.column ?? 0) ?? this.#lines[0]?.stops.values().next().value;
  }

  #moveTo(stop: Stop): void {
    this.#place = { id: stop.row.id, column: stop.column };
    for (const [each, own] of this.#stops) each.tabIndex = own === stop ? 0 : -1;
  }

  #onKey(event: KeyboardEvent): void {
    const stop = this.#stopAt(event.target);
    if (stop === undefined) return;
    if (commandKey(event, this.#anchor(stop), this.events)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault();
      this.leave(event.key === 'PageUp' ? -1 : 1);
      return;
    }
    const from: Place = {
      row: this.#lines.findIndex(({ id }) => id === stop.row.id),
      column: stop.column,
    };
    const lines = this.#lines.map(({ stops }) => [...stops.keys()].sort((x, y) => x - y));
    const to = nextPlace(lines, from, event.key, event.ctrlKey || event.metaKey);
    if (to === undefined) return;
    event.preventDefault();
    this.#lines[to.row]?.stops.get(to.column)?.view.element.focus();
  }

  #anchor({ cell, view }: Stop): Anchor {
    return {
      cell,
      element: view.element,
      rect: () => view.element.getBoundingClientRect(),
      bounds: () => {
        const all = this.element.getBoundingClientRect();
        const last = this.#grid.querySelector('.unit:last-child')?.getBoundingClientRect();
        return new DOMRect(all.left, all.top, (last?.right ?? all.right) - all.left, all.height);
      },
      focus: () => {
        view.element.focus();
      },
    };
  }
}

/** What decides the DOM of a row; values do not. */
function shapeOf(row: PlanRow): unknown {
  if (row.kind !== 'values') return row.kind;
  const { id, label, header, content, beside } = row;
  return [id, label, header, content, beside?.length, row.note];
}
