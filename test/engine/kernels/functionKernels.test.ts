// Each kernel of a function gives the bits of the same source evaluated by itself, number by number.
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { activations } from '../../../src/engine/activations';
import { activationDerivative, activationValue } from '../../../src/engine/activations/evaluate';
import { elementaryFunctions } from '../../../src/engine/functions';
import { scalarCode } from '../../../src/engine/functions/scalarCode';
import type { ParameterValues } from '../../../src/engine/rule';
import type { Numbers } from '../../../src/engine/tensor';
import { parametersOf } from '../support/parameters';
import { kernelFunctions } from './kernelFunctions';
import { kernelOf, kernelValues } from './kernelValues';
import { expectSame } from './matrices';

type Scalar = (x: number, parameters: ParameterValues) => number;

/** By the name of the kernel: how one number is computed, and with which parameters. */
const scalars: readonly (readonly [string, Scalar, fc.Arbitrary<ParameterValues>])[] = [
  ...Object.entries(elementaryFunctions).map(
    ([name, f]) => [name, (x: number): number => f(scalarCode, x), fc.constant({})] as const,
  ),
  ...Object.values(activations).flatMap((rule) => {
    if (rule.kind === 'row') return [];
    const value: Scalar = (x, parameters) => activationValue(rule, x, parameters);
    const derivative: Scalar = (x, parameters) => activationDerivative(rule, x, parameters);
    return [
      [`${rule.name}_value`, value, parametersOf(rule)] as const,
      [`${rule.name}_derivative`, derivative, parametersOf(rule)] as const,
    ];
  }),
];

const SMALLEST = Number.MIN_VALUE;
const SPECIAL = [
  NaN,
  Infinity,
  0,
  SMALLEST,
  2 ** -1022,
  2 ** -149,
  2 ** -126,
  1e308,
  2 ** 53,
  1,
  3,
  6,
  25,
  38.5,
  709.8,
];
const number = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -10, max: 10 }) },
  { weight: 2, arbitrary: fc.double({ min: -800, max: 800 }) },
  // Of every magnitude alike, subnormal numbers among them.
  { weight: 2, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom(...SPECIAL, ...SPECIAL.map((x) => -x)) },
);

/** Any count of them, odd ones too. */
const numbers = fc.array(number, { maxLength: 25 });

describe.each(scalars)('%s', (name, scalar, parameters) => {
  it.each<readonly [string, (values: readonly number[]) => Numbers]>([
    ['float64', (values) => Float64Array.from(values)],
    ['float32', (values) => Float32Array.from(values)],
  ])('%s', (_, store) => {
    fc.assert(
      fc.property(numbers, parameters, fc.boolean(), (values, given, inPlace) => {
        const input = store(values);
        const expected = input.map((x) => scalar(x, given));
        const inOrder = kernelFunctions[name]!.parameters.map((parameter) => given[parameter]!);
        expectSame(kernelValues(name, input, inOrder, inPlace), expected);
      }),
      { seed: 51, numRuns: 150 },
    );
  });
});

it('are all there is', () => {
  for (const [name] of scalars) {
    for (const bytes of [4, 8] as const) expect(kernelOf(name, bytes), name).toBeDefined();
  }
});

describe('where there is no WebAssembly', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('there are no kernels', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    vi.resetModules();
    const without = await import('../../../src/engine/kernels/wasm/kernelModules');
    expect(without.kernelModules('strict', false)).toBeUndefined();
  });
});
