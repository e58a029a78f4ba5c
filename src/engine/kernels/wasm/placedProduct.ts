/** A product whose operands have their places in the memory. */
import { columnsOf, type DType, dtypeOf } from '../../tensor';
import type { Operand, Product } from '../product';
import { addressOf } from './placement';

/** Appends one call; `work` in multiply-adds. */
export type Append = (kernel: string, work: number, ...args: number[]) => void;

/** A matrix in the memory as it is read: its address, and the bytes from row to row and from column to column. */
export interface Strided {
  readonly at: number;
  readonly rowBytes: number;
  readonly columnBytes: number;
}

/** A product in the memory. Its lengths are at least 1. */
export interface PlacedProduct {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly a: Strided;
  readonly b: Strided;
  readonly out: Strided;
  /** Its address, where there is one. */
  readonly bias: number | undefined;
  readonly stored: DType;
  /** In which its sums are accumulated: `stored`, or float64. */
  readonly sums: DType;
}

/** Rows and columns of the result. */
export interface Window {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
}

export function placedProduct({ m, n, k, a, b, bias, out }: Product, sums: DType): PlacedProduct {
  const stored = dtypeOf(out);
  const bytes = stored === 'float64' ? 8 : 4;
  const strided = ({ tensor, transposed }: Operand): Strided => {
    const width = columnsOf(tensor) * bytes;
    const at = addressOf(tensor);
    return transposed
      ? { at, rowBytes: bytes, columnBytes: width }
      : { at, rowBytes: width, columnBytes: bytes };
  };
  return {
    ...{ m, n, k, stored, sums },
    a: strided(a),
    b: strided(b),
    out: strided({ tensor: out, transposed: false }),
    bias: bias && addressOf(bias),
  };
}
