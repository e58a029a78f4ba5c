/** Formulas as plain text. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plainFormula } from '../../../src/inspector/hover/plainFormula';
import { withoutClasses } from '../../../src/inspector/writing';
import { cellsOf, goldenNames, goldenText, inspectorOf } from '../inspectorOf';

describe('a formula in plain text', () => {
  it.each([
    ['\\frac{\\partial L}{\\partial w_{12}^{1}} = a_1^{0} \\cdot \\delta_{2}^{1}', '∂L/∂w₁₂¹ = a₁⁰ · δ₂¹'],
    ['\\frac{1}{1 + e^{-z^{1}}}', '1/(1 + e^(−z¹))'],
    ["(W^{2} \\delta^{2}) \\odot \\sigma'(z^{1})", "(W² δ²) ⊙ σ'(z¹)"],
    ['\\begin{aligned} x &= 1 \\cdot 2 \\\\ &= 2 \\end{aligned}', 'x = 1 · 2 = 2'],
    ['\\begin{cases} 1 & \\text{if } z > 0 \\\\ 0 & \\text{else} \\end{cases}', '1 if z > 0; 0 else'],
    ['3 \\cdot 10^{-7} - \\infty', '3 · 10⁻⁷ − ∞'],
    ['\\left(1 + \\operatorname{erf}\\left(\\frac{z}{\\sqrt{2}}\\right)\\right)', '(1 + erf(z/√(2)))'],
    ['\\underbrace{a^{l-1}}_{(n, 1)}', 'aˡ⁻¹'],
    ['\\text{NaN}', 'NaN'],
  ])('%s', (latex, words) => {
    expect(plainFormula(latex)).toBe(words);
  });

  it('has no command left, whatever the rules and proofs write', async () => {
    const models = [
      ...goldenNames.filter((name) => goldenText(name).length < 8000).map(goldenText),
      readFileSync('examples/xor.backprop.json', 'utf8'),
    ];
    for (const model of models) {
      const inspector = await inspectorOf(model);
      const latex = [
        ...cellsOf(inspector)
          .slice(0, 60)
          .map((cell) => inspector.explain(cell, {}, false).latex),
        ...inspector.sheet().groups.flatMap(({ entries }) => entries.map((entry) => entry.latex)),
      ];
      for (const formula of latex) {
        const words = plainFormula(withoutClasses(formula));
        expect(words, formula).not.toMatch(/[\\{}&]/);
        expect(words).not.toBe('');
      }
    }
  }, 60_000);
});
