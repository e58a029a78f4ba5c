/** Plans operations: which step fills which tensor, after the shapes were checked. */
import { columnsOf, type DType, dtypeOf, rowsOf, ShapeError, type Tensor, zeros } from '../tensor';
import type { Backend, Elementwise } from './backend';
import { expectShape } from './expectShape';
import type { NamedFunction, Identity, Kernels } from './kernels';
import * as plain from './plain';
import { type Body, Plan, type Step } from './plan';
import type { Operand } from './product';

export class Planner implements Kernels {
  readonly #backend: Backend;
  readonly #given: Tensor[] = [];
  readonly #steps: Step[] = [];

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** What was planned so far. */
  plan(): Plan {
    return new Plan(this.#backend, this.#given, this.#steps);
  }

  given(t: Tensor): Tensor {
    expectWhole('given', t);
    const placed = this.#backend.given(t);
    this.#given.push(placed);
    return placed;
  }

  zeros(shape: readonly number[], dtype: DType): Tensor {
    return this.given(zeros(shape, dtype));
  }

  multiply(a: Tensor, b: Tensor, bias?: Tensor): Tensor {
    expectShape('multiply', 'b', [columnsOf(a), columnsOf(b)], b);
    if (bias !== undefined) expectShape('multiply', 'bias', [columnsOf(b)], bias);
    return this.#product(
      'multiply',
      { tensor: a, transposed: false },
      { tensor: b, transposed: false },
      bias,
    );
  }

  multiplyTransposedA(a: Tensor, b: Tensor): Tensor {
    expectShape('multiplyTransposedA', 'b', [rowsOf(a), columnsOf(b)], b);
    return this.#product(
      'multiplyTransposedA',
      { tensor: a, transposed: true },
      { tensor: b, transposed: false },
    );
  }

  multiplyTransposedB(a: Tensor, b: Tensor): Tensor {
    expectShape('multiplyTransposedB', 'b', [rowsOf(b), columnsOf(a)], b);
    return this.#product(
      'multiplyTransposedB',
      { tensor: a, transposed: false },
      { tensor: b, transposed: true },
    );
  }

  times(x: Tensor, y: Tensor): Tensor {
    expectShape('times', 'y', x.shape, y);
    return this.#step(['times'], [x, y], x.shape, (out) => this.#backend.times(x, y, out));
  }

  plus(x: Tensor, y: Tensor): Tensor {
    expectShape('plus', 'y', x.shape, y);
    return this.#step(['plus'], [x, y], x.shape, (out) => this.#backend.plus(x, y, out));
  }

  sumOfRows(x: Tensor): Tensor {
    return this.#step(['sumOfRows'], [x], [columnsOf(x)], (out) => this.#backend.sumOfRows(x, out));
  }

  sumOfColumns(x: Tensor, factor: number): Tensor {
    return this.#step(['sumOfColumns', factor], [x], [rowsOf(x), 1], (out) =>
      plain.sumOfColumns(x, factor, out),
    );
  }

  repeatColumn(x: Tensor, n: number): Tensor {
    expectShape('repeatColumn', 'x', [rowsOf(x), 1], x);
    return this.#step(['repeatColumn', n], [x], [rowsOf(x), n], (out) => plain.repeatColumn(x, n, out));
  }

  total(x: Tensor, factor: number): Tensor {
    return this.#step(['total', factor], [x], [1], (out) => plain.total(x, factor, out));
  }

  largest(x: Tensor): Tensor {
    return this.#step(['largest'], [x], [1], (out) => plain.largest(x, out));
  }

  apply(f: NamedFunction, x: Tensor): Tensor {
    return this.#step([f.name, ...f.parameters], [x], x.shape, (out) => this.#backend.apply(f, x, out));
  }

  map(x: Tensor, f: (x: number) => number): Tensor {
    return this.#step(undefined, [x], x.shape, (out) => plain.map(x, f, out));
  }

  map2(x: Tensor, y: Tensor, f: (x: number, y: number) => number, identity?: Identity): Tensor {
    expectShape('map2', 'y', x.shape, y);
    return this.#step(identity, [x, y], x.shape, (out) => plain.map2(x, y, f, out));
  }

  map3(
    x: Tensor,
    y: Tensor,
    w: Tensor,
    f: (x: number, y: number, w: number) => number,
    identity?: Identity,
  ): Tensor {
    expectShape('map3', 'y', x.shape, y);
    expectShape('map3', 'w', x.shape, w);
    return this.#step(identity, [x, y, w], x.shape, (out) => plain.map3(x, y, w, f, out));
  }

  softmax(z: Tensor): Tensor {
    return this.#step(['softmax'], [z], z.shape, (out) => plain.softmax(z, out));
  }

  logSoftmax(z: Tensor): Tensor {
    return this.#step(['logSoftmax'], [z], z.shape, (out) => plain.logSoftmax(z, out));
  }

  softmaxVjp(a: Tensor, upstream: Tensor): Tensor {
    expectShape('softmaxVjp', 'upstream', a.shape, upstream);
    return this.#step(['softmaxVjp'], [a, upstream], a.shape, (out) => plain.softmaxVjp(a, upstream, out));
  }

  logSoftmaxVjp(a: Tensor, upstream: Tensor): Tensor {
    expectShape('logSoftmaxVjp', 'upstream', a.shape, upstream);
    return this.#step(['logSoftmaxVjp'], [a, upstream], a.shape, (out) =>
      plain.logSoftmaxVjp(a, upstream, out),
    );
  }

  #product(operation: string, a: Operand, b: Operand, bias?: Tensor): Tensor {
    const [m, k] = a.transposed
      ? [columnsOf(a.tensor), rowsOf(a.tensor)]
      : [rowsOf(a.tensor), columnsOf(a.tensor)];
    const n = b.transposed ? rowsOf(b.tensor) : columnsOf(b.tensor);
    const inputs = bias === undefined ? [a.tensor, b.tensor] : [a.tensor, b.tensor, bias];
    return this.#step(
      [operation],
      inputs,
      [m, n],
      (out) => this.#backend.product({ m, n, k, a, b, bias, out }),
      m * n * k,
    );
  }

  #step(
    identity: Identity | undefined,
    inputs: readonly Tensor[],
    shape: readonly number[],
    how: (out: Tensor) => Body | Elementwise,
    work = 0,
  ): Tensor {
    const output = this.#backend.tensor(shape, dtypeOf(inputs[0]!));
    const planned = how(output);
    const doing = typeof planned === 'function' ? { body: planned } : planned;
    this.#steps.push({ identity, inputs, output, work, ...doing });
    return output;
  }
}

/** @throws ShapeError where a tensor's data are not as many as its shape says: kernels check no index. */
function expectWhole(operation: string, t: Tensor): void {
  if (t.data.length !== rowsOf(t) * columnsOf(t))
    throw new ShapeError(operation, 'data', t.shape, [t.data.length]);
}
