// The committed binaries are those of their sources, and a tile's shape changes no bit.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfBase64 } from '../../../src/engine/kernels/wasm/base64';
import { MAXIMUM_PAGES, SPARE_BYTES, type Tile, TILE } from '../../../src/engine/kernels/wasm/layout';
import { assemble, binaryFiles } from './assemble';
import { expectSame, numbersFrom, type Shape, shapes } from './matrices';

describe('the binaries', () => {
  it('are what `npm run kernels` makes of the sources, byte for byte', async () => {
    const folder = new URL('../../../src/engine/kernels/wasm/', import.meta.url);
    for (const [name, text] of Object.entries(await binaryFiles())) {
      expect(readFileSync(new URL(name, folder), 'utf8') === text, name).toBe(true);
    }
  });

  it('come back from base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(bytesOfBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
      }),
      { seed: 41 },
    );
  });
});

describe('tiles of 3 × 3 and of 4 × 2 vectors', async () => {
  const tiles: readonly Tile[] = [TILE, { rows: 3, vectors: 3 }, { rows: 1, vectors: 1 }];
  const products = await Promise.all(tiles.map(panelProduct));

  it('give the same bits', () => {
    fc.assert(
      fc.property(shapes, fc.boolean(), fc.boolean(), fc.nat(), (shape, single, wild, seed) => {
        const [first, ...others] = products.map((product) => product(shape, single, wild, seed));
        for (const other of others) expectSame(other, first!);
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  /** A · B added to what C holds, plus a bias, in two passes of k, straight by the kernels with such tiles. */
  async function panelProduct(
    tile: Tile,
  ): Promise<(shape: Shape, single: boolean, wild: boolean, seed: number) => Float32Array | Float64Array> {
    const memory = new WebAssembly.Memory({ initial: 4, maximum: MAXIMUM_PAGES });
    const module = await WebAssembly.compile((await assemble('strict', tile)) as Uint8Array<ArrayBuffer>);
    const { exports } = await WebAssembly.instantiate(module, { engine: { memory } });
    const call = (name: string, ...args: number[]): void => {
      (exports[name] as (...args: number[]) => void)(...args);
    };
    return ({ m, n, k }, single, wild, seed) => {
      const [name, type, bytes] = single
        ? (['f32', 'float32', 4] as const)
        : (['f64', 'float64', 8] as const);
      const view = single ? new Float32Array(memory.buffer) : new Float64Array(memory.buffer);
      let end = SPARE_BYTES;
      const region = (size: number): number => (end += 8 * size + 256) - 8 * size - 256;
      const [a, b, c, bias] = [region(m * k), region(k * n), region(m * n), region(n)];
      const [packedA, packedB] = [region((m + tile.rows) * k), region((n + 4 * tile.vectors) * k)];
      const fill = (at: number, size: number, more: number): void => {
        view.set(numbersFrom(seed + more, size, type, wild), at / bytes);
      };
      fill(a, m * k, 0);
      fill(b, k * n, 1);
      fill(c, m * n, 2);
      fill(bias, n, 3);
      const middle = Math.ceil(k / 2);
      for (const [from, to] of [
        [0, middle],
        [middle, k],
      ] as const) {
        if (from === to) continue;
        call(`${name}_packRows`, a + from * bytes, k * bytes, bytes, m, to - from, packedA);
        call(`${name}_packColumns`, b + from * n * bytes, bytes, n * bytes, n, to - from, packedB);
        const addsBias = to === k ? bias : 0;
        call(`${name}_multiplyPanels`, packedA, packedB, c, n * bytes, m, n, to - from, 0, addsBias, 0);
      }
      return view.slice(c / bytes, c / bytes + m * n);
    };
  }
});
