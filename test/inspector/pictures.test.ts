/** Pictures of matrices: 16 bits a number, pooled so that nothing that matters gets lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../src/engine/computation';
import { tensor, type Tensor } from '../../src/engine/tensor';
import { codeOf, NAN_CODE, valueOf, ZERO_CODE } from '../../src/inspector/pictureCode';
import { find } from '../../src/inspector/search';
import { digestOf } from '../../src/inspector/statistics';
import { cutPicture, cutTile } from '../../src/inspector/tiles';
import type { TileRequest } from '../../src/inspector/views';

describe('a code', () => {
  it('stands for numbers within 1/32 of its own, of the same sign', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const shown = valueOf(codeOf(value));
        if (value === 0) expect(shown).toBe(0);
        else {
          expect(Math.sign(shown)).toBe(Math.sign(value));
          // Below the normal numbers there are fewer bits.
          expect(Math.abs(shown - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) / 32, 2 ** -1025));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('of zero, NaN and infinities is theirs alone', () => {
    expect([codeOf(0), codeOf(-0)]).toEqual([ZERO_CODE, ZERO_CODE]);
    expect(codeOf(NaN)).toBe(NAN_CODE);
    expect(valueOf(NAN_CODE)).toBeNaN();
    for (const value of [Infinity, -Infinity]) expect(valueOf(codeOf(value))).toBe(value);
    for (const value of [5e-324, -5e-324, 1e-310])
      expect(valueOf(codeOf(value)) * Math.sign(value)).toBeGreaterThan(0);
    for (const value of [Number.MAX_VALUE, -Number.MAX_VALUE]) {
      expect(Number.isFinite(valueOf(codeOf(value)))).toBe(true);
    }
  });

  it('is in the order of the magnitudes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (x, y) => {
        const [a, b] = [Math.abs(x), Math.abs(y)];
        if (a < b) expect(codeOf(a)).toBeLessThanOrEqual(codeOf(b));
      }),
    );
  });
});

/** Large enough for its blocks to be kept. */
const SIDE = 600;

function large(change: (data: Float64Array) => void): Tensor {
  const data = Float64Array.from({ length: SIDE * SIDE }, (_, i) => Math.sin(i) * 1e-3);
  change(data);
  return tensor([SIDE, SIDE], data);
}

const whole = (maxRows: number, maxColumns: number): TileRequest => ({
  matrix: { quantity: 'input' },
  ...{ rowStart: 0, rowEnd: SIDE, columnStart: 0, columnEnd: SIDE, maxRows, maxColumns },
});

function picture(matrix: Tensor, request: TileRequest) {
  const { blocks } = complete(digestOf(matrix));
  expect(blocks).toBeDefined();
  return cutPicture(matrix, blocks, request, 1);
}

describe('a picture', () => {
  it('is the tile’s, number by number, where it is no coarser than that', () => {
    const matrix = large(() => undefined);
    const request = { ...whole(SIDE, SIDE), rowStart: 13, rowEnd: 60, columnStart: 7, columnEnd: 99 };
    const { codes, rows, columns } = picture(matrix, request);
    const tile = cutTile(matrix, request, 1);
    expect([rows, columns]).toEqual([tile.rows, tile.columns]);
    expect([...codes]).toEqual([...tile.values].map(codeOf));
  });

  it.each([
    ['a NaN', NaN],
    ['an infinity', -Infinity],
    ['a spike', -1],
  ])('shows %s among very many numbers at every resolution', (_name, value) => {
    fc.assert(
      fc.property(
        fc.nat({ max: SIDE - 1 }),
        fc.nat({ max: SIDE - 1 }),
        fc.integer({ min: 1, max: SIDE }),
        fc.integer({ min: 1, max: SIDE }),
        (row, column, maxRows, maxColumns) => {
          const matrix = large((data) => (data[row * SIDE + column] = value));
          const { codes, rows, columns } = picture(matrix, whole(maxRows, maxColumns));
          const places = [...codes.entries()].filter(([, code]) => code === codeOf(value));
          expect(places).toHaveLength(1);
          const at = places[0]![0];
          // In its own place, or beside it where the picture is made of blocks of 4.
          const off = (index: number, most: number, place: number): number =>
            Math.abs((place + 0.5) / most - (index + 0.5) / SIDE) * SIDE;
          const [down, across] = [Math.floor(at / columns), at % columns];
          expect(off(row, rows, down)).toBeLessThanOrEqual(SIDE / rows / 2 + 4);
          expect(off(column, columns, across)).toBeLessThanOrEqual(SIDE / columns / 2 + 4);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of blocks holds the largest of each', () => {
    const matrix = large(() => undefined);
    const { codes } = picture(matrix, whole(SIDE / 8, SIDE / 8));
    const { values } = cutTile(matrix, whole(SIDE / 8, SIDE / 8), 1);
    expect([...codes]).toEqual([...values].map(codeOf));
  });

  it('says which numbers each of its places stands for', () => {
    const matrix = large(() => undefined);
    const { blocks } = complete(digestOf(matrix));
    const index = fc.nat({ max: SIDE });
    fc.assert(
      fc.property(
        ...[index, index, index, index],
        fc.integer({ min: 1, max: SIDE }),
        fc.integer({ min: 1, max: SIDE }),
        fc.boolean(),
        (rowStart, rowEnd, columnStart, columnEnd, maxRows, maxColumns, all) => {
          const asked = all
            ? whole(maxRows, maxColumns)
            : { ...whole(maxRows, maxColumns), rowStart, rowEnd, columnStart, columnEnd };
          const { codes, rows, columns, rowStarts, columnStarts } = cutPicture(matrix, blocks, asked, 1);
          expect([rowStarts.length, columnStarts.length]).toEqual([rows + 1, columns + 1]);
          for (let place = 0; place < rows * columns; place += 97) {
            const [i, j] = [Math.floor(place / columns), place % columns];
            const window = {
              rowStart: rowStarts[i]!,
              rowEnd: rowStarts[i + 1]!,
              columnStart: columnStarts[j]!,
              columnEnd: columnStarts[j + 1]!,
            };
            const found = find(matrix, { matrix: asked.matrix, what: 'largest', window })!;
            expect(codeOf(matrix.data[found.row * SIDE + found.column]!)).toBe(codes[place]);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
