// Products by WebAssembly against the plain ones: the same bits in strict arithmetic, whichever way a product takes.
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { complete } from '../../../src/engine/computation';
import { Machine } from '../../../src/engine/kernels';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { Planner } from '../../../src/engine/kernels/planner';
import { hasFused, kernelModules } from '../../../src/engine/kernels/wasm/kernelModules';
import { Memories } from '../../../src/engine/kernels/wasm/memories';
import { WasmBackend } from '../../../src/engine/kernels/wasm/wasmBackend';
import { isOutOfMemory } from '../../../src/engine/memory';
import { type DType, type Tensor, tensor, zeros } from '../../../src/engine/tensor';
import { atOnce, plainKernels, wasmKernels } from '../support/atOnce';
import {
  expectSame,
  largeShapes,
  numbersFrom,
  type Operation,
  operandsOf,
  operations,
  type Shape,
  shapes,
} from './matrices';

const operation = fc.constantFrom(...operations);
const dtype = fc.constantFrom<DType>('float64', 'float32');
const dtypes: readonly DType[] = ['float64', 'float32'];
const cases = fc.tuple(operation, shapes, dtype, fc.nat(), fc.boolean());

function product(kernels: Kernels, name: Operation, [a, b]: readonly [Tensor, Tensor]): Tensor {
  return kernels[name](a, b);
}

function biasOf({ n }: Shape, type: DType, seed: number): Tensor {
  return tensor([n], numbersFrom(seed + 2, n, type));
}

describe('strict products', () => {
  it('are those of plain JavaScript bit for bit, with NaN and infinities, in float64 and float32', () => {
    fc.assert(
      fc.property(cases, ([name, shape, type, seed, wild]) => {
        const operands = operandsOf(name, shape, type, seed, wild);
        const [found, expected] = [
          product(wasmKernels, name, operands),
          product(plainKernels, name, operands),
        ];
        expect(found.shape).toEqual(expected.shape);
        expectSame(found.data, expected.data);
      }),
      { seed: 21, numRuns: 1000 },
    );
  });

  it('too with a bias', () => {
    fc.assert(
      fc.property(shapes, dtype, fc.nat(), fc.boolean(), (shape, type, seed, wild) => {
        const [a, b] = operandsOf('multiply', shape, type, seed, wild);
        const bias = biasOf(shape, type, seed);
        expectSame(wasmKernels.multiply(a, b, bias).data, plainKernels.multiply(a, b, bias).data);
      }),
      { seed: 24, numRuns: 500 },
    );
  });

  it.each(largeShapes)('too in many blocks: $m × $k × $n', (shape) => {
    for (const type of dtypes) {
      for (const name of operations) {
        const operands = operandsOf(name, shape, type, 7);
        expectSame(product(wasmKernels, name, operands).data, product(plainKernels, name, operands).data);
      }
      const [a, b] = operandsOf('multiply', shape, type, 7);
      const bias = biasOf(shape, type, 7);
      expectSame(wasmKernels.multiply(a, b, bias).data, plainKernels.multiply(a, b, bias).data);
    }
  });

  it.each<readonly [Operation, Shape]>([
    ['multiply', { m: 25, k: 170_000, n: 1 }],
    ['multiplyTransposedA', { m: 5, k: 170_000, n: 25 }],
  ])('too where an operand of %s is too large to be packed at once', (name, shape) => {
    for (const type of dtypes) {
      const operands = operandsOf(name, shape, type, 9);
      expectSame(product(wasmKernels, name, operands).data, product(plainKernels, name, operands).data);
    }
  });

  it('write nothing but their result', () => {
    for (const shape of [{ m: 7, k: 9, n: 11 }, ...largeShapes]) {
      const planner = new Machine().planner(Infinity);
      const [a, b] = operandsOf('multiply', shape, 'float64', 5);
      const guard = tensor([64], numbersFrom(1, 64, 'float64'));
      const before = planner.given(guard);
      const c = planner.multiply(
        planner.given(a),
        planner.given(b),
        planner.given(biasOf(shape, 'float64', 5)),
      );
      const after = planner.given(guard);
      const plan = planner.plan();
      complete(plan.carryOut());
      expectSame(before.data, guard.data);
      expectSame(after.data, guard.data);
      plan.given.slice(1, 3).forEach((t, i) => {
        expectSame(t.data, [a, b][i]!.data);
      });
      expectSame(c.data, plainKernels.multiply(a, b, biasOf(shape, 'float64', 5)).data);
    }
  });

  it('too where the slices of two plans alternate, and a third is left unfinished', () => {
    const machine = new Machine();
    const plans = [largeShapes[0]!, largeShapes[2]!, largeShapes[0]!].map((shape, i) => {
      const operands = operandsOf('multiply', shape, 'float64', i);
      const planner = machine.planner(Infinity);
      const result = planner.multiply(planner.given(operands[0]), planner.given(operands[1]));
      return { result, expected: plainKernels.multiply(...operands), work: planner.plan().carryOut() };
    });
    plans[2]!.work.next();
    const running = new Set(plans.slice(0, 2));
    while (running.size > 0) {
      for (const plan of running) if (plan.work.next().done === true) running.delete(plan);
    }
    for (const { result, expected } of plans.slice(0, 2)) expectSame(result.data, expected.data);
  });

  it('report all multiply-adds, in slices of a few milliseconds', () => {
    const shapesWithSlices = [
      ...largeShapes,
      { m: 200, k: 900, n: 900 },
      { m: 4, k: 1500, n: 1500 },
      { m: 1, k: 6000, n: 6000 },
    ];
    for (const { m, k, n } of shapesWithSlices) {
      for (const name of operations) {
        const planner = new Machine().planner(Infinity);
        const a = planner.zeros(name === 'multiplyTransposedA' ? [k, m] : [m, k], 'float64');
        const b = planner.zeros(name === 'multiplyTransposedB' ? [n, k] : [k, n], 'float64');
        planner[name](a, b);
        const work = [...planner.plan().carryOut()];
        expect(work.reduce((sum, slice) => sum + slice, 0)).toBe(m * k * n);
        expect(Math.max(...work)).toBeLessThan(22_000_000);
      }
    }
  });
});

describe('products with float32 sums', () => {
  const memories = new Memories(kernelModules('strict', false)!, false);
  const single = atOnce(
    () =>
      new Planner(new WasmBackend({ memories, float32Sums: 'float32', threads: 1, crew: () => undefined })),
  );

  /** Each product and each sum rounded to float32. */
  function reference(
    name: Operation,
    [a, b]: readonly [Tensor, Tensor],
    m: number,
    n: number,
    k: number,
  ): Tensor {
    const out = zeros([m, n], 'float32');
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) {
          const x = a.data[name === 'multiplyTransposedA' ? p * m + i : i * k + p]!;
          const y = b.data[name === 'multiplyTransposedB' ? j * k + p : p * n + j]!;
          sum = Math.fround(sum + Math.fround(x * y));
        }
        out.data[i * n + j] = sum;
      }
    }
    return out;
  }

  it('round each product and each sum, in the order of k', () => {
    fc.assert(
      fc.property(operation, shapes, fc.nat(), fc.boolean(), (name, shape, seed, wild) => {
        const { m, n, k } = shape;
        fc.pre(m * n * k >= 2_000);
        const operands = operandsOf(name, shape, 'float32', seed, wild);
        expectSame(product(single, name, operands).data, reference(name, operands, m, n, k).data);
      }),
      { seed: 22, numRuns: 500 },
    );
  });

  it.each(largeShapes)('too in many blocks: $m × $k × $n', (shape) => {
    for (const name of operations) {
      const operands = operandsOf(name, shape, 'float32', 3);
      const { m, n, k } = shape;
      expectSame(product(single, name, operands).data, reference(name, operands, m, n, k).data);
    }
  });

  it('leave float64 as it is', () => {
    const operands = operandsOf('multiply', { m: 20, n: 20, k: 20 }, 'float64', 1);
    expectSame(product(single, 'multiply', operands).data, product(plainKernels, 'multiply', operands).data);
  });
});

describe('fast products', () => {
  const machine = new Machine({ arithmetic: 'fast' });
  const fast = atOnce(() => machine.planner(Infinity));

  it('are within the bound of a sum of k roundings; NaN and infinities are where they belong', () => {
    fc.assert(
      fc.property(cases, ([name, shape, type, seed, wild]) => {
        const operands = operandsOf(name, shape, type, seed, wild);
        const magnitudes = operands.map(({ shape: lengths, data }) => tensor(lengths, data.map(Math.abs)));
        const found = product(fast, name, operands).data;
        const exact = product(plainKernels, name, operands).data;
        const scale = product(plainKernels, name, magnitudes as [Tensor, Tensor]).data;
        const epsilon = type === 'float64' ? 2 ** -52 : 2 ** -23;
        found.forEach((value, i) => {
          if (Number.isFinite(exact[i]!)) {
            expect(Math.abs(value - exact[i]!)).toBeLessThanOrEqual(shape.k * epsilon * scale[i]!);
          } else {
            expect(value).toBe(exact[i]);
          }
        });
      }),
      { seed: 23, numRuns: 500 },
    );
  });

  it.skipIf(!hasFused())('round a product and its sum at once', () => {
    // (1 + 2⁻³⁰)² − 1 has a last part that a rounded product has lost.
    const x = 1 + 2 ** -30;
    const a = tensor([8, 8], new Float64Array(64).fill(x));
    const b = tensor(
      [8, 8],
      Float64Array.from({ length: 64 }, (_, i) => (i < 8 ? -1 / x : i < 16 ? x : 0)),
    );
    const strict = wasmKernels.multiply(a, b).data[0]!;
    expect(fast.multiply(a, b).data[0]).not.toBe(strict);
  });
});

describe('memory', () => {
  it('is taken over by the next plan, grown where that needs more', () => {
    const machine = new Machine();
    const buffers = [10, 400, 20].map((size) => {
      const planner = machine.planner(Infinity);
      const result = planner.plus(
        planner.zeros([size, size], 'float64'),
        planner.zeros([size, size], 'float64'),
      );
      const plan = planner.plan();
      complete(plan.carryOut());
      const { buffer } = result.data;
      plan.storage.release();
      return buffer;
    });
    expect(buffers[2]).toBe(buffers[1]);
    // Growing takes the views of before away: whoever still read them would see nothing, not something else.
    expect(buffers[0]!.byteLength).toBe(0);
  });

  it('is all that a plan takes: carried out again it allocates no arrays', () => {
    const planner = new Machine().planner(Infinity);
    const x = planner.given(tensor([200, 200], numbersFrom(1, 40_000, 'float64')));
    planner.times(planner.multiply(x, x), planner.multiplyTransposedA(x, x));
    const plan = planner.plan();
    complete(plan.carryOut());
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 50; i++) complete(plan.carryOut());
    // Each of its tensors takes 320 kB.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000);
  });

  it('that the machine does not give is an error of its own, and the next plan works', () => {
    const machine = new Machine();
    const planner = machine.planner(Infinity);
    const row = planner.given(zeros([1, 30_000], 'float64'));
    planner.multiplyTransposedA(row, row);
    const error = (() => {
      try {
        complete(planner.plan().carryOut());
      } catch (thrown) {
        return thrown;
      }
      return undefined;
    })();
    expect(isOutOfMemory(error)).toBe(true);
    const next = machine.planner(Infinity);
    const twice = next.plus(next.given(tensor([1], Float64Array.of(2))), next.zeros([1], 'float64'));
    complete(next.plan().carryOut());
    expect(twice.data[0]).toBe(2);
  });
});

it('nothing times nothing is nothing', () => {
  expect(wasmKernels.multiply(zeros([0, 30], 'float64'), zeros([30, 20], 'float64')).data).toEqual(
    new Float64Array(0),
  );
  expect(wasmKernels.multiply(zeros([2, 0], 'float64'), zeros([0, 2], 'float64')).data).toEqual(
    new Float64Array(4),
  );
});

describe('where there is no WebAssembly', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('plain JavaScript does the work', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    vi.resetModules();
    const without = await import('../../../src/engine/kernels');
    const operands = operandsOf('multiply', { m: 20, n: 20, k: 20 }, 'float64', 1);
    const kernels = atOnce(() => new without.Machine().planner(Infinity));
    expectSame(product(kernels, 'multiply', operands).data, product(plainKernels, 'multiply', operands).data);
  });
});
