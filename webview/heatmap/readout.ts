/** The cell under a heatmap's cursor, in words and all digits. */
import type { CellRef } from '../../src/inspector/views';
import type { Component } from '../dom/component';
import { element } from '../dom/element';
import { fullDigits, shortNumber } from '../numbers/format';
import type { HeatMatrix, Strip } from './heatMatrix';

export class Readout implements Component {
  readonly element = element('div', { class: 'readout', attributes: { 'aria-live': 'polite' } });

  /** @param value undefined while it is on its way. */
  show(heat: HeatMatrix, cell: CellRef | undefined, value: number | undefined): void {
    if (cell === undefined) {
      this.element.replaceChildren();
      return;
    }
    const beside = [
      stripText(heat.strips.left, cell.row - heat.firstRow),
      stripText(heat.strips.top, cell.column),
    ].filter((text) => text !== '');
    this.element.replaceChildren(
      element('span', { class: 'dim2', text: heat.names(cell) }),
      element('span', { class: 'val', text: value === undefined ? '…' : fullDigits(value) }),
      element('span', { class: 'micro', text: beside.join(', ') }),
    );
  }

  dispose(): void {
    this.element.remove();
  }
}

function stripText(strip: Strip | undefined, index: number): string {
  const value = strip?.values[index];
  return strip === undefined || value === undefined ? '' : `${strip.title} = ${shortNumber(value)}`;
}
