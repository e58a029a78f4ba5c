// The functions against values worked out to 200 bits (test/golden/functions/makeGoldens.py), computed either way.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scalarCode } from '../../../src/engine/functions/scalarCode';
import { functionModuleText } from '../../../src/engine/kernels/wasm/source/functionModule';
import { ulp } from '../support/closeness';
import { kernelFunctions } from './kernelFunctions';
import { kernelValues } from './kernelValues';

/**
 * The largest error of each in float64, in units in the last place of the exact value, rounded up: found among
 * about 100 000 points like those of the goldens, of slopes 16 000. The goldens hold the worst of them.
 */
const LARGEST_ERRORS: Readonly<Record<string, number>> = {
  exp: 0.8,
  expm1: 1,
  log: 0.8,
  log1p: 0.8,
  tanh: 0.8,
  sigmoid: 0.8,
  erf: 1.7,
  normalCdf: 1.5,
  softplus_value: 1.2,
  silu_value: 0.8,
  gelu_value: 1.5,
  mish_value: 0.9,
  elu_value: 0.8,
  softsign_value: 1.5,
  sigmoid_derivative: 0.8,
  tanh_derivative: 0.8,
  silu_derivative: 0.8,
  gelu_derivative: 1.5,
  mish_derivative: 0.8,
};

/** What the goldens are made with: elu's usual form. */
const parameters: Readonly<Record<string, Readonly<Record<string, number>>>> = { elu_value: { alpha: 1 } };

/** f of each number, by itself. */
function scalarValues(name: string, numbers: readonly number[]): number[] {
  return numbers.map((x) => kernelFunctions[name]!.f(scalarCode, x, parameters[name] ?? {}));
}

function vectorValues(name: string, numbers: readonly number[]): number[] {
  return Array.from(kernelValues(name, Float64Array.from(numbers), Object.values(parameters[name] ?? {})));
}

const ways = [
  ['in WebAssembly', vectorValues],
  ['by itself', scalarValues],
] as const;

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

function goldensOf(name: string): Point[] {
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

describe.each(ways)('errors in units in the last place, %s', (_, valuesOf) => {
  it.each(Object.entries(LARGEST_ERRORS))('%s: at most %d', (name, allowed) => {
    const points = goldensOf(name);
    expect(points.length).toBeGreaterThan(300);
    const found = valuesOf(
      name,
      points.map(({ x }) => x),
    );
    points.forEach((point, i) => {
      const error = errorOf(found[i]!, point);
      expect(
        error <= allowed,
        `${name}(${point.x}): expected ${point.value}, found ${found[i]!}, ${error} ulp`,
      ).toBe(true);
    });
    expect(allowed).toBeLessThanOrEqual(2);
  });
});

describe.each(ways)('ends, %s', (_, valuesOf) => {
  const below = -1 - 2 ** -52;
  const table: Readonly<Record<string, readonly (readonly [x: number, value: number])[]>> = {
    exp: [...ends(Infinity, 0), [0, 1], [-0, 1], [709.8, Infinity], [-745.2, 0]],
    expm1: [...ends(Infinity, -1), [0, 0], [-0, -0], [709.8, Infinity]],
    log: [...ends(Infinity, NaN), [0, -Infinity], [-0, -Infinity], [1, 0], [-Number.MIN_VALUE, NaN]],
    log1p: [...ends(Infinity, NaN), [0, 0], [-0, -0], [-1, -Infinity], [below, NaN]],
    tanh: [...ends(1, -1), [0, 0], [-0, -0]],
    sigmoid: [...ends(1, 0), [0, 0.5], [-0, 0.5]],
    erf: [...ends(1, -1), [0, 0], [-0, -0]],
    normalCdf: [...ends(1, 0), [0, 0.5], [-0, 0.5]],
    softplus_value: [...ends(Infinity, 0), [0, Math.LN2], [-0, Math.LN2]],
    silu_value: [...ends(Infinity, -0), [0, 0], [-0, -0]],
    gelu_value: [...ends(Infinity, -0), [0, 0], [-0, -0]],
    mish_value: [...ends(Infinity, -0), [0, 0], [-0, -0]],
    elu_value: [...ends(Infinity, -1), [0, 0], [-0, -0]],
    softsign_value: [...ends(1, -1), [0, 0], [-0, -0]],
    sigmoid_derivative: [...ends(0, 0), [0, 0.25], [-0, 0.25]],
    tanh_derivative: [...ends(0, 0), [0, 1], [-0, 1], [1e308, 0]],
    silu_derivative: [...ends(1, -0), [0, 0.5], [-0, 0.5]],
    gelu_derivative: [...ends(1, -0), [0, 0.5], [-0, 0.5]],
    mish_derivative: [...ends(1, -0), [0, 0.6], [-0, 0.6]],
  };

  function ends(right: number, left: number): [number, number][] {
    return [
      [NaN, NaN],
      [Infinity, right],
      [-Infinity, left],
    ];
  }

  it.each(Object.entries(table))('%s', (name, rows) => {
    const found = valuesOf(
      name,
      rows.map(([x]) => x),
    );
    expect(rows.map(([x], i) => [x, found[i]])).toEqual(rows);
  });
});

it('has no instruction whose result is left to the machine', () => {
  expect(functionModuleText(kernelFunctions)).not.toMatch(/relaxed/);
});
