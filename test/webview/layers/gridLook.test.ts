import { describe, expect, it } from 'vitest';
import type { CellRef } from '../../../src/inspector/views';
import { cellKey } from '../../../webview/cells/cellKey';
import { type GridLook, numberLook, scaleOf } from '../../../webview/layers/gridLook';
import type { ValueRow } from '../../../webview/layers/gridPlan';

const input: CellRef = { quantity: 'input', row: 0, column: 0 };
const gradient = (column: number): CellRef => ({
  ...{ quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 0, column },
});
const weight = (column: number): CellRef => ({ ...gradient(column), quantity: 'parameter' });
const z = (column: number): CellRef => ({ quantity: 'preActivation', layer: 0, row: 0, column });

function row(part: Partial<ValueRow>): ValueRow {
  return {
    kind: 'values',
    id: '',
    label: { operator: '', latex: '', name: '', strong: false },
    header: undefined,
    content: { kind: 'constant', value: 1 },
    beside: undefined,
    note: undefined,
    ...part,
  };
}

/** Two units: z above, ∂L/∂W with the input before it and W beside it. */
const values = row({ content: { kind: 'cells', cells: [z(0), z(1)], tone: 'plain', signed: true } });
const gradients = row({
  header: { kind: 'cell', cell: input, signed: false },
  content: { kind: 'cells', cells: [gradient(0), gradient(1)], tone: 'gradient', signed: true },
  beside: [weight(0), weight(1)],
});

function lookWith(numbers: readonly (readonly [CellRef, number])[], part: Partial<GridLook> = {}): GridLook {
  const known = new Map(numbers.map(([cell, value]) => [cellKey(cell), value]));
  return {
    ...{ label: '', units: 2, rows: [values, gradients], format: 'decimal', names: cellKey, flash: false },
    values: { run: 1, get: (cell) => known.get(cellKey(cell)), rms: () => undefined },
    ...{ dead: new Set<number>(), besideLabel: 'W', edited: new Map<string, CellRef>() },
    ...part,
  };
}

describe('how the numbers of a grid look', () => {
  it('scales colours by the largest finite gradient, whatever else the grid shows', () => {
    const finite = lookWith([...[z(0), weight(0)].map((cell) => [cell, 90] as const), [gradient(0), -3]]);
    expect(scaleOf(finite).largest).toBe(3);
    const broken = lookWith([
      [gradient(0), -Infinity],
      [gradient(1), 0.5],
    ]);
    expect(scaleOf(broken).largest).toBe(0.5);
    expect(scaleOf(lookWith([[gradient(0), NaN]])).largest).toBe(0);
  });

  it('writes the file’s parameters with the decimals that all of them need, and no others', () => {
    const look = lookWith([
      [weight(0), 0.25],
      [weight(1), -3],
      [gradient(0), 1 / 3],
    ]);
    const decimals = (cell: CellRef, column: number): number | undefined =>
      numberLook({ cell, row: gradients, column }, look, scaleOf(look)).decimals;
    expect(decimals(weight(1), 3)).toBe(2);
    expect(decimals(gradient(0), 0)).toBeUndefined();
    // Beside its ×.
    expect(decimals(input, -1)).toBe(4);
  });

  it('colours gradients alone: not the parameters beside them, nor the factor before them', () => {
    const look = lookWith([]);
    const tone = (cell: CellRef, column: number): string =>
      numberLook({ cell, row: gradients, column }, look, scaleOf(look)).tone;
    expect([tone(gradient(1), 1), tone(weight(1), 3), tone(input, -1)]).toEqual([
      'gradient',
      'plain',
      'plain',
    ]);
  });

  it('calls a unit’s gradients dead, not its z and its weights', () => {
    const look = lookWith([], { dead: new Set([1]) });
    const isDead = (cell: CellRef, own: ValueRow, column: number): boolean =>
      numberLook({ cell, row: own, column }, look, scaleOf(look)).dead;
    expect(isDead(gradient(1), gradients, 1)).toBe(true);
    expect(isDead(gradient(0), gradients, 0)).toBe(false);
    expect(isDead(z(1), values, 1)).toBe(false);
    expect(isDead(weight(1), gradients, 3)).toBe(false);
  });
});
