import { describe, expect, it } from 'vitest';
import { cutTile } from '../../../src/inspector/tiles';
import type { Tile, TileRequest } from '../../../src/inspector/views';
import { tensor } from '../../../src/engine/tensor';
import { MatrixSource } from '../../../webview/data/matrixSource';
import { MOST_MESSAGE_BYTES } from '../../../webview/data/requestQueue';

const side = 1000;
const matrix = tensor(
  [side, side],
  Float64Array.from({ length: side * side }, (_, i) => i),
);

/** A host that keeps its messages, and fails those that hold a request it is told to fail. */
function host(fails: (request: TileRequest) => boolean = () => false) {
  const messages: (readonly TileRequest[])[] = [];
  const notAsked = (): Promise<never> => Promise.reject(new Error('not asked for'));
  const source = new MatrixSource({
    tiles: (requests): Promise<readonly Tile[]> => {
      messages.push(requests);
      return requests.some(fails)
        ? Promise.reject(new Error('failed'))
        : Promise.resolve(requests.map((request) => cutTile(matrix, request, 1)));
    },
    ...{ pictures: notAsked, statistics: notAsked, find: notAsked, line: notAsked },
  });
  return { messages, source };
}

/** A window of so many numbers, the n-th of its kind. */
function rowsFrom(rowStart: number, rows: number, most?: number): TileRequest {
  return {
    matrix: { quantity: 'parameterGradient', layer: 0, parameter: 'weights' },
    rowStart,
    rowEnd: rowStart + rows,
    columnStart: 0,
    columnEnd: side,
    ...(most === undefined ? {} : { maxRows: most, maxColumns: most }),
  };
}

describe('windows of matrices', () => {
  it('that are asked for together travel together', async () => {
    const { messages, source } = host();
    const tiles = await source.tiles([rowsFrom(0, 1), rowsFrom(5, 2), rowsFrom(9, 1)]);
    expect(messages).toHaveLength(1);
    expect(tiles.map(({ values }) => values[0])).toEqual([0, 5 * side, 9 * side]);
  });

  it('travel in several messages where one would be too large, in order, each to whoever asked', async () => {
    const { messages, source } = host();
    const requests = Array.from({ length: 10 }, (_, i) => rowsFrom(i * 40, 40));
    const tiles = await source.tiles(requests);
    expect(messages.length).toBeGreaterThan(1);
    expect(messages.flat()).toEqual(requests);
    for (const message of messages) {
      const values = message.reduce((sum, { rowStart, rowEnd }) => sum + (rowEnd - rowStart) * side, 0);
      expect(values * Float64Array.BYTES_PER_ELEMENT).toBeLessThanOrEqual(MOST_MESSAGE_BYTES);
    }
    expect(tiles.map(({ values }) => values[0])).toEqual(requests.map(({ rowStart }) => rowStart * side));
  });

  it('count as what they are pooled to, not as what they cover', async () => {
    const { messages, source } = host();
    await source.tiles([rowsFrom(0, side, 100), rowsFrom(1, side - 1, 100), rowsFrom(2, side - 2, 100)]);
    expect(messages).toHaveLength(1);
  });

  it('larger than a message travel alone', async () => {
    const { messages, source } = host();
    await source.tiles([rowsFrom(0, 1), rowsFrom(0, 150), rowsFrom(200, 1), rowsFrom(300, 1)]);
    expect(messages.map(({ length }) => length)).toEqual([1, 1, 2]);
  });

  it('of one message that fails leave the others alone, and can be asked for again', async () => {
    let broken = true;
    const { source } = host(({ rowStart }) => broken && rowStart === 100);
    const [good, bad] = await Promise.allSettled([
      source.tile(rowsFrom(0, 90)),
      source.tile(rowsFrom(100, 90)),
    ]);
    expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected']);
    broken = false;
    expect((await source.tile(rowsFrom(100, 90))).values[0]).toBe(100 * side);
  });
});
