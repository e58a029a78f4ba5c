/** Finding numbers in matrices that nobody sees whole, and reading one row or column of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tensor } from '../../src/engine/tensor';
import { pageOf, sortLine } from '../../src/inspector/lines';
import { find } from '../../src/inspector/search';
import type { LineRequest, Search } from '../../src/inspector/views';

const matrixOf = (rows: readonly (readonly number[])[]) =>
  tensor([rows.length, rows[0]?.length ?? 0], Float64Array.from(rows.flat()));
const ref = { quantity: 'input' } as const;

describe('a search', () => {
  const matrix = matrixOf([
    [0, 1, NaN],
    [-7, 2, Infinity],
    [3, -9, 4],
  ]);
  const search = (part: Omit<Search, 'matrix'>) => find(matrix, { matrix: ref, ...part });

  it('finds the largest magnitude, what is not finite before it', () => {
    expect(search({ what: 'largest' })).toEqual({ row: 0, column: 2 });
    const window = { rowStart: 1, rowEnd: 3, columnStart: 0, columnEnd: 2 };
    expect(search({ what: 'largest', window })).toEqual({ row: 2, column: 1 });
    expect(search({ what: 'largest', window: { ...window, columnEnd: 9 } })).toEqual({ row: 1, column: 2 });
    expect(search({ what: 'largest', window: { ...window, rowStart: 3 } })).toBeUndefined();
  });

  it('finds one number that is not finite after the other, and the first again after the last', () => {
    expect(search({ what: 'notFinite' })).toEqual({ row: 0, column: 2 });
    expect(search({ what: 'notFinite', after: { row: 0, column: 2 } })).toEqual({ row: 1, column: 2 });
    expect(search({ what: 'notFinite', after: { row: 1, column: 2 } })).toEqual({ row: 0, column: 2 });
    expect(search({ what: 'notFinite', after: { row: 90, column: 2 } })).toEqual({ row: 0, column: 2 });
  });

  it('finds the next number that is not finite of a window, whatever stands around it', () => {
    const number = fc.constantFrom(0, 1, NaN, Infinity, -Infinity);
    const side = fc.integer({ min: 0, max: 5 });
    const grid = fc.array(fc.array(number, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    const window = fc.record({ rowStart: side, rowEnd: side, columnStart: side, columnEnd: side });
    const after = fc.option(fc.record({ row: side, column: side }), { nil: undefined });
    fc.assert(
      fc.property(grid, window, after, (numbers, within, behind) => {
        const places = numbers
          .flatMap((row, i) => row.map((value, j) => ({ row: i, column: j, value })))
          .filter(({ value }) => !Number.isFinite(value))
          .filter(({ row }) => row >= within.rowStart && row < within.rowEnd)
          .filter(({ column }) => column >= within.columnStart && column < within.columnEnd)
          .map(({ row, column }) => ({ row, column }));
        const next = places.find(
          ({ row, column }) =>
            behind === undefined || row > behind.row || (row === behind.row && column > behind.column),
        );
        expect(
          find(matrixOf(numbers), { matrix: ref, what: 'notFinite', window: within, after: behind }),
        ).toEqual(next ?? places[0]);
      }),
    );
  });

  it('finds nothing where there is nothing', () => {
    expect(find(matrixOf([[1, 2]]), { matrix: ref, what: 'notFinite' })).toBeUndefined();
    expect(find(matrixOf([]), { matrix: ref, what: 'largest' })).toBeUndefined();
    expect(find(matrixOf([[0]]), { matrix: ref, what: 'largest' })).toEqual({ row: 0, column: 0 });
  });
});

describe('a line', () => {
  const request = (part: Partial<LineRequest>): LineRequest => ({
    matrix: ref,
    axis: 'row',
    index: 0,
    order: 'index',
    descending: false,
    from: 0,
    to: 100,
    ...part,
  });
  const list = (rows: readonly (readonly number[])[], part: Partial<LineRequest>): [number, number][] => {
    const { indices, values } = sortLine(matrixOf(rows), request(part));
    return [...indices].map((index, i) => [index, values[i]!]);
  };
  const rows = [
    [3, -5, NaN, 0],
    [1, 2, 3, 4],
  ];

  it('is in the order that is asked for, NaN last whichever way', () => {
    expect(list(rows, {})).toEqual([...rows[0]!.entries()]);
    expect(list(rows, { descending: true }).map(([i]) => i)).toEqual([3, 2, 1, 0]);
    expect(list(rows, { order: 'value' }).map(([i]) => i)).toEqual([1, 3, 0, 2]);
    expect(list(rows, { order: 'value', descending: true }).map(([i]) => i)).toEqual([0, 3, 1, 2]);
    expect(list(rows, { order: 'magnitude', descending: true }).map(([i]) => i)).toEqual([1, 0, 3, 2]);
    expect(list(rows, { axis: 'column', index: 1 })).toEqual([
      [0, -5],
      [1, 2],
    ]);
    expect(list(rows, { axis: 'column', index: 7 })).toEqual([]);
  });

  it('has each number once, at its own index, in order', () => {
    const order = fc.constantFrom<LineRequest['order']>('index', 'value', 'magnitude');
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1 }), order, fc.boolean(), (row, by, descending) => {
        const entries = list([row], { order: by, descending });
        expect(entries.map(([i]) => i).sort((a, b) => a - b)).toEqual([...row.keys()]);
        for (const [i, value] of entries) expect(value).toBe(row[i]);
        if (by === 'index') return;
        const keys = entries
          .map(([, x]) => (by === 'magnitude' ? Math.abs(x) : x))
          .filter((x) => !Number.isNaN(x));
        const sorted = [...keys].sort((a, b) => (descending ? b - a : a - b));
        expect(keys.map((x) => x + 0)).toEqual(sorted.map((x) => x + 0));
      }),
    );
  });

  it('comes in pages', () => {
    const sorted = sortLine(matrixOf(rows), request({ axis: 'row', index: 1 }));
    const page = pageOf(sorted, request({ index: 1, from: 1, to: 3 }), 4);
    expect(page).toMatchObject({ run: 4, length: 4 });
    expect([...page.values]).toEqual([2, 3]);
    expect([...page.indices]).toEqual([1, 2]);
  });
});
