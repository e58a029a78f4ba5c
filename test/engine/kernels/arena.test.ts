// Products of operands that lie in the kernels' memory, and that memory.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../src/engine/computation';
import { plainKernels } from '../../../src/engine/kernels/plain';
import { Arena } from '../../../src/engine/kernels/wasm/arena';
import { multiply } from '../../../src/engine/kernels/wasm/multiply';
import { Workspace } from '../../../src/engine/kernels/wasm/workspace';
import { type DType, type Numbers, tensor, type Tensor } from '../../../src/engine/tensor';
import { expectSame, largeShapes, numbersFrom, type Shape, shapes } from './matrices';

function filled(arena: Arena, rows: number, columns: number, type: DType, seed: number): Tensor {
  const t = arena.allocate([rows, columns], type);
  t.data.set(numbersFrom(seed, rows * columns, type));
  return t;
}

function transposed({ shape, data }: Tensor): Tensor {
  const [rows, columns] = shape as [number, number];
  const out = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[j * rows + i] = data[i * columns + j]!;
  }
  return tensor([columns, rows], out);
}

/** The plain product, its bias added after the last step. */
function reference(a: Tensor, b: Tensor, flips: readonly [boolean, boolean], bias?: Numbers): Numbers {
  const c = complete(plainKernels.multiply(flips[0] ? transposed(a) : a, flips[1] ? transposed(b) : b));
  return bias === undefined ? c.data : plainKernels.addToRows(c, tensor([bias.length], bias)).data;
}

describe('products in place', () => {
  function check(
    { m, n, k }: Shape,
    flips: readonly [boolean, boolean],
    withBias: boolean,
    resident: boolean,
  ): void {
    // Room for the matrices and their packed copies.
    const arena = new Arena(2 ** 18 + 24 * (m * k + k * n + m * n));
    const a = filled(arena, flips[0] ? k : m, flips[0] ? m : k, 'float64', 1);
    const b = filled(arena, flips[1] ? n : k, flips[1] ? k : n, 'float64', 2);
    const given = [a.data.slice(), b.data.slice()] as const;
    const before = filled(arena, 1, 64, 'float64', 3);
    const c = arena.allocate([m, n], 'float64');
    const after = filled(arena, 1, 64, 'float64', 3);
    const bias = withBias ? numbersFrom(4, n, 'float64') : undefined;
    const out = resident ? c.data : new Float64Array(m * n);
    const product = {
      ...{ m, n, k, out },
      a: { data: a.data, width: a.shape[1]!, transposed: flips[0] },
      b: { data: b.data, width: b.shape[1]!, transposed: flips[1] },
      ...(bias === undefined ? {} : { bias }),
    };
    complete(multiply(new Workspace('strict', arena), product, 8));
    expectSame(out, reference(a, b, flips, bias));
    expectSame(a.data, given[0]);
    expectSame(b.data, given[1]);
    expectSame(before.data, numbersFrom(3, 64, 'float64'));
    expectSame(after.data, numbersFrom(3, 64, 'float64'));
  }

  it('of matrices or their transposed, with and without bias, write the result and nothing else', () => {
    const flag = fc.boolean();
    fc.assert(
      fc.property(shapes, fc.tuple(flag, flag), flag, flag, (shape, flips, withBias, resident) => {
        check(shape, flips, withBias, resident);
      }),
      { seed: 31, numRuns: 200 },
    );
  });

  it.each(largeShapes)('too in many blocks: $m × $k × $n', (shape) => {
    for (const flips of [
      [false, false],
      [true, false],
      [false, true],
    ] as const) {
      check(shape, flips, false, true);
      check(shape, flips, true, false);
    }
  });
});

describe('the arena', () => {
  it('gives aligned zeros that do not overlap', () => {
    const arena = new Arena(4096);
    const tensors = [
      arena.allocate([3, 3], 'float32'),
      arena.allocate([5], 'float64'),
      arena.allocate([1, 7], 'float32'),
    ];
    let end = 0;
    for (const { data } of tensors) {
      expect(arena.addressOf(data)).toBe(data.byteOffset);
      expect(data.byteOffset % 16).toBe(0);
      expect(data.byteOffset).toBeGreaterThanOrEqual(end);
      expect(data.every((value) => value === 0)).toBe(true);
      end = data.byteOffset + data.byteLength;
    }
    expect(arena.scratch(16)).toBeGreaterThanOrEqual(end);
    expect(arena.addressOf(new Float64Array(4))).toBeUndefined();
  });

  it('does not grow under tensors that were given out', () => {
    const arena = new Arena(65_536);
    expect(arena.scratch(2 ** 20)).toBeGreaterThan(0);
    const t = arena.allocate([1000], 'float64');
    expect(() => arena.allocate([1_000_000], 'float64')).toThrow(RangeError);
    expect(() => arena.scratch(2 ** 21)).toThrow(RangeError);
    expect(t.data.length).toBe(1000);
  });
});
