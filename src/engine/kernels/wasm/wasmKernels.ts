/** The kernels with their matrix products in WebAssembly, wherever that is there and the product is worth a call. */
import type { Computation } from '../../computation';
import { columnsOf, type DType, dtypeOf, rowsOf, ShapeError, type Tensor, zeros } from '../../tensor';
import { expectShape } from '../expectShape';
import type { Kernels } from '../kernels';
import { plainKernels } from '../plain';
import { Arena } from './arena';
import { isSupported } from './instance';
import type { Arithmetic } from './layout';
import { multiply } from './multiply';
import type { ElementBytes } from './operands';
import { type Product, Workspace } from './workspace';

export interface WasmOptions {
  /** `strict` if left out: the same bits as the plain kernels. */
  readonly arithmetic?: Arithmetic;
  /** In what sums of float32 products are accumulated. `float64` if left out, as Kernels promises. */
  readonly float32Sums?: DType;
  /** Where operands may lie, so that they need not be copied. A memory of the kernels' own if left out. */
  readonly arena?: Arena;
}

/** Fewer multiply-adds than this the plain kernels do before a call has copied its operands (2 to 4 µs either way). */
const WORTH_A_CALL = 2_000;

/** Kernels whose products are computed by WebAssembly, which is compiled at the first that is worth it. */
export function wasmKernels(options: WasmOptions = {}): Kernels {
  const { arithmetic = 'strict', float32Sums = 'float64', arena } = options;
  let workspace: Workspace | undefined;

  const product =
    (operation: 'multiply' | 'multiplyTransposedA' | 'multiplyTransposedB'): Kernels['multiply'] =>
    (a, b) => {
      const [aTransposed, bTransposed] = [
        operation === 'multiplyTransposedA',
        operation === 'multiplyTransposedB',
      ];
      const [m, k] = aTransposed ? [columnsOf(a), rowsOf(a)] : [rowsOf(a), columnsOf(a)];
      const n = bTransposed ? rowsOf(b) : columnsOf(b);
      if (m * n * k < WORTH_A_CALL || !isSupported(arithmetic)) return plainKernels[operation](a, b);
      expectWhole(operation, 'a', a);
      expectShape(operation, 'b', bTransposed ? [n, k] : [k, n], b);
      expectWhole(operation, 'b', b);
      workspace ??= new Workspace(arithmetic, arena ?? new Arena());
      return compute(
        workspace,
        {
          ...{ m, n, k },
          a: { data: a.data, width: columnsOf(a), transposed: aTransposed },
          b: { data: b.data, width: columnsOf(b), transposed: bTransposed },
        },
        dtypeOf(bTransposed ? a : b),
        float32Sums === 'float32' && a.data.BYTES_PER_ELEMENT + b.data.BYTES_PER_ELEMENT === 8 ? 4 : 8,
      );
    };

  return {
    ...plainKernels,
    multiply: product('multiply'),
    multiplyTransposedA: product('multiplyTransposedA'),
    multiplyTransposedB: product('multiplyTransposedB'),
  };
}

function* compute(
  workspace: Workspace,
  operands: Omit<Product, 'out'>,
  dtype: DType,
  bytes: ElementBytes,
): Computation<Tensor> {
  const out = zeros([operands.m, operands.n], dtype);
  yield* multiply(workspace, { ...operands, out: out.data }, bytes);
  return out;
}

/** @throws ShapeError where a tensor's data are not as many as its shape says: kernels check no index. */
function expectWhole(operation: string, input: string, t: Tensor): void {
  if (t.data.length !== rowsOf(t) * columnsOf(t))
    throw new ShapeError(operation, input, t.shape, [t.data.length]);
}
