/** The operations in plain JavaScript: clear, exact to the rules, the reference for anything faster. */
import type { Computation } from '../computation';
import { columnsOf, rowsOf, type Tensor } from '../tensor';
import type { Body } from './plan';
import type { Operand, Product } from './product';

/** A slice of a product: small enough that a driver can react within a few milliseconds. */
const SLICE = 2_000_000;

/** Each sum takes its products in the order of k, in float64, then the bias; it is rounded once when it is stored. */
export function product(p: Product): Body {
  const { m, n, k } = p;
  const row = rowOfProduct(p);
  if (m * n * k <= SLICE) {
    return () => {
      for (let i = 0; i < m; i++) row(i);
      return undefined;
    };
  }
  return function* (): Computation<void> {
    let done = 0;
    for (let i = 0; i < m; i++) {
      row(i);
      done += k * n;
      if (done < SLICE) continue;
      yield done;
      done = 0;
    }
    if (done > 0) yield done;
  };
}

/** Numbers from row to row and from column to column of a matrix as it is read. */
function stridesOf({ tensor, transposed }: Operand): readonly [row: number, column: number] {
  const width = columnsOf(tensor);
  return transposed ? [1, width] : [width, 1];
}

/** Computes row i of a product: as the sum of B's rows weighted by the row of A where they lie side by side, else as dots. */
function rowOfProduct({ n, k, a, b, bias, out }: Product): (i: number) => void {
  const [aRow, aColumn] = stridesOf(a);
  const [, bColumn] = stridesOf(b);
  const sums = new Float64Array(n);
  const addRows = (i: number): void => {
    const [A, B] = [a.tensor.data, b.tensor.data];
    sums.fill(0);
    for (let p = 0; p < k; p++) {
      const factor = A[i * aRow + p * aColumn]!;
      const at = p * n;
      for (let j = 0; j < n; j++) sums[j]! += factor * B[at + j]!;
    }
  };
  const addDots = (i: number): void => {
    const [A, B] = [a.tensor.data, b.tensor.data];
    for (let j = 0; j < n; j++) {
      let dot = 0;
      for (let p = 0; p < k; p++) dot += A[i * aRow + p * aColumn]! * B[j * k + p]!;
      sums[j] = dot;
    }
  };
  const add = bColumn === 1 ? addRows : addDots;
  return (i) => {
    add(i);
    const to = i * n;
    if (bias === undefined) {
      for (let j = 0; j < n; j++) out.data[to + j] = sums[j]!;
    } else {
      for (let j = 0; j < n; j++) out.data[to + j] = sums[j]! + bias.data[j]!;
    }
  };
}

export function times(x: Tensor, y: Tensor, out: Tensor): Body {
  return atOnce(() => {
    const [X, Y, Z] = [x.data, y.data, out.data];
    for (let i = 0; i < Z.length; i++) Z[i] = X[i]! * Y[i]!;
  });
}

export function plus(x: Tensor, y: Tensor, out: Tensor): Body {
  return atOnce(() => {
    const [X, Y, Z] = [x.data, y.data, out.data];
    for (let i = 0; i < Z.length; i++) Z[i] = X[i]! + Y[i]!;
  });
}

export function sumOfRows(x: Tensor, out: Tensor): Body {
  const [m, n] = [rowsOf(x), columnsOf(x)];
  const sums = new Float64Array(n);
  return atOnce(() => {
    sums.fill(0);
    for (let i = 0; i < m; i++) {
      const at = i * n;
      for (let j = 0; j < n; j++) sums[j]! += x.data[at + j]!;
    }
    out.data.set(sums);
  });
}

export function sumOfColumns(x: Tensor, factor: number, out: Tensor): Body {
  const [m, n] = [rowsOf(x), columnsOf(x)];
  return atOnce(() => {
    for (let i = 0; i < m; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += x.data[i * n + j]!;
      out.data[i] = sum * factor;
    }
  });
}

export function repeatColumn(x: Tensor, n: number, out: Tensor): Body {
  const m = rowsOf(x);
  return atOnce(() => {
    for (let i = 0; i < m; i++) out.data.fill(x.data[i]!, i * n, (i + 1) * n);
  });
}

export function total(x: Tensor, factor: number, out: Tensor): Body {
  return atOnce(() => {
    let sum = 0;
    for (const value of x.data) sum += value;
    out.data[0] = sum * factor;
  });
}

export function largest(x: Tensor, out: Tensor): Body {
  return atOnce(() => {
    let most = -Infinity;
    for (const value of x.data) most = Math.max(most, value);
    out.data[0] = most;
  });
}

export function map(x: Tensor, f: (x: number) => number, out: Tensor): Body {
  return atOnce(() => {
    const [X, Y] = [x.data, out.data];
    for (let i = 0; i < Y.length; i++) Y[i] = f(X[i]!);
  });
}

export function map2(x: Tensor, y: Tensor, f: (x: number, y: number) => number, out: Tensor): Body {
  return atOnce(() => {
    const [X, Y, Z] = [x.data, y.data, out.data];
    for (let i = 0; i < Z.length; i++) Z[i] = f(X[i]!, Y[i]!);
  });
}

export function map3(
  x: Tensor,
  y: Tensor,
  w: Tensor,
  f: (x: number, y: number, w: number) => number,
  out: Tensor,
): Body {
  return atOnce(() => {
    const [X, Y, W, Z] = [x.data, y.data, w.data, out.data];
    for (let i = 0; i < Z.length; i++) Z[i] = f(X[i]!, Y[i]!, W[i]!);
  });
}

/** Each row's maximum and Σ e^{z − maximum}. A NaN anywhere in the row makes both NaN. */
function shiftedSum(z: Tensor, row: number): { readonly maximum: number; readonly sum: number } {
  const n = columnsOf(z);
  let maximum = -Infinity;
  for (let j = 0; j < n; j++) maximum = Math.max(maximum, z.data[row * n + j]!);
  let sum = 0;
  for (let j = 0; j < n; j++) sum += Math.exp(z.data[row * n + j]! - maximum);
  return { maximum, sum };
}

export function softmax(z: Tensor, out: Tensor): Body {
  const [m, n] = [rowsOf(z), columnsOf(z)];
  return atOnce(() => {
    for (let i = 0; i < m; i++) {
      const { maximum, sum } = shiftedSum(z, i);
      for (let j = 0; j < n; j++) out.data[i * n + j] = Math.exp(z.data[i * n + j]! - maximum) / sum;
    }
  });
}

export function logSoftmax(z: Tensor, out: Tensor): Body {
  const [m, n] = [rowsOf(z), columnsOf(z)];
  return atOnce(() => {
    for (let i = 0; i < m; i++) {
      const { maximum, sum } = shiftedSum(z, i);
      const logarithm = Math.log(sum);
      for (let j = 0; j < n; j++) out.data[i * n + j] = z.data[i * n + j]! - maximum - logarithm;
    }
  });
}

export function softmaxVjp(a: Tensor, upstream: Tensor, out: Tensor): Body {
  const [m, n] = [rowsOf(a), columnsOf(a)];
  return atOnce(() => {
    for (let i = 0; i < m; i++) {
      let dot = 0;
      for (let j = 0; j < n; j++) dot += upstream.data[i * n + j]! * a.data[i * n + j]!;
      for (let j = 0; j < n; j++) {
        out.data[i * n + j] = a.data[i * n + j]! * (upstream.data[i * n + j]! - dot);
      }
    }
  });
}

export function logSoftmaxVjp(a: Tensor, upstream: Tensor, out: Tensor): Body {
  const [m, n] = [rowsOf(a), columnsOf(a)];
  return atOnce(() => {
    for (let i = 0; i < m; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += upstream.data[i * n + j]!;
      for (let j = 0; j < n; j++) {
        out.data[i * n + j] = upstream.data[i * n + j]! - Math.exp(a.data[i * n + j]!) * sum;
      }
    }
  });
}

function atOnce(work: () => void): Body {
  return () => {
    work();
    return undefined;
  };
}
