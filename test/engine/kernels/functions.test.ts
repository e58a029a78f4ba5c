// The WebAssembly functions against values worked out to 200 bits (test/golden/functions/makeGoldens.py).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Arena } from '../../../src/engine/kernels/wasm/arena';
import {
  ElementFunctions,
  type FunctionName,
  type FunctionParameters,
} from '../../../src/engine/kernels/wasm/functions';
import {
  functionsText,
  LARGEST_ERRORS,
  vectorFunctions,
} from '../../../src/engine/kernels/wasm/source/functions';
import { type DType, ShapeError, tensor } from '../../../src/engine/tensor';
import { ulp } from '../support/closeness';
import { binaryOf } from './assemble';

const names = Object.keys(vectorFunctions) as FunctionName[];
/** What the goldens are made with: elu's usual form. */
const parameters: { readonly [Name in FunctionName]?: FunctionParameters<Name> } = { elu: [1, 1] };

let binary: Uint8Array;
let arena: Arena;
let functions: ElementFunctions;
beforeAll(async () => {
  binary = await binaryOf(functionsText());
});
beforeEach(() => {
  arena = new Arena(1_000_000);
  functions = new ElementFunctions(binary, arena.memory);
});

/** f of some numbers, from one place of the memory to another. */
function valuesOf<Name extends FunctionName>(
  name: Name,
  numbers: readonly number[],
  others: FunctionParameters<Name> = parameters[name] ?? ([] as unknown as FunctionParameters<Name>),
  dtype: DType = 'float64',
): number[] {
  const from = arena.allocate([numbers.length], dtype);
  const to = arena.allocate([numbers.length], dtype);
  from.data.set(numbers);
  functions.apply(name, from, to, ...others);
  return Array.from(to.data);
}

const bits = new DataView(new ArrayBuffer(8));
function fromBits(hex: string): number {
  bits.setBigUint64(0, BigInt(`0x${hex}`));
  return bits.getFloat64(0);
}

interface Point {
  readonly x: number;
  /** f(x), rounded once. */
  readonly value: number;
  /** By how many units in the last place of `value` f(x) is above it. */
  readonly above: number;
}

function goldensOf(name: FunctionName): Point[] {
  const text = readFileSync(join(import.meta.dirname, `../../golden/functions/${name}.txt`), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [x, value, hundredths] = line.split(' ');
      return { x: fromBits(x!), value: fromBits(value!), above: Number(hundredths) / 100 };
    });
}

function errorOf(found: number, { value, above }: Point): number {
  if (Object.is(found, value)) return Math.abs(above);
  // An infinity and a zero with the wrong sign are wrong by more than any unit.
  if (!Number.isFinite(found) || !Number.isFinite(value) || found === value) return Infinity;
  return Math.abs((found - value) / ulp(value) - above);
}

describe('errors in units in the last place', () => {
  const lines: string[] = [];
  it.each(names)('%s', (name) => {
    const points = goldensOf(name);
    expect(points.length).toBeGreaterThan(300);
    const found = valuesOf(
      name,
      points.map(({ x }) => x),
    );
    let largest = 0;
    points.forEach((point, i) => {
      const error = errorOf(found[i]!, point);
      largest = Math.max(largest, error);
      expect(
        error <= LARGEST_ERRORS[name],
        `${name}(${point.x}): expected ${point.value}, found ${found[i]!}, ${error} ulp`,
      ).toBe(true);
    });
    lines.push(`  ${name}: ${largest.toFixed(2)}`);
    expect(LARGEST_ERRORS[name]).toBeLessThanOrEqual(2);
  });
  afterAll(() => {
    console.info(`largest errors in units in the last place:\n${lines.join('\n')}`);
  });
});

describe('ends', () => {
  const below = -1 - 2 ** -52;
  const table: Record<FunctionName, readonly (readonly [x: number, value: number])[]> = {
    exp: [...ends(Infinity, 0), [0, 1], [-0, 1], [709.8, Infinity], [-745.2, 0]],
    expm1: [...ends(Infinity, -1), [0, 0], [-0, -0], [709.8, Infinity]],
    log: [...ends(Infinity, NaN), [0, -Infinity], [-0, -Infinity], [1, 0], [-Number.MIN_VALUE, NaN]],
    log1p: [...ends(Infinity, NaN), [0, 0], [-0, -0], [-1, -Infinity], [below, NaN]],
    tanh: [...ends(1, -1), [0, 0], [-0, -0]],
    sigmoid: [...ends(1, 0), [0, 0.5], [-0, 0.5]],
    erf: [...ends(1, -1), [0, 0], [-0, -0]],
    normalCdf: [...ends(1, 0), [0, 0.5], [-0, 0.5]],
    softplus: [...ends(Infinity, 0), [0, Math.LN2], [-0, Math.LN2]],
    silu: [...ends(Infinity, -0), [0, 0], [-0, -0]],
    gelu: [...ends(Infinity, -0), [0, 0], [-0, -0]],
    mish: [...ends(Infinity, -0), [0, 0], [-0, -0]],
    elu: [...ends(Infinity, -1), [0, 0], [-0, -0]],
    softsign: [...ends(1, -1), [0, 0], [-0, -0]],
  };

  function ends(right: number, left: number): [number, number][] {
    return [
      [NaN, NaN],
      [Infinity, right],
      [-Infinity, left],
    ];
  }

  it.each(names)('%s', (name) => {
    const rows = table[name];
    const found = valuesOf(
      name,
      rows.map(([x]) => x),
    );
    expect(rows.map(([x], i) => [x, found[i]])).toEqual(rows);
  });
});

describe('float32', () => {
  it.each(names)('%s is the float64 value, rounded', (name) => {
    const numbers = goldensOf(name).map(({ x }) => Math.fround(x));
    const exact = valuesOf(name, numbers);
    expect(valuesOf(name, numbers, undefined, 'float32')).toEqual(exact.map(Math.fround));
  });
});

describe('elements', () => {
  it.each<DType>(['float64', 'float32'])('%s: any number of them, in place, and no others', (dtype) => {
    for (const count of [1, 2, 3, 4, 5, 6, 7]) {
      const all = arena.allocate([10], dtype);
      all.data.fill(3);
      const part = tensor([count], all.data.subarray(1, 1 + count));
      functions.apply('softsign', part, part);
      expect(Array.from(all.data)).toEqual(
        Array.from({ length: 10 }, (_, i) => (i > 0 && i <= count ? 0.75 : 3)),
      );
    }
  });

  it('none at all', () => {
    expect(valuesOf('exp', [])).toEqual([]);
  });

  it("elu's factors", () => {
    const [scale, alpha] = [1.0507009873554805, 1.6732632423543772];
    const below = valuesOf('expm1', [-0.75])[0]!;
    expect(valuesOf('elu', [2, -0.75], [scale, scale * alpha])).toEqual([2 * scale, scale * alpha * below]);
  });

  it('are refused where they do not fit together', () => {
    const inside = arena.allocate([4], 'float64');
    const outside = tensor([4], new Float64Array(4));
    expect(() => {
      functions.apply('exp', inside, arena.allocate([3], 'float64'));
    }).toThrow(ShapeError);
    expect(() => {
      functions.apply('exp', { shape: [5], data: inside.data }, inside);
    }).toThrow(ShapeError);
    expect(() => {
      functions.apply('exp', inside, outside);
    }).toThrow(RangeError);
    expect(() => {
      functions.apply('exp', outside, inside);
    }).toThrow(RangeError);
    expect(() => {
      functions.apply('exp', inside, arena.allocate([4], 'float32'));
    }).toThrow(RangeError);
  });
});

it('has no instruction whose result is left to the machine', () => {
  expect(functionsText()).not.toMatch(/relaxed/);
});
