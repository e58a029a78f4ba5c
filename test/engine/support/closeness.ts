/** How far numbers are from what they should be, in words that show both. */

/** The worst of many comparisons, to be reported. */
export class WorstError {
  /** The largest error as a part of what was allowed: at most 1 where all is well. */
  ratio = 0;
  /** The largest |actual − expected| / max |expected|. */
  relative = 0;
  where = 'nowhere';
  count = 0;

  /** Compares arrays: |actual − expected| ≤ relative · max |expected| + absolute, element by element. */
  compare(
    where: string,
    actual: ArrayLike<number>,
    expected: ArrayLike<number>,
    tolerance: { readonly relative: number; readonly absolute: number },
  ): void {
    if (actual.length !== expected.length) {
      throw new Error(`${where}: ${expected.length} numbers expected, ${actual.length} found`);
    }
    const largest = Array.from(expected).reduce((most, y) => Math.max(most, Math.abs(y)), 0);
    const allowed = tolerance.relative * largest + tolerance.absolute;
    for (let i = 0; i < expected.length; i++) {
      const error = Math.abs(actual[i]! - expected[i]!);
      this.count++;
      if (!(error <= allowed)) {
        throw new Error(
          `${where}[${i}]: expected ${expected[i]!}, found ${actual[i]!} (off by ${error}, allowed ${allowed})`,
        );
      }
      if (error / allowed > this.ratio) {
        this.ratio = error / allowed;
        this.where = `${where}[${i}]`;
      }
      if (largest > 0) this.relative = Math.max(this.relative, error / largest);
    }
  }

  toString(): string {
    return `${this.count} numbers, worst relative error ${this.relative.toExponential(2)}, ${(100 * this.ratio).toPrecision(2)} % of what is allowed, at ${this.where}`;
  }
}

const bits = new DataView(new ArrayBuffer(8));

/** The unit in the last place of a finite number: from its exponent's bits, since log2 rounds up below a power of two. */
export function ulp(x: number): number {
  bits.setFloat64(0, x);
  const exponent = Number((bits.getBigUint64(0) >> 52n) & 0x7ffn);
  return 2 ** (Math.max(exponent, 1) - 1075);
}
