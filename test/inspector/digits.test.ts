/** Numbers as formulas write them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allDigits, shortDigits } from '../../src/inspector/digits';

/** Reads back what was written. */
function read(latex: string): number {
  return Number(latex.replace(/ \\cdot 10\^\{(-?\d+)\}/, 'e$1'));
}

describe('numbers in LaTeX', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [-1, '-1'],
    [0.1, '0.1'],
    [1 / 3, '0.33333'],
    [-0.00012344999, '-0.00012345'],
    [9999999, '1 \\cdot 10^{7}'],
    [123456.7, '123460'],
    [-1.5e-7, '-1.5 \\cdot 10^{-7}'],
    [6.02214076e23, '6.0221 \\cdot 10^{23}'],
    [5e-324, '5 \\cdot 10^{-324}'],
    [NaN, '\\text{NaN}'],
    [Infinity, '\\infty'],
    [-Infinity, '-\\infty'],
  ])('%d is %s', (value, latex) => {
    expect(shortDigits(value)).toBe(latex);
  });

  it('short ones are right to five digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), (value) => {
        expect(Math.abs(read(shortDigits(value)) - value)).toBeLessThanOrEqual(
          0.50001e-4 * Math.abs(value) + 1e-323,
        );
      }),
    );
  });

  it('beside 1 the distance is right to two digits', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -15, max: -1.01, noNaN: true }),
        fc.constantFrom(1, -1),
        (exponent, sign) => {
          for (const value of [sign * (1 - 10 ** exponent), sign * (1 + 10 ** exponent)]) {
            const distance = Math.abs(Math.abs(value) - 1);
            const written = Math.abs(Math.abs(read(shortDigits(value))) - 1);
            expect(Math.abs(written - distance)).toBeLessThanOrEqual(0.06 * distance);
          }
        },
      ),
    );
  });

  it('all digits read back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(read(allDigits(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
