/** Windows of matrices, against their definition. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tensor, type Tensor } from '../../src/engine/tensor';
import { cutTile } from '../../src/inspector/tiles';
import type { TileRequest } from '../../src/inspector/views';

const request = (window: Partial<TileRequest>): TileRequest => ({
  matrix: { quantity: 'input' },
  rowStart: 0,
  rowEnd: 1e9,
  columnStart: 0,
  columnEnd: 1e9,
  ...window,
});

function cut(rows: readonly (readonly number[])[], window: Partial<TileRequest> = {}): number[][] {
  const matrix = tensor([rows.length, rows[0]?.length ?? 0], Float64Array.from(rows.flat()));
  const tile = cutTile(matrix, request(window), 7);
  expect(tile.run).toBe(7);
  expect(tile.values).toHaveLength(tile.rows * tile.columns);
  return Array.from({ length: tile.rows }, (_, i) =>
    Array.from(tile.values.subarray(i * tile.columns, (i + 1) * tile.columns)),
  );
}

/** What stands for many numbers: a NaN if there is one, else the first of the largest magnitude. */
function represent(numbers: readonly number[]): number {
  if (numbers.some(Number.isNaN)) return NaN;
  const largest = Math.max(...numbers.map(Math.abs));
  return numbers.find((x) => Math.abs(x) === largest)!;
}

/** The tile by its definition: place (i, j) stands for the numbers whose share of the window it is. */
function naive(
  matrix: Tensor,
  { rowStart, rowEnd, columnStart, columnEnd, maxRows, maxColumns }: TileRequest,
): number[] {
  const [height, width] = matrix.shape as [number, number];
  const inside = (start: number, end: number, length: number): number[] =>
    Array.from({ length }, (_, i) => i).filter((i) => i >= start && i < end);
  const rows = inside(rowStart, rowEnd, height);
  const columns = inside(columnStart, columnEnd, width);
  const places = (count: number, most: number | undefined): number => Math.min(count, most ?? count);
  const share = (index: number, count: number, most: number): number => Math.floor((index * most) / count);
  const [m, n] = [places(rows.length, maxRows), places(columns.length, maxColumns)];
  return Array.from({ length: m * n }, (_, place) => {
    const [i, j] = [Math.floor(place / n), place % n];
    return represent(
      rows
        .filter((_row, r) => share(r, rows.length, m) === i)
        .flatMap((row) =>
          columns
            .filter((_c, c) => share(c, columns.length, n) === j)
            .map((c) => matrix.data[row * width + c]!),
        ),
    );
  });
}

const number = fc.oneof(
  { weight: 8, arbitrary: fc.double({ noNaN: true, min: -9, max: 9 }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, 5, -5) },
);

describe('a tile', () => {
  it('is what its definition says, at every window and resolution', () => {
    const index = fc.nat({ max: 14 });
    const most = fc.option(fc.nat({ max: 9 }), { nil: undefined });
    const sizes = fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 }));
    fc.assert(
      fc.property(
        sizes.chain(([rows, columns]) =>
          fc
            .array(number, { minLength: rows * columns, maxLength: rows * columns })
            .map((data) => tensor([rows, columns], Float64Array.from(data))),
        ),
        fc.record({ rowStart: index, rowEnd: index, columnStart: index, columnEnd: index }),
        most,
        most,
        (matrix, window, maxRows, maxColumns) => {
          const asked: TileRequest = {
            matrix: { quantity: 'input' },
            ...window,
            ...(maxRows === undefined ? {} : { maxRows }),
            ...(maxColumns === undefined ? {} : { maxColumns }),
          };
          const tile = cutTile(matrix, asked, 1);
          expect(tile.request).toStrictEqual(asked);
          expect(Array.from(tile.values)).toStrictEqual(naive(matrix, asked));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('holds every number itself where there is room', () => {
    const rows = [
      [1, -2, NaN],
      [-0, Infinity, 1e-300],
    ];
    expect(cut(rows)).toStrictEqual(rows);
    expect(cut(rows, { maxRows: 2, maxColumns: 3 })).toStrictEqual(rows);
  });

  it('shows a single spike at every zoom, with its sign', () => {
    const rows = Array.from({ length: 64 }, (_, i) =>
      Array.from({ length: 64 }, (_x, j) => (i === 37 && j === 5 ? -9 : 0.001)),
    );
    for (const size of [1, 2, 5, 7, 33, 63]) {
      const values = cut(rows, { maxRows: size, maxColumns: size }).flat();
      expect(values.filter((x) => x === -9)).toHaveLength(1);
      expect(values).toHaveLength(size * size);
    }
  });

  it('puts NaN before infinities, infinities before numbers', () => {
    expect(cut([[1, Infinity, 2]], { maxColumns: 1 })).toStrictEqual([[Infinity]]);
    expect(cut([[1, -Infinity, 2]], { maxColumns: 1 })).toStrictEqual([[-Infinity]]);
    expect(cut([[NaN, Infinity]], { maxColumns: 1 })).toStrictEqual([[NaN]]);
    expect(cut([[Infinity, NaN]], { maxColumns: 1 })).toStrictEqual([[NaN]]);
  });

  it('is clipped to the matrix, and empty outside of it', () => {
    const rows = [
      [1, 2],
      [3, 4],
    ];
    expect(cut(rows, { rowStart: 1, rowEnd: 10, columnStart: 1, columnEnd: 10 })).toStrictEqual([[4]]);
    expect(cut(rows, { rowStart: 2 })).toStrictEqual([]);
    expect(cut(rows, { rowStart: 50, columnStart: 50 })).toStrictEqual([]);
    expect(cut(rows, { rowStart: 1, rowEnd: 0 })).toStrictEqual([]);
    expect(cut([])).toStrictEqual([]);
  });

  it('of a vector has one row', () => {
    const tile = cutTile(tensor([3], Float32Array.of(1, 2, 3)), request({}), 1);
    expect([tile.rows, tile.columns, ...tile.values]).toStrictEqual([1, 3, 1, 2, 3]);
  });

  it('of 4096 × 4096 numbers fits 512 × 512', () => {
    const matrix = tensor(
      [4096, 4096],
      new Float64Array(4096 * 4096).map((_, i) => (i % 17) - 8),
    );
    const start = performance.now();
    const tile = cutTile(matrix, request({ maxRows: 512, maxColumns: 512 }), 1);
    console.info(`pooling 4096 × 4096 to 512 × 512: ${(performance.now() - start).toFixed(0)} ms`);
    expect([tile.rows, tile.columns]).toStrictEqual([512, 512]);
    expect(tile.values.every((x) => Math.abs(x) > 0.5)).toBe(true);
  });
});
