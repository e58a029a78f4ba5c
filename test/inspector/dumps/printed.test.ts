/** Pasted text: arrays as they are printed, their names, and what can not be read of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorOf, readingOf } from './goldenDumps';

/** `{ dW1: [[1, 2]] }`: names with numbers as nested lists. */
function read(text: string): Record<string, unknown> {
  const { arrays, issues } = readingOf('pasted.txt', text);
  expect(issues).toEqual([]);
  return Object.fromEntries(arrays.map(({ name, shape, values }) => [name, nested([...values], shape)]));
}

function nested(values: readonly number[], [rows, columns]: readonly number[]): unknown {
  if (rows === undefined) return values[0];
  if (columns === undefined) return values;
  return Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
}

const matrix = [
  [0.1, -0.002],
  [3, 4],
];

describe('one matrix', () => {
  it.each([
    '[[ 0.1 -2.e-03]\n [ 3. 4.]]',
    '[[0.1, -0.002], [3, 4]]',
    'array([[ 1.e-01, -2.e-03],\n       [ 3.e+00,  4.e+00]], dtype=float32)',
    'np.array([[.1, -.002], [3., 4.]])',
    'tensor([[0.1, -2.e-03], [3., 4.]], dtype=torch.float64, grad_fn=<MmBackward0>)',
    "tensor([[0.1, -2.e-03],\n        [3., 4.]], device='cuda:0', requires_grad=True)",
    'Parameter containing:\ntensor([[0.1, -2.e-03], [3., 4.]], requires_grad=True)',
    'Array([[ 0.1, -2.e-03], [ 3., 4.]], dtype=float32)',
    '[[np.float64(0.1), np.float64(-0.002)], [np.float32(3.0), np.float64(4)]]',
    '[[0.1 -0.002]\r\n [3. 4.]]\r\n',
    '[[ 100. -2.]\n [ 3000. 4000.]] * 1e-3',
    'tensor(1.00000e-03 *\n       [[ 100.0000,  -2.0000],\n        [ 3000.0000,  4000.0000]])',
    '1e-03 *\n[[ 100.0, -2.0], [3000.0, 4000.0]]',
    'tensor([[ 100.0, -2.0], [3000.0, 4000.0]]) * 1e-3',
  ])('%j', (text) => {
    const { pasted } = read(text) as { pasted: number[][] };
    expect(pasted).toHaveLength(2);
    for (const [i, row] of pasted.entries()) {
      for (const [j, value] of row.entries()) expect(value).toBeCloseTo(matrix[i]![j]!, 12);
    }
  });
});

describe('names', () => {
  it.each([
    ['dW1 [[1.]]', 'dW1'],
    ['dW1:\n [[1.]]', 'dW1'],
    ['dW1 = array([[1.]])', 'dW1'],
    ['dW1: tensor([[1.]])', 'dW1'],
    ['layer1.weight.grad tensor([[1.]])', 'layer1.weight.grad'],
    ["{'dW1': array([[1.]])}", 'dW1'],
    ["OrderedDict([('0.weight', tensor([[1.]]))])", '0.weight'],
    ["grads['dW1'] = [[1.]]", "grads['dW1']"],
    ['Gradient of W1: [[1.]]', 'Gradient of W1'],
    ['dW1 (1, 1)\n[[1.]]', 'dW1'],
    ['dW1 shape (1,1):\n[[1.]]', 'dW1 shape'],
    ['>>> dW1\narray([[1.]])', 'dW1'],
    ['>>> print(dW1)\n[[1.]]', 'dW1'],
    ['In [3]: dW1\nOut[3]: array([[1.]])', 'dW1'],
    ['dW1 tf.Tensor([[1.]], shape=(1, 1), dtype=float32)', 'dW1'],
    ['dW1 <tf.Tensor: shape=(1, 1), dtype=float32, numpy=array([[1.]], dtype=float32)>', 'dW1'],
    ['dW1 DeviceArray([[1.]], dtype=float32)', 'dW1'],
    ['∂L/∂W1 = [[1.]]', '∂L/∂W1'],
    ['epoch 3\n\ndW1\n\n[[1.]]', 'dW1'],
  ])('%j', (text, name) => {
    expect(read(text)).toEqual({ [name]: [[1]] });
  });

  it('are not those of JavaScript’s types', () => {
    expect(read('db1: Float64Array(2) [ 0.5, 1 ]')).toEqual({ db1: [0.5, 1] });
  });

  it('stand before each of several arrays', () => {
    expect(
      read('dW1 [[1. 2.]] db1 [3.] dW2 = tensor([[4.]], dtype=torch.float64), db2 = tensor(5.)'),
    ).toEqual({
      dW1: [[1, 2]],
      db1: [3],
      dW2: [[4]],
      db2: 5,
    });
  });

  it('are made where there are none, and told apart where they are the same', () => {
    expect(read('[tensor([[1.]]), tensor([2.])]')).toEqual({ 'array 1': [[1]], 'array 2': [2] });
    expect(read('dW [1.]\ndW [2.]\ndW [3.]')).toEqual({ dW: [1], 'dW (2)': [2], 'dW (3)': [3] });
  });
});

it('single numbers need a name or a call', () => {
  expect(read("loss: 0.25\ndb = -1e-3\n{'c': np.float64(0.5), 'd': 2.5}\nstep 7 of 9")).toEqual({
    loss: 0.25,
    db: -1e-3,
    c: 0.5,
    d: 2.5,
  });
});

it('NaN and infinities are numbers, subscripts and empty lists are no arrays', () => {
  expect(read('history[0] = []\nz [nan inf -inf -0.]\nx[1:2], y["a"]')).toEqual({
    z: [NaN, Infinity, -Infinity, -0],
  });
});

describe('what is no array', () => {
  it.each([
    ['[[1. 2.]\n [3. 4. 5.]]', 'ragged_array', 1, 'Line 2: A row has 3 numbers, the first has 2'],
    ['a\n[1. [2.]]', 'ragged_array', 1, 'Line 2: Numbers and rows stand in one list'],
    ['[[1. 2.]\n [3. oops]]', 'not_a_number', 1, 'Line 2: A text between the brackets is not a number'],
    ['[1. 1+2j]', 'not_a_number', 0, 'Line 1: A text between the brackets is not a number'],
    [
      '[[[1.]]]',
      'unsupported',
      0,
      'Line 1: An array has more than two dimensions: print one matrix after the other',
    ],
    ['[[1. 2.]\n [3.', 'truncated', 0, 'Line 1: A bracket is not closed'],
    ['x\ny [1. ... 2.]', 'abbreviated', 1, 'Line 2: Numbers are left out'],
    ['[[1., 2.],\n ...,\n [3., 4.]]', 'abbreviated', 1, 'Line 2: Numbers are left out'],
    [
      '\nColumns 0 to 7 \n 1 2 3\n\nColumns 8 to 9\n 4 5\n[torch.FloatTensor of size 1x10]',
      'unsupported',
      1,
      'PyTorch before',
    ],
    [' 1 2\n[torch.FloatTensor of size 1x2]', 'unsupported', 1, 'PyTorch before'],
  ])('%j', (text, code, line, message) => {
    const { arrays, issues } = readingOf('pasted.txt', text);
    expect(arrays).toEqual([]);
    expect(issues).toMatchObject([{ code, range: { start: { line } } }]);
    expect(issues[0]!.message).toContain(message);
  });

  it('does not hide the others', () => {
    const { arrays, issues } = readingOf('pasted.txt', 'a [[1.] [2. 3.]]\nb [4.]\nc [5. ...]\nd [6.]');
    expect(arrays.map(({ name }) => name)).toEqual(['b', 'd']);
    expect(issues.map(({ code }) => code)).toEqual(['ragged_array', 'abbreviated']);
  });
});

it('says where an array stands', () => {
  const text = 'first\ndW1 [[1. 2.]\n [3. 4.]]\n';
  const [array] = readingOf('pasted.txt', text).arrays;
  expect(array!.where).toEqual({
    start: { offset: 10, line: 1, column: 4 },
    end: { offset: 28, line: 2, column: 9 },
  });
});

describe('round trips', () => {
  const number = fc.oneof(
    fc.double({ min: -100, max: 100, noNaN: true }),
    fc.double({ noNaN: true, min: -1e-3, max: 1e-3 }),
    fc.constantFrom(NaN, Infinity, -Infinity, 0, -0),
  );
  const rows = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 12 }))
    .chain(([height, width]) =>
      fc.array(fc.array(number, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
    );
  const words = (value: number): string =>
    Number.isNaN(value)
      ? 'nan'
      : String(value)
          .replace('Infinity', 'inf')
          .replace(/^-?0$/, Object.is(value, -0) ? '-0.' : '0.');

  it('with all digits give the same numbers', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(', ', ' ', ',\n  '), (given, between) => {
        const text = `x = [${given.map((row) => `[${row.map(words).join(between)}]`).join(between)}]`;
        expect(read(text)).toEqual({ x: given });
      }),
      { numRuns: 200 },
    );
  });

  it('with rounded numbers say how far they are rounded', () => {
    const finite = rows.filter((given) => given.flat().every((value) => Number.isFinite(value)));
    const write = fc.oneof(
      fc.integer({ min: 2, max: 10 }).map((decimals) => (value: number) => value.toFixed(decimals)),
      fc.integer({ min: 1, max: 12 }).map((digits) => (value: number) => value.toExponential(digits)),
    );
    fc.assert(
      fc.property(finite, write, (given, rounded) => {
        const text = `x = [${given.map((row) => `[${row.map(rounded).join(', ')}]`).join(', ')}]`;
        const [array] = readingOf('pasted.txt', text).arrays;
        expect(errorOf(array!, given.flat())).toBeLessThan(1.001);
      }),
      { numRuns: 300 },
    );
  });
});
