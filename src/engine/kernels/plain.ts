/** Kernels in plain JavaScript: clear, exact to the rules, the reference for anything faster. */
import type { Computation } from '../computation';
import { columnsOf, dtypeOf, type Numbers, rowsOf, type Tensor, zeros } from '../tensor';
import { expectShape } from './expectShape';
import type { Kernels } from './kernels';

/** A slice of a product: small enough that a driver can react within a few milliseconds. */
const SLICE = 2_000_000;

function multiply(a: Tensor, b: Tensor): Computation<Tensor> {
  const [m, k] = [rowsOf(a), columnsOf(a)];
  expectShape('multiply', 'b', [k, columnsOf(b)], b);
  return accumulateRows({ data: a.data, m, k, rowStride: k, columnStride: 1 }, b);
}

function multiplyTransposedA(a: Tensor, b: Tensor): Computation<Tensor> {
  const [k, m] = [rowsOf(a), columnsOf(a)];
  expectShape('multiplyTransposedA', 'b', [k, columnsOf(b)], b);
  return accumulateRows({ data: a.data, m, k, rowStride: 1, columnStride: m }, b);
}

/** A matrix m × k that need not lie row by row: a transposed one is read where it is. */
interface Strided {
  readonly data: Numbers;
  readonly m: number;
  readonly k: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** A · B: each row of the result is the sum of B's rows, weighted by the row of A. */
function* accumulateRows({ data, m, k, rowStride, columnStride }: Strided, b: Tensor): Computation<Tensor> {
  const n = columnsOf(b);
  const sums = new Float64Array(m * n);
  let done = 0;
  for (let i = 0; i < m; i++) {
    const to = i * n;
    for (let p = 0; p < k; p++) {
      const factor = data[i * rowStride + p * columnStride]!;
      const at = p * n;
      for (let j = 0; j < n; j++) sums[to + j]! += factor * b.data[at + j]!;
    }
    done += k * n;
    if (done >= SLICE) {
      yield done;
      done = 0;
    }
  }
  yield done;
  return stored([m, n], sums, b);
}

/** Sums as a tensor of the same dtype as `like`. */
function stored(shape: readonly number[], sums: Float64Array, like: Tensor): Tensor {
  return { shape, data: dtypeOf(like) === 'float64' ? sums : Float32Array.from(sums) };
}

function* multiplyTransposedB(a: Tensor, b: Tensor): Computation<Tensor> {
  const [m, k, n] = [rowsOf(a), columnsOf(a), rowsOf(b)];
  expectShape('multiplyTransposedB', 'b', [n, k], b);
  const out = zeros([m, n], dtypeOf(a));
  let done = 0;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let dot = 0;
      for (let p = 0; p < k; p++) dot += a.data[i * k + p]! * b.data[j * k + p]!;
      out.data[i * n + j] = dot;
    }
    done += k * n;
    if (done >= SLICE) {
      yield done;
      done = 0;
    }
  }
  yield done;
  return out;
}

function addToRows(x: Tensor, b: Tensor): Tensor {
  const [m, n] = [rowsOf(x), columnsOf(x)];
  expectShape('addToRows', 'b', [n], b);
  const out = zeros(x.shape, dtypeOf(x));
  for (let i = 0; i < m; i++) {
    const at = i * n;
    for (let j = 0; j < n; j++) out.data[at + j] = x.data[at + j]! + b.data[j]!;
  }
  return out;
}

function sumOfRows(x: Tensor): Tensor {
  const [m, n] = [rowsOf(x), columnsOf(x)];
  const sums = new Float64Array(n);
  for (let i = 0; i < m; i++) {
    const at = i * n;
    for (let j = 0; j < n; j++) sums[j]! += x.data[at + j]!;
  }
  return stored([n], sums, x);
}

function sumOfColumns(x: Tensor, factor: number): Tensor {
  const [m, n] = [rowsOf(x), columnsOf(x)];
  const out = zeros([m, 1], dtypeOf(x));
  for (let i = 0; i < m; i++) {
    let total = 0;
    for (let j = 0; j < n; j++) total += x.data[i * n + j]!;
    out.data[i] = total * factor;
  }
  return out;
}

function repeatColumn(x: Tensor, n: number): Tensor {
  const m = rowsOf(x);
  expectShape('repeatColumn', 'x', [m, 1], x);
  const out = zeros([m, n], dtypeOf(x));
  for (let i = 0; i < m; i++) out.data.fill(x.data[i]!, i * n, (i + 1) * n);
  return out;
}

function total(x: Tensor, factor: number): number {
  let sum = 0;
  for (const value of x.data) sum += value;
  return dtypeOf(x) === 'float32' ? Math.fround(sum * factor) : sum * factor;
}

function largest(x: Tensor): number {
  let most = -Infinity;
  for (const value of x.data) most = Math.max(most, value);
  return most;
}

function map(x: Tensor, f: (x: number) => number): Tensor {
  const out = zeros(x.shape, dtypeOf(x));
  for (let i = 0; i < x.data.length; i++) out.data[i] = f(x.data[i]!);
  return out;
}

function map2(x: Tensor, y: Tensor, f: (x: number, y: number) => number): Tensor {
  expectShape('map2', 'y', x.shape, y);
  const out = zeros(x.shape, dtypeOf(x));
  for (let i = 0; i < x.data.length; i++) out.data[i] = f(x.data[i]!, y.data[i]!);
  return out;
}

function map3(x: Tensor, y: Tensor, w: Tensor, f: (x: number, y: number, w: number) => number): Tensor {
  expectShape('map3', 'y', x.shape, y);
  expectShape('map3', 'w', x.shape, w);
  const out = zeros(x.shape, dtypeOf(x));
  for (let i = 0; i < x.data.length; i++) out.data[i] = f(x.data[i]!, y.data[i]!, w.data[i]!);
  return out;
}

/** Each row's maximum and Σ e^{z − maximum}. A NaN anywhere in the row makes both NaN. */
function shiftedSum(z: Tensor, row: number): { maximum: number; sum: number } {
  const n = columnsOf(z);
  let maximum = -Infinity;
  for (let j = 0; j < n; j++) maximum = Math.max(maximum, z.data[row * n + j]!);
  let sum = 0;
  for (let j = 0; j < n; j++) sum += Math.exp(z.data[row * n + j]! - maximum);
  return { maximum, sum };
}

function softmax(z: Tensor): Tensor {
  const [m, n] = [rowsOf(z), columnsOf(z)];
  const out = zeros(z.shape, dtypeOf(z));
  for (let i = 0; i < m; i++) {
    const { maximum, sum } = shiftedSum(z, i);
    for (let j = 0; j < n; j++) out.data[i * n + j] = Math.exp(z.data[i * n + j]! - maximum) / sum;
  }
  return out;
}

function logSoftmax(z: Tensor): Tensor {
  const [m, n] = [rowsOf(z), columnsOf(z)];
  const out = zeros(z.shape, dtypeOf(z));
  for (let i = 0; i < m; i++) {
    const { maximum, sum } = shiftedSum(z, i);
    const logarithm = Math.log(sum);
    for (let j = 0; j < n; j++) out.data[i * n + j] = z.data[i * n + j]! - maximum - logarithm;
  }
  return out;
}

function softmaxVjp(a: Tensor, upstream: Tensor): Tensor {
  expectShape('softmaxVjp', 'upstream', a.shape, upstream);
  const [m, n] = [rowsOf(a), columnsOf(a)];
  const out = zeros(a.shape, dtypeOf(a));
  for (let i = 0; i < m; i++) {
    let dot = 0;
    for (let j = 0; j < n; j++) dot += upstream.data[i * n + j]! * a.data[i * n + j]!;
    for (let j = 0; j < n; j++) {
      out.data[i * n + j] = a.data[i * n + j]! * (upstream.data[i * n + j]! - dot);
    }
  }
  return out;
}

function logSoftmaxVjp(a: Tensor, upstream: Tensor): Tensor {
  expectShape('logSoftmaxVjp', 'upstream', a.shape, upstream);
  const [m, n] = [rowsOf(a), columnsOf(a)];
  const out = zeros(a.shape, dtypeOf(a));
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += upstream.data[i * n + j]!;
    for (let j = 0; j < n; j++) {
      out.data[i * n + j] = upstream.data[i * n + j]! - Math.exp(a.data[i * n + j]!) * sum;
    }
  }
  return out;
}

export const plainKernels: Kernels = {
  multiply,
  multiplyTransposedA,
  multiplyTransposedB,
  addToRows,
  sumOfRows,
  sumOfColumns,
  repeatColumn,
  total,
  largest,
  map,
  map2,
  map3,
  softmax,
  logSoftmax,
  softmaxVjp,
  logSoftmaxVjp,
};
