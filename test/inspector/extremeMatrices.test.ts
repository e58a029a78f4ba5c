/** What is said of matrices that are extreme: of one row or column, of nothing but zeros or NaN, with one infinity. */
import { describe, expect, it } from 'vitest';
import { matrixOf } from '../../src/engine/cells';
import type { Inspector } from '../../src/inspector/inspector';
import { valueOf } from '../../src/inspector/pictureCode';
import type { CellRef, MatrixRef } from '../../src/inspector/views';
import { type ExtremeName, extremeModels, LONG, SIDE } from '../extremeModels';
import { inspectorOf } from './inspectorOf';

const gradient: MatrixRef = { quantity: 'parameterGradient', layer: 0, parameter: 'weights' };

interface Expected {
  readonly shape: readonly [number, number];
  readonly zeros: number;
  readonly nans: number;
  readonly infinities: number;
}

const expected: Readonly<Record<ExtremeName, Expected>> = {
  'all NaN': { shape: [SIDE, SIDE], zeros: 0, nans: SIDE ** 2, infinities: 0 },
  'all zero': { shape: [SIDE, SIDE], zeros: SIDE ** 2, nans: 0, infinities: 0 },
  'one infinite': { shape: [SIDE, SIDE], zeros: 0, nans: 0, infinities: 1 },
  '1 × 100000': { shape: [1, LONG], zeros: 0, nans: 0, infinities: 0 },
  '100000 × 1': { shape: [LONG, 1], zeros: 0, nans: 0, infinities: 0 },
  '1 × 1': { shape: [1, 1], zeros: 0, nans: 0, infinities: 0 },
};

const names = Object.keys(extremeModels) as ExtremeName[];

function numbersOf(inspector: Inspector): Float64Array {
  return Float64Array.from(matrixOf(inspector.result(), gradient)!.data);
}

/** ‖x‖ by its definition, as far as that has no overflow. */
function norm(numbers: readonly number[]): number {
  if (numbers.some(Number.isNaN)) return NaN;
  const largest = Math.max(...numbers.map(Math.abs));
  if (largest === 0 || largest === Infinity) return largest;
  return largest * Math.sqrt(numbers.reduce((sum, x) => sum + (x / largest) ** 2, 0));
}

describe.each(names)('a gradient that is %s', (name) => {
  it('has the statistics of its definition', async () => {
    const inspector = await inspectorOf(extremeModels[name]);
    const numbers = numbersOf(inspector);
    const { shape, ...counts } = expected[name];
    const [rows, columns] = shape;
    const statistics = inspector.statistics(gradient);
    expect(statistics).toMatchObject({ rows, columns, ...counts });
    const finite = [...numbers].filter(Number.isFinite).map(Math.abs);
    const maxAbs = finite.reduce((most, x) => Math.max(most, x), 0);
    expect(statistics.maxAbs).toBe(maxAbs);
    expect([statistics.p995, statistics.p95].every((x) => x >= 0 && x <= maxAbs)).toBe(true);
    const { peak } = statistics;
    if (maxAbs > 0) expect(Math.abs(numbers[peak.row * columns + peak.column]!)).toBe(maxAbs);
    const nonZero = finite.filter((x) => x > 0).length;
    expect(statistics.histogram.counts.reduce((sum, n) => sum + n, 0)).toBe(nonZero);
    expect([statistics.rowNorms.length, statistics.columnNorms.length]).toEqual([rows, columns]);
    // A norm in the middle stands for those of a long side.
    for (const row of [0, Math.floor(rows / 2), rows - 1]) {
      const own = norm([...numbers.subarray(row * columns, (row + 1) * columns)].slice(0, LONG));
      const found = statistics.rowNorms[row]!;
      expect(Object.is(found, own) || Math.abs(found - own) <= 1e-12 * own, `row ${row}: ${found}`).toBe(
        true,
      );
    }
    for (const column of [0, Math.floor(columns / 2), columns - 1]) {
      const own = norm([...numbers].filter((_, i) => i % columns === column));
      const found = statistics.columnNorms[column]!;
      expect(Object.is(found, own) || Math.abs(found - own) <= 1e-12 * own, `column ${column}`).toBe(true);
    }
  });

  it('has pictures and tiles that are no larger than asked for, with the largest number in them', async () => {
    const inspector = await inspectorOf(extremeModels[name]);
    const [rows, columns] = expected[name].shape;
    const whole = { matrix: gradient, rowStart: 0, rowEnd: rows, columnStart: 0, columnEnd: columns };
    const request = { ...whole, maxRows: 120, maxColumns: 160 };
    const [tile] = inspector.tiles([request]);
    const [picture] = inspector.pictures([request]);
    for (const { rows: tall, columns: wide } of [tile!, picture!]) {
      expect([tall, wide]).toEqual([Math.min(rows, 120), Math.min(columns, 160)]);
    }
    const strange = (values: Iterable<number>): number =>
      [...values].filter((x) => !Number.isFinite(x)).length;
    const { nans, infinities } = expected[name];
    expect(strange(tile!.values) > 0).toBe(nans + infinities > 0);
    expect(strange([...picture!.codes].map(valueOf))).toBe(strange(tile!.values));
    const { maxAbs } = inspector.statistics(gradient);
    const shown = [...tile!.values].filter(Number.isFinite).map(Math.abs);
    if (infinities + nans === 0) expect(Math.max(...shown)).toBe(maxAbs);
  });

  it('is searched and read line by line', async () => {
    const inspector = await inspectorOf(extremeModels[name]);
    const [rows, columns] = expected[name].shape;
    const numbers = numbersOf(inspector);
    const largest = inspector.find({ matrix: gradient, what: 'largest' })!;
    const found = numbers[largest.row * columns + largest.column]!;
    const magnitudes = numbers.map(Math.abs);
    expect(found).toBeDefined();
    if (Number.isNaN(found)) expect(expected[name].nans).toBeGreaterThan(0);
    else expect(magnitudes.every((x) => x <= Math.abs(found))).toBe(true);
    const strange = inspector.find({ matrix: gradient, what: 'notFinite' });
    expect(strange === undefined).toBe(numbers.every(Number.isFinite));
    for (const [axis, length] of [
      ['row', columns],
      ['column', rows],
    ] as const) {
      const line = inspector.line({
        ...{ matrix: gradient, axis, index: 0, order: 'magnitude', descending: true },
        ...{ from: 0, to: 50 },
      });
      expect(line.length).toBe(length);
      expect(line.values).toHaveLength(Math.min(50, length));
      const sizes = [...line.values].map(Math.abs).filter((x) => !Number.isNaN(x));
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    }
  });

  it('has an overview and proofs, at its corners and at its peak', async () => {
    const inspector = await inspectorOf(extremeModels[name]);
    const [rows, columns] = expected[name].shape;
    const [layer] = inspector.overview({}).layers;
    expect(layer!.deadUnits).toHaveLength(name === 'all zero' ? SIDE : 0);
    const { peak } = inspector.statistics(gradient);
    for (const place of [{ row: 0, column: 0 }, { row: rows - 1, column: columns - 1 }, peak]) {
      const cell: CellRef = { ...gradient, ...place };
      const { value, proof, latex } = inspector.explain(cell, {}, true);
      expect(value).toBe(numbersOf(inspector)[place.row * columns + place.column]);
      expect(proof!.operands.map(({ cell: { quantity } }) => quantity)).toEqual(['input', 'delta']);
      expect(latex).not.toContain('undefined');
    }
    const z = inspector.explain({ quantity: 'preActivation', layer: 0, row: 0, column: 0 }, {}, false);
    expect(z.proof!.omitted?.total ?? 0).toBe(rows > 6 ? rows : 0);
  });
});
