/** The row and the column of a heatmap's cursor as lists: the buttons that open them, and the one that is open. */
import * as l10n from '@vscode/l10n';
import type { Component } from '../dom/component';
import { button, element } from '../dom/element';
import { LineList, type LineLook, type LineSubject } from '../lines/lineList';
import type { NumberFormat } from '../numbers/format';
import type { FindTarget } from './find/findTools';
import { cellAt, type HeatMatrix, isSameArea } from './heatMatrix';
import { matrixName } from './heatScreen';
import type { Position } from './position';
import type { Place } from './viewport';

type Axis = 'row' | 'column';

export class HeatLines implements Component {
  /** Holds the open list. */
  readonly element = element('div', { class: 'heat-list' });
  readonly buttons = element('span', { class: 'ctl' });
  readonly #row: HTMLButtonElement;
  readonly #column: HTMLButtonElement;
  #open: { readonly list: LineList; readonly axis: Axis; readonly index: number } | undefined;
  #heat: HeatMatrix | undefined;
  #format: NumberFormat = 'decimal';

  constructor(readonly target: FindTarget) {
    this.#row = this.#makeButton('row', 'r');
    this.#column = this.#makeButton('column', 'u');
    this.buttons.append(this.#row, this.#column);
    this.element.hidden = true;
  }

  /** Follows cursor, matrix and format. A list of numbers that are no longer there closes. */
  show(position: Position, format: NumberFormat): void {
    const before = this.#heat;
    const { heat, cursor } = position;
    const isNew = heat !== before;
    if (isNew || format !== this.#format) {
      this.#heat = heat;
      this.#format = format;
      if (this.#open !== undefined) {
        if (before !== undefined && isSameArea(heat, before)) {
          this.#open.list.show(this.#lookOf(this.#open, heat), isNew);
        } else this.#close();
      }
    }
    this.#label(this.#row, 'row', lineOf(heat, cursor, 'row'), heat.firstRow);
    this.#label(this.#column, 'column', lineOf(heat, cursor, 'column'), 0);
  }

  /** True where the key opens a list. */
  command(key: string): boolean {
    const axis = ({ r: 'row', u: 'column' } as const)[key];
    if (axis === undefined) return false;
    this.#openLine(axis);
    return true;
  }

  dispose(): void {
    this.#open?.list.dispose();
    this.element.remove();
  }

  #makeButton(axis: Axis, key: string): HTMLButtonElement {
    return button({ class: 'tog', attributes: { 'aria-keyshortcuts': key } }, () => {
      this.#openLine(axis);
    });
  }

  #label(made: HTMLButtonElement, axis: Axis, index: number | undefined, first: number): void {
    const text = labelOf(axis, index === undefined ? undefined : first + index + 1);
    if (made.textContent === text) return;
    made.textContent = text;
    made.disabled = index === undefined;
  }

  #openLine(axis: Axis): void {
    const { target } = this;
    const position = target.position();
    if (position === undefined) return;
    const { heat, cursor } = position;
    const index = lineOf(heat, cursor, axis);
    if (index === undefined) return;
    this.#open?.list.dispose();
    const inMatrix = axis === 'row' ? heat.firstRow + index : index;
    const list = new LineList(
      target.matrices,
      {
        line: { matrix: heat.matrix, axis, index: inMatrix },
        ...namesOf(axis, inMatrix + 1, matrixName(heat)),
        length: axis === 'row' ? heat.columns : heat.rows,
        start: Math.max(0, axis === 'row' ? cursor.column : Math.min(heat.rows - 1, cursor.row)),
      },
      this.#lookOf({ axis, index }, heat),
      {
        go: (entry) => {
          target.goTo(placeIn(axis, index, entry));
        },
        close: () => {
          this.#close();
          target.focus();
        },
        fail: target.fail,
      },
    );
    this.#open = { list, axis, index };
    this.element.hidden = false;
    this.element.replaceChildren(list.element);
    list.attached();
  }

  #close(): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.#open?.list.dispose();
    this.#open = undefined;
    this.element.hidden = true;
    if (hadFocus) this.target.focus();
  }

  #lookOf({ axis, index }: { readonly axis: Axis; readonly index: number }, heat: HeatMatrix): LineLook {
    return {
      format: this.#format,
      largest: heat.statistics.maxAbs,
      nameOf: (entry) => {
        const { row, column } = placeIn(axis, index, entry);
        const cell = cellAt(heat, row, column);
        return cell === undefined ? '' : heat.names(cell);
      },
    };
  }
}

/** Of the button that opens a line, counted from 1. */
function labelOf(axis: Axis, line: number | undefined): string {
  if (line === undefined) return axis === 'row' ? l10n.t('Row as list') : l10n.t('Column as list');
  return axis === 'row' ? l10n.t('Row {0} as list', line) : l10n.t('Column {0} as list', line);
}

function namesOf(axis: Axis, line: number, matrix: string): Pick<LineSubject, 'title' | 'name'> {
  return axis === 'row'
    ? { title: l10n.t('Row {0}', line), name: l10n.t('row {0} of {1}', line, matrix) }
    : { title: l10n.t('Column {0}', line), name: l10n.t('column {0} of {1}', line, matrix) };
}

function placeIn(axis: Axis, index: number, entry: number): Place {
  return axis === 'row' ? { row: index, column: entry } : { row: entry, column: index };
}

/** The cursor's row or column within the heatmap; undefined where that is beside the matrix, or has one number. */
function lineOf({ rows, columns }: HeatMatrix, { row, column }: Place, axis: Axis): number | undefined {
  const [index, lines, length] = axis === 'row' ? [row, rows, columns] : [column, columns, rows];
  return index >= 0 && index < lines && length > 1 ? index : undefined;
}
