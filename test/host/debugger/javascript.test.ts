/** The JavaScript that a paused program is asked to evaluate; a real debugger asks it in test/integration/debugger.test.ts. */
import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { dumpOf } from '../../../src/host/debugger/dumpOf';
import { languageOf } from '../../../src/host/debugger/languages';
import { javascript } from '../../../src/host/debugger/languages/javascript';
import { NumberReader } from '../../../src/host/debugger/readNumbers';
import { survey } from '../../../src/host/debugger/survey';
import type { NamedArray } from '../../../src/inspector/dumps/dump';
import { readDump } from '../../../src/inspector/dumps/readDump';
import { frameOf } from './frameOf';

/** Everything that is found in the variables of a program, as a comparison gets it. */
async function readAll(program: string, names: readonly string[]): Promise<readonly NamedArray[]> {
  const context = vm.createContext({ btoa });
  vm.runInContext(program, context);
  const frame = frameOf(names, (expression) => JSON.stringify(vm.runInContext(expression, context)));
  const reader = new NumberReader(frame, javascript);
  const { signal } = new AbortController();
  const arrays = [];
  for (const array of await survey(frame, javascript)) {
    arrays.push({ array, bytes: await reader.read(array, () => undefined, signal) });
  }
  const dump = readDump({ name: 'variables.safetensors', bytes: dumpOf(arrays) });
  if (dump.format !== 'safetensors') throw new Error(`the dump was read as ${dump.format ?? 'nothing'}`);
  expect(dump.issues).toEqual([]);
  return dump.arrays;
}

const told = (arrays: readonly NamedArray[]): Record<string, readonly number[]> =>
  Object.fromEntries(arrays.map(({ name, shape }) => [name, shape]));

describe('JavaScript', () => {
  it('is the language of its debugger’s sessions', () => {
    const types = ['node', 'pwa-node', 'chrome', 'pwa-chrome', 'pwa-msedge', 'pwa-extensionHost'];
    expect(types.map(languageOf)).toEqual(types.map(() => javascript));
    expect(languageOf('cppdbg')).toBeUndefined();
  });

  it('takes names of variables alone, not what else a debugger lists', () => {
    const names = ['dW1', 'δ1', '$z', '_a', 'this', 'Return value', '*default*', '0', '[[Scopes]]', ''];
    expect(names.filter((name) => javascript.isVariable(name))).toEqual(['dW1', 'δ1', '$z', '_a', 'this']);
  });

  it('finds arrays, rows, typed arrays and matrices over a flat array, and nothing else', async () => {
    const program = `
      var dW1 = [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]], db1 = [1, 2], z1 = new Float32Array([0.1, 7]);
      var rows = [new Float64Array([1, 2]), new Float64Array([3, 4])], bytes = new Uint8Array([255]);
      var matrix = { rows: 2, cols: 1, data: new Float64Array([5, 6]) }, big = BigInt64Array.of(-3n);
      var ragged = [[1], [2, 3]], deep = [[[1, 2]], [[3, 4]]], holes = [1, , 2], words = ["a"], empty = [];
      var text = "dW1", nothing = null, missing, count = 4, call = () => dW1;`;
    const names = ['dW1', 'db1', 'z1', 'rows', 'bytes', 'matrix', 'big', 'ragged', 'deep', 'holes', 'words'];
    const more = ['empty', 'text', 'nothing', 'missing', 'count', 'call'];
    expect(told(await readAll(program, [...names, ...more]))).toEqual({
      ...{ dW1: [2, 3], db1: [2], z1: [2], rows: [2, 2], bytes: [1], matrix: [2, 1], big: [1], count: [] },
      ...{ 'ragged.0': [1], 'ragged.1': [2], 'deep.0': [1, 2], 'deep.1': [1, 2] },
      ...{ 'holes.0': [], 'holes.2': [] },
    });
  });

  it('reads every number to the bit, with how exact it is', async () => {
    const program = `
      var dW1 = [[0.1, -0], [NaN, Infinity]], db1 = [0.5, -Infinity], z1 = new Float32Array([0.1]);
      var a1 = new Float64Array([9, 5e-324, 8]).subarray(1, 2), delta = 0.3, flat = [0.1, 0.2].map(Math.fround);`;
    const arrays = await readAll(program, ['dW1', 'db1', 'z1', 'a1', 'delta', 'flat']);
    expect(arrays.map(({ values, precision }) => [values, precision.kind])).toEqual([
      [Float64Array.of(0.1, -0, NaN, Infinity), 'float64'],
      [Float64Array.of(0.5, -Infinity), 'float32'],
      [Float64Array.of(Math.fround(0.1)), 'float32'],
      [Float64Array.of(5e-324), 'float64'],
      [Float64Array.of(0.3), 'float64'],
      [Float64Array.of(Math.fround(0.1), Math.fround(0.2)), 'float32'],
    ]);
  });

  it('looks into objects, lists and maps, and ends where they hold each other', async () => {
    const program = `
      class Layer { constructor() { this.dW = [[1, 2]]; this.self = this; } }
      var net = { layers: [new Layer(), new Layer()], "odd key ü": [4] };
      var grads = new Map([["dW1", [[5, 6]]], [2, [7]]]), same = net.layers[1];`;
    const arrays = await readAll(program, ['net', 'grads', 'same', 'unreached']);
    expect(told(arrays)).toEqual({
      ...{ 'net.layers.0.dW': [1, 2], 'same.dW': [1, 2], 'net.odd key ü': [1] },
      ...{ 'grads.dW1': [1, 2], 'grads.2': [1] },
    });
  });

  it('calls no getter, as of a property that is computed', () => {
    const context = vm.createContext({ btoa });
    vm.runInContext('var touched = 0, net = { get dW() { touched++; return [1]; } };', context);
    vm.runInContext(javascript.survey(['net']), context);
    expect(vm.runInContext('touched', context)).toBe(0);
  });

  it('leaves no name in the program', () => {
    const context = vm.createContext({ btoa });
    vm.runInContext('var dW1 = [1];', context);
    vm.runInContext(javascript.survey(['dW1']), context);
    expect(Object.keys(context)).toEqual(['btoa', 'dW1']);
  });
});
