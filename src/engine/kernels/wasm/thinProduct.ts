/** A product without packing: few rows, or few steps of k, so that reading and writing memory is all the work. */
import type { Computation } from '../../computation';
import type { Numbers } from '../../tensor';
import { roundUp } from './arena';
import { DOT_VECTORS, VECTOR_BYTES } from './layout';
import { bytesToPlace, type ElementBytes, fetch, place, type Placed, target, type Window } from './operands';
import { type Product, SLICE, type Workspace } from './workspace';

/** With so few rows, or steps of k, packing costs more than it saves: each packed number would be used so often. */
export const THIN = 4;

/**
 * How many numbers of the large operand, or result, go through the memory at once, about: 256 KiB in float64, which
 * stay in the second-level cache between their copying and their use.
 */
const STREAMED = 32_768;

/** A window of C, and the steps of k that are added to it. */
interface Part extends Window {
  readonly step: number;
  readonly steps: number;
}

/**
 * The first `columns` columns of a product with at most THIN rows; or, where B is not transposed, steps of k. Where B is
 * transposed, the columns must be a multiple of what `multiplyDots` computes side by side.
 */
export function* thinProduct(
  workspace: Workspace,
  product: Product,
  bytes: ElementBytes,
  columns: number,
): Computation<void> {
  const { m, n, k, b, out } = product;
  const { arena } = workspace;
  const together = (DOT_VECTORS * VECTOR_BYTES) / bytes;
  const streamed = (width: number): number => roundUp(STREAMED / width, together);
  const height = m > THIN ? Math.min(m, streamed(n)) : m;
  const width = b.transposed ? Math.min(columns, streamed(k)) : columns;
  const depth = b.transposed || m > THIN ? k : Math.min(k, streamed(n));
  let done = 0;
  let sums: Numbers | undefined;
  for (let row = 0; row < m; row += height) {
    const rows = Math.min(height, m - row);
    for (let column = 0; column < columns; column += width) {
      const window = { row, rows, column, columns: Math.min(width, columns - column) };
      for (let step = 0; step < k; step += depth) {
        const part = { ...window, step, steps: Math.min(depth, k - step) };
        const placed = addPart(workspace, product, bytes, part, sums);
        sums = undefined;
        const whole = step + depth >= k;
        if (whole) fetch(arena, out, bytes, n, window, placed);
        done += rows * window.columns * part.steps;
        if (done < SLICE) continue;
        if (!whole && bytesToPlace(arena, out, bytes, 1) > 0) sums = sumsAt(workspace, bytes, window, placed);
        yield done;
        done = 0;
      }
    }
  }
  if (done > 0) yield done;
}

/** Adds some steps of k to a window of C, from `sums` if they are given, and says where the window lies. */
function addPart(
  workspace: Workspace,
  { n, a, b, out }: Product,
  bytes: ElementBytes,
  part: Part,
  sums: Numbers | undefined,
): Placed {
  const { row, rows, column, columns, step, steps } = part;
  const { arena } = workspace;
  const needed = (data: Numbers, numbers: number): number =>
    roundUp(bytesToPlace(arena, data, bytes, numbers), VECTOR_BYTES);
  const cBytes = needed(out, rows * columns);
  const aBytes = needed(a.data, rows * steps);
  const scratch = workspace.scratch(part, cBytes + aBytes + needed(b.data, steps * columns));
  const c = target(arena, out, bytes, n, part, scratch);
  if (sums !== undefined) arena.view(bytes).set(sums, c.at / bytes);
  const left = place(arena, a, bytes, { row, rows, column: step, columns: steps }, scratch + cBytes);
  const right = place(
    arena,
    b,
    bytes,
    { row: step, rows: steps, column, columns },
    scratch + cBytes + aBytes,
  );
  const kernels = workspace.kernels(bytes);
  const aAt = [left.at, left.rowBytes, left.columnBytes] as const;
  if (b.transposed) {
    kernels.multiplyDots(...aAt, right.at, right.columnBytes, c.at, c.rowBytes, rows, columns, steps);
  } else {
    const first = step === 0 ? 1 : 0;
    kernels.multiplyThin(...aAt, right.at, right.rowBytes, c.at, c.rowBytes, rows, columns, steps, first);
  }
  return c;
}

/** A copy of unfinished sums in the scratch, which other computations may use between two slices. */
function sumsAt(
  { arena }: Workspace,
  bytes: ElementBytes,
  { rows, columns }: Window,
  { at }: Placed,
): Numbers {
  return arena.view(bytes).slice(at / bytes, at / bytes + rows * columns);
}
