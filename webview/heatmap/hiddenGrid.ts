/** The cells around a heatmap's cursor as elements, for screen readers: what a picture cannot say. */
import * as l10n from '@vscode/l10n';
import { element } from '../dom/element';
import { spoken } from '../numbers/format';
import { cellAt, type HeatMatrix } from './heatMatrix';
import type { Place, Viewport, Window } from './viewport';

/** Of the visible window so many rows and columns around the cursor. */
const MOST = 16;

let grids = 0;

export class HiddenGrid {
  readonly #id = `heat-${++grids}`;

  /** @param canvas the grid itself; the elements stand inside it, where only screen readers find them. */
  constructor(readonly canvas: HTMLCanvasElement) {
    canvas.setAttribute('role', 'grid');
  }

  show(
    heat: HeatMatrix,
    viewport: Viewport,
    cursor: Place,
    valueAt: (place: Place) => number | undefined,
    clip: number,
  ): void {
    const { rowStart, rowEnd, columnStart, columnEnd } = around(viewport.window, cursor);
    const rows: HTMLElement[] = [];
    for (let row = rowStart; row < rowEnd; row++) {
      const line = element('div', { role: 'row', attributes: { 'aria-rowindex': String(row + 2) } });
      for (let column = columnStart; column < columnEnd; column++) {
        const cell = cellAt(heat, row, column);
        if (cell === undefined) continue;
        const made = element('div', {
          role: 'gridcell',
          attributes: { 'aria-colindex': String(column + 2) },
          text: spokenAt(heat.names(cell), valueAt({ row, column }), clip),
        });
        made.id = this.#cellId(row, column);
        line.append(made);
      }
      if (line.childElementCount > 0) rows.push(line);
    }
    this.canvas.setAttribute('aria-rowcount', String(heat.rows + 2));
    this.canvas.setAttribute('aria-colcount', String(heat.columns + 1));
    this.canvas.replaceChildren(...rows);
    this.canvas.setAttribute('aria-activedescendant', this.#cellId(cursor.row, cursor.column));
  }

  #cellId(row: number, column: number): string {
    return `${this.#id}-${row}-${column}`;
  }
}

/** @param value undefined while it is on its way. */
function spokenAt(name: string, value: number | undefined, clip: number): string {
  if (value === undefined) return l10n.t('{0}, loading', name);
  return Number.isFinite(value) && Math.abs(value) > clip
    ? l10n.t('{0}, {1}, beyond the colours', name, spoken(value))
    : `${name}, ${spoken(value)}`;
}

function around(window: Window, { row, column }: Place): Window {
  const rowStart = Math.max(-1, Math.min(row, Math.max(window.rowStart, row - MOST / 2)));
  const columnStart = Math.max(-1, Math.min(column, Math.max(window.columnStart, column - MOST / 2)));
  return {
    rowStart,
    columnStart,
    rowEnd: Math.max(row + 1, Math.min(window.rowEnd, rowStart + MOST)),
    columnEnd: Math.max(column + 1, Math.min(window.columnEnd, columnStart + MOST)),
  };
}
