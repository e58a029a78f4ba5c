/** Powers of what formulas are written with. */
import { describe, expect, it } from 'vitest';
import { power } from '../../src/engine/latex';

describe('power', () => {
  it.each([
    ['z', 'z^{2}'],
    ['0.5', '0.5^{2}'],
    ['(-0.5)', '(-0.5)^{2}'],
    ['((-3) - 0.5)', '((-3) - 0.5)^{2}'],
    ['a_{1}^{2}', '(a_{1}^{2})^{2}'],
    ['(1) - (2)', '((1) - (2))^{2}'],
    ['1.5 \\cdot 10^{-7}', '(1.5 \\cdot 10^{-7})^{2}'],
    ['\\max(1, 2)', '(\\max(1, 2))^{2}'],
    ['\\class{operand-0}{0.5}', '\\class{operand-0}{0.5}^{2}'],
    ['\\class{operand-0}{(-0.5)}', '\\class{operand-0}{(-0.5)}^{2}'],
    ['\\class{operand-0}{a_{1}^{2}}', '(\\class{operand-0}{a_{1}^{2}})^{2}'],
  ])('of %s', (base, squared) => {
    expect(power(base, '2')).toBe(squared);
  });
});
