import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlace } from '../../../webview/heatmap/find/readPlace';
import { count } from '../../../webview/numbers/format';

const size = fc.integer({ min: 2, max: 5000 });
const extent = fc.record({ firstRow: fc.constant(0), rows: size, columns: size });
const separator = fc.constantFrom(',', ', ', ' , ', ';', ' ', '  ', '\t');

describe('a written place', () => {
  it('is the place that is called so on screen, however it is written', () => {
    fc.assert(
      fc.property(extent, fc.nat(), fc.nat(), separator, fc.boolean(), (within, i, j, between, thin) => {
        const place = { row: i % within.rows, column: j % within.columns };
        const write = thin ? count : String;
        const text = ` ${write(place.row + 1)}${between}${write(place.column + 1)} `;
        expect(readPlace(text, within)).toEqual({ place });
      }),
    );
  });

  it('outside the matrix is refused with what is allowed', () => {
    const outside = fc.record({
      row: fc.integer({ min: 0, max: 9999 }),
      column: fc.integer({ min: 0, max: 9999 }),
    });
    fc.assert(
      fc.property(extent, outside, (within, { row, column }) => {
        const isInside = row >= 1 && row <= within.rows && column >= 1 && column <= within.columns;
        const read = readPlace(`${row},${column}`, within);
        expect('place' in read).toBe(isInside);
        if ('place' in read) return;
        expect(read.problem).toMatch(/^There is no (row|column) \d+: /);
        expect(read.problem).toContain(`rows are 1 to ${within.rows}, columns 1 to ${within.columns}`);
      }),
    );
  });

  it('is never guessed from a text that is none', () => {
    fc.assert(
      fc.property(extent, fc.string(), (within, text) => {
        const read = readPlace(text, within);
        // Exactly two whole numbers, and nothing else but what may stand between and around them.
        const numbers = text.match(/\d+/g) ?? [];
        const rest = text.replace(/[\d\s,;]/g, '');
        if (numbers.length !== 2 || rest !== '') expect('problem' in read).toBe(true);
      }),
    );
    for (const text of ['', '12', '12,', ',3', '1.5, 2', '-1, 2', '1, 2, 3', '1e2, 3', '12 ,; 3', 'a, b']) {
      expect(readPlace(text, { firstRow: 0, rows: 20, columns: 20 }), text).toEqual({
        problem: 'Write row and column as two numbers, such as 12, 34: rows are 1 to 20, columns 1 to 20.',
      });
    }
  });

  it('may leave out the row of a sample whose row is all there is, and must not name another', () => {
    const row = { firstRow: 4, rows: 1, columns: 30 };
    expect(readPlace('7', row)).toEqual({ place: { row: 0, column: 6 } });
    expect(readPlace('5, 7', row)).toEqual({ place: { row: 0, column: 6 } });
    expect(readPlace('1, 7', row)).toEqual({ problem: 'There is no row 1: the row is 5, columns 1 to 30.' });
    expect(readPlace('31', row)).toEqual({
      problem: 'There is no column 31: the row is 5, columns 1 to 30.',
    });
    expect(readPlace('x', row)).toEqual({
      problem: 'Write the column as a number: the row is 5, columns 1 to 30.',
    });
    expect(readPlace('7', { firstRow: 0, rows: 30, columns: 1 })).toEqual({ place: { row: 6, column: 0 } });
  });
});
