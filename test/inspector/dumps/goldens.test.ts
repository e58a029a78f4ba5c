/** What NumPy, PyTorch and safetensors wrote is read as the numbers that were in memory, to what was written of them. */
import { describe, expect, it } from 'vitest';
import type { Precision } from '../../../src/inspector/comparison/claim';
import { errorOf, expectedArrays, readGolden } from './goldenDumps';

const whole = [...expectedArrays].filter(([, arrays]) => arrays.length > 0);

it.each(whole)('%s', (file, expected) => {
  const { arrays, issues } = readGolden(file);
  expect(issues).toEqual([]);
  expect(arrays.map(({ name, shape }) => ({ name, shape }))).toEqual(
    expected.map(({ name, shape }) => ({ name, shape })),
  );
  for (const [i, { values }] of expected.entries()) {
    expect(arrays[i]!.values).toHaveLength(values.length);
    // A hair above the half unit: the division rounds too.
    expect(errorOf(arrays[i]!, values), arrays[i]!.name).toBeLessThan(1.0001);
  }
});

const precisions: readonly (readonly [string, string, Precision])[] = [
  ['bigf8.npy', 'bigf8', { kind: 'float64' }],
  ['littlef4.npy', 'littlef4', { kind: 'float32' }],
  ['littlef2.npy', 'littlef2', { kind: 'digits', significant: 3 }],
  ['inti8.npy', 'inti8', { kind: 'float64' }],
  ['types.safetensors', 'bf16', { kind: 'digits', significant: 2 }],
  ['float32.json', '0.weight', { kind: 'float32' }],
  ['nested.json', 'fc1.weight.grad', { kind: 'float64' }],
  ['dW1.csv', 'dW1', { kind: 'float64' }],
  ['rounded.csv', 'rounded', { kind: 'decimals', last: 1e-6 }],
  ['digits.tsv', 'digits', { kind: 'digits', significant: 4 }],
  ['numpyNames.txt', 'dW2', { kind: 'decimals', last: 1e-8 }],
  ['numpyScientific.txt', 'dW1', { kind: 'digits', significant: 9 }],
  ['numpyShort.txt', 'dW2', { kind: 'decimals', last: 1e-4 }],
  ['torchNames.txt', '0.weight.grad', { kind: 'decimals', last: 1e-4 }],
  ['torchDouble.txt', 'dW1', { kind: 'decimals', last: 1e-4 }],
  ['torchDouble.txt', 'ones', { kind: 'float32' }],
  ['torchDouble.txt', 'scaled', { kind: 'digits', significant: 5 }],
];

it.each(precisions)('%s says how exact %s is', (file, name, precision) => {
  expect(readGolden(file).arrays.find((array) => array.name === name)?.precision).toEqual(precision);
});

describe('what can not be read says what to do', () => {
  it.each([
    ['structured.npy', 'unsupported', 'each of its fields'],
    ['complex.npy', 'unsupported', '.astype(float)'],
    ['objects.npy', 'unsupported', '.astype(float)'],
    ['texts.npy', 'unsupported', '.astype(float)'],
    ['saved.pt', 'unsupported', 'safetensors.torch.save_file'],
    ['numpyAbbreviated.txt', 'abbreviated', 'np.set_printoptions(threshold=sys.maxsize)'],
    ['torchAbbreviated.txt', 'abbreviated', 'torch.set_printoptions(profile="full")'],
  ])('%s', (file, code, advice) => {
    const { arrays, issues } = readGolden(file);
    expect(arrays).toEqual([]);
    expect(issues.map((issue) => issue.code)).toEqual([code]);
    expect(issues[0]!.message).toContain(advice);
  });
});
