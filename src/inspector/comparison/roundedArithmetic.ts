/** Arithmetic on estimates: a running error analysis (Higham, Accuracy and Stability, §3.3) beside the numbers. */
import type { Estimate, EstimatedNumber } from './estimate';

/**
 * Each result's tolerance is what its inputs' tolerances can do to it, to first order, plus one rounding of `unit` relative
 * to the terms that were summed, |A| · |B|, not to their sum: what cancels leaves its rounding behind.
 */
export class RoundedArithmetic {
  /** @param unit the relative error that one operation is granted. */
  constructor(readonly unit: number) {}

  /** A · B, of shapes (m × k) and (k × n). */
  product(a: Estimate, b: Estimate): Estimate {
    const [m, k, n] = [a.rows, a.columns, b.columns];
    const values = new Float64Array(m * n);
    const tolerance = new Float64Array(m * n);
    for (let i = 0; i < m; i++) {
      for (let s = 0; s < k; s++) {
        const x = a.values[i * k + s]!;
        const xSize = Math.abs(x);
        const xLoose = a.tolerance[i * k + s]! + this.unit * xSize;
        for (let j = 0; j < n; j++) {
          const y = b.values[s * n + j]!;
          values[i * n + j]! += x * y;
          tolerance[i * n + j]! += xLoose * Math.abs(y) + xSize * b.tolerance[s * n + j]!;
        }
      }
    }
    return { rows: m, columns: n, values, tolerance };
  }

  /** x ⊙ y. */
  times(x: Estimate, y: Estimate): Estimate {
    return {
      ...x,
      values: x.values.map((value, i) => value * y.values[i]!),
      tolerance: x.tolerance.map((loose, i) => {
        const [xSize, ySize] = [Math.abs(x.values[i]!), Math.abs(y.values[i]!)];
        return loose * ySize + xSize * (y.tolerance[i]! + this.unit * ySize);
      }),
    };
  }

  /** x + y; y may be one row, which is added to each of x. */
  plus(x: Estimate, y: Estimate): Estimate {
    const n = y.values.length;
    return {
      ...x,
      values: x.values.map((value, i) => value + y.values[i % n]!),
      tolerance: x.tolerance.map((loose, i) => {
        const terms = Math.abs(x.values[i]!) + Math.abs(y.values[i % n]!);
        return loose + y.tolerance[i % n]! + this.unit * terms;
      }),
    };
  }

  /** x − y. */
  minus(x: Estimate, y: Estimate): Estimate {
    return this.plus(x, this.scaled(y, -1));
  }

  /** factor · x. */
  scaled(x: Estimate, factor: number | EstimatedNumber): Estimate {
    const { value: c, tolerance: loose } =
      typeof factor === 'number' ? { value: factor, tolerance: 0 } : factor;
    return {
      ...x,
      values: x.values.map((value) => c * value),
      tolerance: x.tolerance.map((t, i) => {
        const size = Math.abs(x.values[i]!);
        return Math.abs(c) * (t + this.unit * size) + loose * size;
      }),
    };
  }

  /** Column sums, as one row. */
  columnSums(x: Estimate): Estimate {
    const values = new Float64Array(x.columns);
    const tolerance = new Float64Array(x.columns);
    x.values.forEach((value, i) => {
      values[i % x.columns]! += value;
      tolerance[i % x.columns]! += x.tolerance[i]! + this.unit * Math.abs(value);
    });
    return { rows: 1, columns: x.columns, values, tolerance };
  }

  /**
   * f of each number. Its tolerance is how far f moves within x's: where f jumps, that is the jump.
   * @param terms the size of the terms inside f, beside f itself: 1 of a function such as 1 − a².
   */
  mapped(x: Estimate, f: (value: number) => number, terms: number): Estimate {
    const values = x.values.map(f);
    return {
      ...x,
      values,
      tolerance: values.map((value, i) => {
        const [at, loose] = [x.values[i]!, x.tolerance[i]!];
        const moved = Math.max(Math.abs(f(at + loose) - value), Math.abs(f(at - loose) - value));
        return (Number.isNaN(moved) ? 0 : moved) + this.unit * (terms + Math.abs(value));
      }),
    };
  }
}
