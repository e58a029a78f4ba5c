/** Python under its real debugger: what a paused frame holds is found and read to the bit, and nothing in it changes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate, type Frame, variableNames } from '../../../src/host/debugger/adapter';
import { dumpOf } from '../../../src/host/debugger/dumpOf';
import type { FoundArray } from '../../../src/host/debugger/foundArray';
import { languageOf } from '../../../src/host/debugger/languages';
import { python } from '../../../src/host/debugger/languages/python';
import { NumberReader } from '../../../src/host/debugger/readNumbers';
import { survey } from '../../../src/host/debugger/survey';
import type { NamedArray } from '../../../src/inspector/dumps/dump';
import { readDump } from '../../../src/inspector/dumps/readDump';
import { pythonWith, type StoppedProgram, stoppedIn } from './debugpy';

const withNumpy = pythonWith('debugpy', 'numpy');
const withTorch = pythonWith('debugpy', 'torch');
const plain = pythonWith('debugpy');

/** A debugger answers when it can. */
const TIMEOUT = { timeout: 60_000 };

/** The arrays of these names as a comparison gets them. */
async function read(frame: Frame, ...names: readonly string[]): Promise<readonly NamedArray[]> {
  const found = await survey(frame, python);
  const reader = new NumberReader(frame, python);
  const { signal } = new AbortController();
  const arrays: { array: FoundArray; bytes: Uint8Array }[] = [];
  for (const name of names) {
    const array = found.find((candidate) => candidate.name === name);
    if (array === undefined) throw new Error(`no ${name} among ${found.map((a) => a.name).join(', ')}`);
    arrays.push({ array, bytes: await reader.read(array, () => undefined, signal) });
  }
  const dump = readDump({ name: 'variables.safetensors', bytes: dumpOf(arrays) });
  if (dump.format !== 'safetensors') throw new Error(`the dump was read as ${dump.format ?? 'nothing'}`);
  expect(dump.issues).toEqual([]);
  return dump.arrays;
}

const float64 = { kind: 'float64' };
const float32 = { kind: 'float32' };

it('is the language of Python’s sessions', () => {
  expect([languageOf('python'), languageOf('debugpy')]).toEqual([python, python]);
});

describe.skipIf(withNumpy === undefined)(
  'NumPy in debugpy (skipped where Python has not both)',
  TIMEOUT,
  () => {
    let program: StoppedProgram;

    beforeAll(async () => {
      program = await stoppedIn(
        withNumpy!,
        `
import numpy as np

class Layer:
    def __init__(self):
        self.dW = np.array([[1.0, 2.0]])
        self._hidden = np.zeros(3)
        self.touched = 0
    @property
    def dB(self):
        self.touched += 1
        return np.zeros(2)

def backward():
    len, list, sum, id = 1, 2, 3, 4
    dW1 = np.array([[0.1, -0.0, np.nan], [np.inf, 5e-324, -1e300]])
    db1 = np.array([0.1, 0.2], dtype=np.float32)
    dZ1 = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    dA1 = np.arange(12.0)[::-2].astype('>f8')
    grads = {"dW2": np.eye(2), "db2": 0.25, "dW1": dW1, 3: np.ones(2), ("a", 1): np.ones(2)}
    nabla_w = [np.ones((2, 2)), np.ones((3, 2))]
    dW3 = [[0.1, 0.2], [0.3, 0.4]]
    db3 = (1.5, -2.5)
    nested = [[[1.0, 2.0]], [[3.0, 4.0]]]
    grad = np.array([1.5, -0.5], dtype=np.float16)
    mask = np.array([True, False])
    δ2 = np.float32(0.1)
    layer = Layer()
    layer.layer = layer
    text, count, nothing, words = "dW", 7, None, np.array(["a"])
    z_complex = np.ones(2) * 1j
    dW_large = np.arange(300_000.0).reshape(500, 600) / 7
    return dW1  # stop here

dW_global = np.ones(1)
backward()
`,
      );
    }, TIMEOUT.timeout);

    afterAll(() => program.end());

    it('finds arrays by their shortest way, with shape and type, and nothing else', async () => {
      const found = await survey(program.frame, python);
      const told = Object.fromEntries(
        found.map(({ name, shape, type }) => [name, `${type} ${shape.join('×')}`]),
      );
      expect(told).toEqual({
        ...{ len: 'F32 ', list: 'F32 ', sum: 'F32 ', id: 'F32 ', count: 'F32 ' },
        ...{ dW1: 'F64 2×3', db1: 'F32 2', dZ1: 'F64 2×3', dA1: 'F64 6', dW3: 'F64 2×2', db3: 'F32 2' },
        ...{ 'grads.dW2': 'F64 2×2', 'grads.db2': 'F32 ', 'grads.3': 'F64 2' },
        ...{ 'nabla_w.0': 'F64 2×2', 'nabla_w.1': 'F64 3×2' },
        ...{ 'nested.0': 'F32 1×2', 'nested.1': 'F32 1×2' },
        ...{ grad: 'F16 2', mask: 'U8 2', δ2: 'F32 ', dW_large: 'F64 500×600', dW_global: 'F64 1' },
        ...{ 'layer.dW': 'F64 1×2', 'layer.touched': 'F32 ' },
      });
    });

    it('reads every number to the bit, in the order of its rows', async () => {
      const arrays = await read(
        program.frame,
        'dW1',
        'db1',
        'dZ1',
        'dA1',
        'grads.db2',
        'nabla_w.1',
        'layer.dW',
      );
      expect(arrays).toEqual([
        {
          name: 'dW1',
          shape: [2, 3],
          values: Float64Array.of(0.1, -0, NaN, Infinity, 5e-324, -1e300),
          precision: float64,
        },
        {
          name: 'db1',
          shape: [2],
          values: Float64Array.of(Math.fround(0.1), Math.fround(0.2)),
          precision: float32,
        },
        { name: 'dZ1', shape: [2, 3], values: Float64Array.of(0, 1, 2, 3, 4, 5), precision: float64 },
        { name: 'dA1', shape: [6], values: Float64Array.of(11, 9, 7, 5, 3, 1), precision: float64 },
        { name: 'grads.db2', shape: [], values: Float64Array.of(0.25), precision: float32 },
        { name: 'nabla_w.1', shape: [3, 2], values: new Float64Array(6).fill(1), precision: float64 },
        { name: 'layer.dW', shape: [1, 2], values: Float64Array.of(1, 2), precision: float64 },
      ]);
    });

    it('reads lists, tuples, numbers of Python and of NumPy, halves and truth values', async () => {
      const arrays = await read(program.frame, 'dW3', 'db3', 'nested.1', 'count', 'δ2', 'grad', 'mask');
      expect(arrays.map(({ values }) => [...values])).toEqual([
        [0.1, 0.2, 0.3, 0.4],
        [1.5, -2.5],
        [3, 4],
        [7],
        [Math.fround(0.1)],
        [1.5, -0.5],
        [1, 0],
      ]);
      expect(arrays.map(({ precision }) => precision.kind)).toEqual([
        ...['float64', 'float32', 'float32', 'float32', 'float32', 'digits', 'float64'],
      ]);
    });

    it('reads a large array in pieces, telling how far it is, and can be stopped', async () => {
      const [large] = await read(program.frame, 'dW_large');
      expect(large!.values).toHaveLength(300_000);
      expect(large!.values.findIndex((value, i) => value !== i / 7)).toBe(-1);

      const array = (await survey(program.frame, python)).find(({ name }) => name === 'dW_large')!;
      const told: number[] = [];
      const abort = new AbortController();
      const reading = new NumberReader(program.frame, python).read(
        array,
        (bytes) => {
          told.push(bytes);
          if (told.length === 2) abort.abort(new Error('enough'));
        },
        abort.signal,
      );
      await expect(reading).rejects.toThrow('enough');
      expect(told).toHaveLength(2);
      expect(told[0]! + told[1]!).toBeLessThan(300_000 * 8);
    });

    it('leaves the frame as it was: no new name, no property called', async () => {
      expect(
        (await variableNames(program.frame)).filter((name) => ['base64', 'survey', 'own'].includes(name)),
      ).toEqual([]);
      expect(await evaluate(program.frame, 'layer.touched')).toBe('0');
      expect(await evaluate(program.frame, '"base64" in globals() or "survey" in globals()')).toBe('False');
    });

    it('says what the debugger says of an array that is no longer there', async () => {
      const gone: FoundArray = { name: 'dW9', expression: 'dW9', shape: [2], type: 'F64' };
      const reading = new NumberReader(program.frame, python).read(
        gone,
        () => undefined,
        new AbortController().signal,
      );
      await expect(reading).rejects.toThrow(/dW9/);
    });
  },
);

describe.skipIf(withTorch === undefined)(
  'PyTorch in debugpy (skipped where Python has not both)',
  TIMEOUT,
  () => {
    let program: StoppedProgram;

    beforeAll(async () => {
      program = await stoppedIn(
        withTorch!,
        `
import torch

model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Sigmoid(), torch.nn.Linear(3, 1))
W1 = torch.tensor([[0.5, -1.5]], dtype=torch.float64, requires_grad=True)
z1 = W1 * 2
loss = model(torch.ones(4, 2)).sum() + (z1 ** 2).sum()
loss.backward()
dW1 = model[0].weight.grad.t()
half = torch.tensor([1.5, -0.25], dtype=torch.bfloat16)
listed = torch.full((2, 2), 0.1).tolist()
sparse = torch.eye(2).to_sparse()
pass  # stop here
`,
      );
    }, TIMEOUT.timeout);

    afterAll(() => program.end());

    it('finds gradients of parameters and of tensors beside the tensors', async () => {
      const found = await survey(program.frame, python);
      const told = Object.fromEntries(
        found.map(({ name, shape, type }) => [name, `${type} ${shape.join('×')}`]),
      );
      expect(told).toEqual({
        ...{ W1: 'F64 1×2', 'W1.grad': 'F64 1×2', z1: 'F64 1×2', loss: 'F64 ', dW1: 'F32 2×3' },
        ...{ half: 'BF16 2', listed: 'F32 2×2' },
        ...{ 'model.0.weight.grad': 'F32 3×2', 'model.0.bias.grad': 'F32 3' },
        ...{ 'model.2.weight.grad': 'F32 1×3', 'model.2.bias.grad': 'F32 1' },
      });
    });

    it('reads them to the bit, transposed ones too', async () => {
      const [gradient, bias, half, listed, ofModel, transposed] = await read(
        program.frame,
        ...['W1.grad', 'model.2.bias.grad', 'half', 'listed', 'model.0.weight.grad', 'dW1'],
      );
      expect(gradient).toEqual({
        name: 'W1.grad',
        shape: [1, 2],
        values: Float64Array.of(4, -12),
        precision: float64,
      });
      expect(bias!.values).toEqual(Float64Array.of(4));
      expect(half).toMatchObject({ values: Float64Array.of(1.5, -0.25), precision: { kind: 'digits' } });
      expect(listed).toMatchObject({
        values: new Float64Array(4).fill(Math.fround(0.1)),
        precision: float32,
      });
      const { values } = ofModel!;
      expect([...transposed!.values]).toEqual([0, 2, 4, 1, 3, 5].map((i) => values[i]));
      expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0);
    });
  },
);

describe.skipIf(plain === undefined)('plain Python in debugpy (skipped where there is none)', TIMEOUT, () => {
  it('needs no NumPy', async () => {
    const program = await stoppedIn(
      plain!,
      `
import sys
dW1 = [[0.1, 0.2], [0.3, 0.4]]
ragged = [[1.0], [2.0, 3.0]]
pass  # stop here
`,
    );
    try {
      const [array] = await read(program.frame, 'dW1');
      expect(array).toMatchObject({ shape: [2, 2], values: Float64Array.of(0.1, 0.2, 0.3, 0.4) });
      expect((await survey(program.frame, python)).map(({ name }) => name)).toEqual([
        ...['dW1', 'ragged.0', 'ragged.1'],
      ]);
    } finally {
      await program.end();
    }
  });
});
