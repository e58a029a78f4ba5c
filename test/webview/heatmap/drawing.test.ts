/** What a heatmap draws with, against its definitions: colours, runs of cells, blocks, the cell that a pixel shows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tensor, type Tensor } from '../../../src/engine/tensor';
import { complete } from '../../../src/engine/computation';
import { codeOf } from '../../../src/inspector/pictureCode';
import { find } from '../../../src/inspector/search';
import { digestOf } from '../../../src/inspector/statistics';
import { cutPicture, cutTile } from '../../../src/inspector/tiles';
import type { TileRequest } from '../../../src/inspector/views';
import { MatrixSource } from '../../../webview/data/matrixSource';
import { Blocks } from '../../../webview/heatmap/blocks';
import { CellBlock } from '../../../webview/heatmap/cellBlock';
import { ColourTable, pixel } from '../../../webview/heatmap/colourTable';
import type { HeatMatrix } from '../../../webview/heatmap/heatMatrix';
import { PixelCells } from '../../../webview/heatmap/pixelCells';
import { PooledPicture } from '../../../webview/heatmap/pooledPicture';
import { remembered } from '../../../webview/heatmap/remembered';
import { type Colours, colourPosition, Ramp } from '../../../webview/theme/colours';

const ramp = new Ramp([
  [0, 0, 250],
  [100, 100, 100],
  [250, 150, 0],
]);
const colours = {
  ramp,
  rgb: {
    foreground: [255, 255, 255],
    background: [1, 2, 3],
    zeroLine: [40, 50, 60],
    bad: [255, 0, 0],
  },
} as unknown as Colours;

const number = fc.oneof(
  { weight: 8, arbitrary: fc.double({ noNaN: true, min: -9, max: 9 }) },
  { weight: 2, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 0, -0) },
);

function bytesOf(colour: number): readonly number[] {
  return [...new Uint8Array(Uint32Array.of(colour).buffer)];
}

describe('a table of colours', () => {
  it('gives the ramp’s colour of a number, off by less than an eye sees', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -9, max: 9 }).filter((x) => x !== 0),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (value, clip, cut) => {
          const found = bytesOf(new ColourTable(colours, clip, cut).of(value));
          const exact = ramp.at(colourPosition(value, clip) * cut);
          exact.forEach((component, i) => {
            expect(Math.abs(found[i]! - component)).toBeLessThanOrEqual(5);
          });
          expect(found[3]).toBe(255);
        },
      ),
    );
  });

  it('keeps what is no number of the ramp apart', () => {
    const table = new ColourTable(colours, 1);
    expect([0, -0].map((x) => table.of(x))).toEqual([1, 1].map(() => pixel([1, 2, 3])));
    for (const value of [NaN, Infinity, -Infinity]) expect(table.of(value)).toBe(pixel([255, 0, 0]));
  });
});

/** What runs are made of, one cell after the other. */
function naiveKind(value: number, clip: number): string | undefined {
  if (Number.isNaN(value)) return 'nan';
  if (value === Infinity) return 'infinity';
  if (value === -Infinity) return 'minusInfinity';
  if (value === 0) return 'zero';
  if (value > clip) return 'beyond';
  return value < -clip ? 'minusBeyond' : undefined;
}

describe('runs of cells', () => {
  it('cover every cell that has more than its colour, once, and are as long as can be', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(
        sizes.chain(([rows, columns]) =>
          fc
            .array(number, { minLength: rows * columns, maxLength: rows * columns })
            .map((data) => ({ rows, columns, values: Float64Array.from(data) })),
        ),
        fc.double({ min: 0, max: 5, noNaN: true }),
        ({ rows, columns, values }, clip) => {
          const request = {} as TileRequest;
          const runs = new CellBlock(64, 128, { run: 1, request, rows, columns, values }).runs(clip);
          const kinds = new Array<string | undefined>(rows * columns);
          for (const { kind, row, column, length } of runs) {
            for (let i = 0; i < length; i++) {
              const at = (row - 64) * columns + (column - 128) + i;
              expect(kinds[at]).toBeUndefined();
              kinds[at] = kind;
            }
          }
          values.forEach((value, i) => {
            expect(kinds[i]).toBe(naiveKind(value, clip));
          });
          runs.forEach(({ kind, row, column }, i) => {
            const before = runs[i - 1];
            const isNext = before?.row === row && before.column + before.length === column;
            if (isNext) expect(before.kind).not.toBe(kind);
          });
        },
      ),
    );
  });
});

function heatOf(rows: number, columns: number): HeatMatrix {
  return {
    ...{ id: 'gradient', matrix: { quantity: 'input' }, firstRow: 0, rows, columns },
    ...{ names: () => '', strips: {}, dead: new Set<number>() },
    statistics: complete(digestOf(tensor([1, 1], new Float64Array(1)))).statistics,
  };
}

/** A source whose host has this matrix; messages wait for `answer`. */
function sourceOf(matrix: Tensor) {
  const asked: TileRequest[] = [];
  const waiting: (() => void)[] = [];
  const { blocks } = complete(digestOf(matrix));
  const later = <T>(answer: () => T): Promise<T> =>
    new Promise((resolve) => {
      waiting.push(() => {
        resolve(answer());
      });
    });
  const source = new MatrixSource({
    tiles: (requests) => {
      asked.push(...requests);
      return later(() => requests.map((request) => cutTile(matrix, request, 1)));
    },
    pictures: (requests) => later(() => requests.map((request) => cutPicture(matrix, blocks, request, 1))),
    find: (search) => Promise.resolve(find(matrix, search)),
    statistics: () => Promise.reject(new Error('not asked for')),
    line: () => Promise.reject(new Error('not asked for')),
  });
  const turn = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  return {
    source,
    asked,
    answer: async () => {
      await turn();
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        next();
        await turn();
      }
    },
  };
}

const fail = (error: unknown): never => {
  throw error;
};

describe('blocks of numbers', () => {
  const side = 4096;
  const matrix = tensor(
    [side, side],
    new Float64Array(side * side).map((_, i) => i),
  );
  const window = (rowStart: number, columnStart: number) => ({
    ...{ rowStart, columnStart, rowEnd: rowStart + 50, columnEnd: columnStart + 100 },
  });
  const cursor = { row: 0, column: 0 };

  it('that were scrolled past while they waited are never asked for', async () => {
    const { source, asked, answer } = sourceOf(matrix);
    const blocks = new Blocks(source, heatOf(side, side), () => undefined, fail);
    const seen: number[] = [];
    for (let row = 0; row + 50 <= side; row += 64) {
      blocks.want(window(row, 0), cursor);
      await Promise.resolve();
      seen.push(row);
    }
    await answer();
    expect(asked.length).toBeLessThan(seen.length / 2);
    expect(blocks.value(seen.at(-1)!, 7)).toBe(seen.at(-1)! * side + 7);
  });

  it('are few, however far one goes', async () => {
    const { source, answer } = sourceOf(matrix);
    const blocks = new Blocks(source, heatOf(side, side), () => undefined, fail);
    for (let row = 0; row + 50 <= side; row += 50) {
      for (const column of [0, 2000, 3900]) {
        blocks.want(window(row, column), cursor);
        await answer();
        expect(blocks.value(row, column)).toBe(row * side + column);
      }
    }
    const all = { rowStart: 0, columnStart: 0, rowEnd: side, columnEnd: side };
    expect(blocks.inside(all).length).toBeLessThanOrEqual(64);
    expect(blocks.value(0, 0)).toBe(0);
  });
});

describe('the cell that a pixel shows', () => {
  it.each([
    ['small', 37, 53],
    ['large', 700, 600],
  ])('has the pixel’s colour, in a %s matrix', async (_name, rows, columns) => {
    const matrix = tensor(
      [rows, columns],
      Float64Array.from({ length: rows * columns }, (_, i) => Math.sin(i * i) * 1e3),
    );
    const { source, answer } = sourceOf(matrix);
    const heat = heatOf(rows, columns);
    const pixels = new PixelCells(source, heat);
    const size = fc.record({
      width: fc.integer({ min: 1, max: 500 }),
      height: fc.integer({ min: 1, max: 500 }),
    });
    const share = fc.double({ min: 0, max: 0.999999, noNaN: true });
    await fc.assert(
      fc.asyncProperty(size, share, share, async ({ width, height }, across, down) => {
        const picture = new PooledPicture(source, heat, () => undefined, fail);
        picture.want(width, height);
        await answer();
        const shared = picture.cellsAt(across, down)!;
        const { row, column } = (await pixels.largest(shared))!;
        const whole = {
          ...{
            rowStart: 0,
            rowEnd: rows,
            columnStart: 0,
            columnEnd: columns,
            maxRows: Math.min(rows, height),
            maxColumns: Math.min(columns, width),
          },
        };
        const shown = await source.picture({ matrix: heat.matrix, ...whole });
        const place = Math.floor(down * shown.rows) * shown.columns + Math.floor(across * shown.columns);
        expect(codeOf(matrix.data[row * columns + column]!)).toBe(shown.codes[place]);
      }),
      { numRuns: 40 },
    );
  });

  it('is not told where the pointer has gone on', async () => {
    const { source } = sourceOf(tensor([9, 9], new Float64Array(81).fill(1)));
    const pixels = new PixelCells(source, heatOf(9, 9));
    const at = (rowStart: number) => ({ rowStart, rowEnd: rowStart + 3, columnStart: 0, columnEnd: 3 });
    const [first, second] = [pixels.largest(at(0)), pixels.largest(at(3))];
    expect(await first).toBeUndefined();
    expect(await second).toEqual({ row: 3, column: 0 });
    const last = pixels.largest(at(6));
    pixels.forget();
    expect(await last).toBeUndefined();
  });
});

describe('what is remembered', () => {
  it('is made once for the same arguments, and anew for others', () => {
    let made = 0;
    const make = remembered((a: number, b: string) => `${a}${b}${++made}`);
    expect([make(1, 'a'), make(1, 'a'), make(NaN, 'a'), make(NaN, 'a'), make(1, 'a')]).toEqual([
      '1a1',
      '1a1',
      'NaNa2',
      'NaNa2',
      '1a3',
    ]);
  });
});
