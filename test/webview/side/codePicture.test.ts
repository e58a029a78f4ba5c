import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codeOf } from '../../../src/inspector/pictureCode';
import { columnRms, rowPicture, windowAt } from '../../../webview/side/codePicture';

it('a row of few places shows the largest of the numbers that share a place', () => {
  const values = fc.array(fc.double({ min: 0, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 80 }), (numbers, most) => {
      const { rows, columns, codes } = rowPicture(Float64Array.from(numbers), most);
      expect([rows, columns]).toEqual([1, Math.min(numbers.length, most)]);
      codes.forEach((code, place) => {
        const own = numbers.filter((_, i) => Math.floor((i * columns) / numbers.length) === place);
        expect(code).toBe(codeOf(Math.max(...own)));
      });
    }),
  );
});

it('a number that is not one is seen whatever stands beside it', () => {
  expect([...rowPicture(Float64Array.of(NaN, 5, 3, 7), 2).codes]).toEqual([codeOf(NaN), codeOf(7)]);
});

it('the place under the pointer stands for exactly the numbers that were pooled there', () => {
  const size = fc.integer({ min: 1, max: 50 });
  const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  fc.assert(
    fc.property(size, size, size, size, share, share, (rows, columns, mostRows, mostColumns, x, y) => {
      const picture = {
        rows: Math.min(rows, mostRows),
        columns: Math.min(columns, mostColumns),
        codes: new Uint16Array(),
      };
      const window = windowAt({ rows, columns }, picture, x, y);
      const pooledAt = (total: number, places: number, at: number): number[] =>
        Array.from({ length: total }, (_, i) => i).filter(
          (i) => Math.floor((i * places) / total) === Math.floor(at * places),
        );
      const from = (start: number, end: number): number[] =>
        Array.from({ length: end - start }, (_, i) => start + i);
      expect(from(window.rowStart, window.rowEnd)).toEqual(pooledAt(rows, picture.rows, y));
      expect(from(window.columnStart, window.columnEnd)).toEqual(pooledAt(columns, picture.columns, x));
    }),
  );
});

it('a pointer on the very edge is in the picture', () => {
  const picture = { rows: 2, columns: 3, codes: new Uint16Array() };
  expect(windowAt({ rows: 2, columns: 3 }, picture, 1, -0.01)).toEqual({
    ...{ rowStart: 0, rowEnd: 1 },
    ...{ columnStart: 2, columnEnd: 3 },
  });
});

it('the root mean square of a column is its norm by the root of its length', () => {
  // Columns (3, 4, 0, 0) and (2, 2, 2, 2).
  expect([...columnRms({ columnNorms: Float64Array.of(5, 4), rows: 4 })]).toEqual([2.5, 2]);
});
