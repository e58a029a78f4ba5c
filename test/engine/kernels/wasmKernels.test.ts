// The WebAssembly products against the plain ones: the same bits in strict arithmetic, whichever way a product takes.
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { complete } from '../../../src/engine/computation';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { plainKernels } from '../../../src/engine/kernels/plain';
import { isSupported } from '../../../src/engine/kernels/wasm/instance';
import { wasmKernels } from '../../../src/engine/kernels/wasm/wasmKernels';
import { type DType, ShapeError, type Tensor, tensor, zeros } from '../../../src/engine/tensor';
import {
  expectSame,
  largeShapes,
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
  return complete(kernels[name](a, b));
}

describe('strict products', () => {
  const strict = wasmKernels();

  it('are those of the plain kernels bit for bit, with NaN and infinities, in float64 and float32', () => {
    fc.assert(
      fc.property(cases, ([name, shape, type, seed, wild]) => {
        const operands = operandsOf(name, shape, type, seed, wild);
        const [found, expected] = [product(strict, name, operands), product(plainKernels, name, operands)];
        expect(found.shape).toEqual(expected.shape);
        expectSame(found.data, expected.data);
      }),
      { seed: 21, numRuns: 1000 },
    );
  });

  it.each(largeShapes)('too in many blocks: $m × $k × $n', (shape) => {
    for (const name of operations) {
      for (const type of dtypes) {
        const operands = operandsOf(name, shape, type, 7);
        expectSame(product(strict, name, operands).data, product(plainKernels, name, operands).data);
      }
    }
  });

  it.each<readonly [Operation, Shape]>([
    ['multiply', { m: 25, k: 170_000, n: 1 }],
    ['multiplyTransposedA', { m: 5, k: 170_000, n: 25 }],
  ])('too where an operand of %s is too large to be packed at once', (name, shape) => {
    const operands = operandsOf(name, shape, 'float64', 9);
    expectSame(product(strict, name, operands).data, product(plainKernels, name, operands).data);
  });

  const [packed, thin] = [largeShapes[0]!, largeShapes[1]!];
  it.each([[[packed, packed]], [[packed, thin]], [[thin, thin]]])(
    'too where the slices of two alternate, and a third is left unfinished: %o',
    (pair) => {
      for (const name of operations) {
        const products = [...pair, packed].map((shape, i) => operandsOf(name, shape, 'float64', i));
        const [first, second, third] = products.map((operands) => strict[name](...operands));
        third!.next();
        const results: (Tensor | undefined)[] = [undefined, undefined];
        while (results.includes(undefined)) {
          [first!, second!].forEach((computation, i) => {
            if (results[i] !== undefined) return;
            const step = computation.next();
            if (step.done === true) results[i] = step.value;
          });
        }
        results.forEach((result, i) => {
          expectSame(result!.data, product(plainKernels, name, products[i]!).data);
        });
      }
    },
  );

  it('report all multiply-adds, in slices of a few milliseconds', () => {
    for (const { m, k, n } of [...largeShapes, { m: 200, k: 900, n: 900 }, { m: 4, k: 1500, n: 1500 }]) {
      for (const name of operations) {
        const work: number[] = [];
        const a = zeros(name === 'multiplyTransposedA' ? [k, m] : [m, k], 'float64');
        const b = zeros(name === 'multiplyTransposedB' ? [n, k] : [k, n], 'float64');
        const computation = strict[name](a, b);
        for (let step = computation.next(); step.done !== true; step = computation.next())
          work.push(step.value);
        expect(work.reduce((sum, slice) => sum + slice, 0)).toBe(m * k * n);
        expect(Math.max(...work)).toBeLessThan(22_000_000);
      }
    }
  });
});

describe('products with float32 sums', () => {
  const single = wasmKernels({ float32Sums: 'float32' });

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

describe.skipIf(!isSupported('fused'))('fused products', () => {
  const fused = wasmKernels({ arithmetic: 'fused', float32Sums: 'float32' });

  it('are within the bound of a sum of k roundings; NaN and infinities are where they belong', () => {
    fc.assert(
      fc.property(cases, ([name, shape, type, seed, wild]) => {
        const operands = operandsOf(name, shape, type, seed, wild);
        const magnitudes = operands.map(({ shape: lengths, data }) => tensor(lengths, data.map(Math.abs)));
        const found = product(fused, name, operands).data;
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
});

describe('wrong shapes', () => {
  const kernels = wasmKernels();
  const m = (rows: number, columns: number): Tensor => zeros([rows, columns], 'float64');
  it.each<readonly [Operation, Tensor, Tensor]>([
    ['multiply', m(20, 30), m(20, 30)],
    ['multiply', m(20, 30), zeros([30], 'float64')],
    ['multiplyTransposedA', m(20, 30), m(30, 20)],
    ['multiplyTransposedB', m(20, 30), m(30, 20)],
    ['multiply', { shape: [20, 30], data: new Float64Array(10) }, m(30, 20)],
    ['multiply', m(20, 30), { shape: [30, 20], data: new Float64Array(10) }],
  ])('%s throws a ShapeError before anything is read', (name, a, b) => {
    expect(() => kernels[name](a, b)).toThrow(ShapeError);
  });

  it('nothing times nothing is nothing', () => {
    expect(complete(kernels.multiply(m(0, 30), m(30, 20))).data).toEqual(new Float64Array(0));
    expect(complete(kernels.multiply(m(2, 0), m(0, 2))).data).toEqual(new Float64Array(4));
  });
});

describe('where there is no WebAssembly', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('the plain kernels do the work', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    vi.resetModules();
    const without = await import('../../../src/engine/kernels/wasm/wasmKernels');
    const operands = operandsOf('multiply', { m: 20, n: 20, k: 20 }, 'float64', 1);
    expectSame(
      product(without.wasmKernels(), 'multiply', operands).data,
      product(plainKernels, 'multiply', operands).data,
    );
  });
});
