/** The evaluator of formulas, against values worked out by hand. */
import { describe, expect, it } from 'vitest';
import { latexValue } from './support/latexValue';

describe('latexValue', () => {
  it.each([
    ['1 + 2 \\cdot 3', 7],
    ['-(-2) - 1', 1],
    ['2 - 3 - 4', -5],
    ['\\frac{1}{1 + e^{-(-2)}}', 1 / (1 + Math.exp(2))],
    ['\\tfrac{1}{2} (3 - 5)^{2}', 2],
    ['-(2)^{2} / 2', -2],
    ['2 \\cdot 3^{2}', 18],
    ['\\max((-1), 0) - \\min(\\max(7, 0), 6)', -6],
    ['\\left| 1 - 4 \\right|', 3],
    ['\\ln\\left(1 + e^{-\\left| (-2) \\right|}\\right)', Math.log1p(Math.exp(-2))],
    ['\\ln \\cosh(2 - 1)', Math.log(Math.cosh(1))],
    ['3 \\cdot \\ln \\frac{3}{4}', 3 * Math.log(0.75)],
    ['\\tanh^{2}(1)', Math.tanh(1) ** 2],
    ['\\operatorname{erf}\\left(\\frac{1}{\\sqrt{2}}\\right)', 0.6826894921370859],
    ['-1 \\cdot -2', 2],
    ['1.5e-7 \\cdot 2', 3e-7],
    ['\\sqrt{2 \\pi}', Math.sqrt(2 * Math.PI)],
  ])('%s', (latex, value) => {
    expect(latexValue(latex)).toBeCloseTo(value, 13);
  });

  it.each(['1 +', '\\foo(1)', '(1', '\\frac{1}', '1)'])('rejects %s', (latex) => {
    expect(() => latexValue(latex)).toThrow(SyntaxError);
  });
});
