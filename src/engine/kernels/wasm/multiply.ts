/** Which way a product takes. */
import type { Computation } from '../../computation';
import { DOT_VECTORS, VECTOR_BYTES } from './layout';
import type { ElementBytes } from './operands';
import { panelProduct } from './panelProduct';
import { THIN, thinProduct } from './thinProduct';
import type { Product, Workspace } from './workspace';

/**
 * Computes `product.out`, with sums in elements of so many bytes. Nothing is checked: the operands must have the lengths
 * that the product says. In strict arithmetic each element's products are added in the order of k, whichever way is
 * taken, so that every way gives the same bits.
 */
export function* multiply(workspace: Workspace, product: Product, bytes: ElementBytes): Computation<void> {
  const { m, n, k, b, bias } = product;
  if (bias !== undefined || (m > THIN && (k > THIN || b.transposed))) {
    yield* panelProduct(workspace, product, bytes, 0);
    return;
  }
  if (!b.transposed) {
    yield* thinProduct(workspace, product, bytes, n);
    return;
  }
  const together = (DOT_VECTORS * VECTOR_BYTES) / bytes;
  const whole = n - (n % together);
  if (whole > 0) yield* thinProduct(workspace, product, bytes, whole);
  if (whole < n) yield* panelProduct(workspace, product, bytes, whole);
}
