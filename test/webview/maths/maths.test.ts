import { describe, expect, it } from 'vitest';
import { inOneLine, maths, operandElements, wrappingMaths } from '../../../webview/maths/maths';

describe('formulas', () => {
  it('become MathML', () => {
    const formula = maths("\\delta^{1} = (W^{2}\\delta^{2}) \\odot \\sigma'(z^{1})");
    expect(formula.namespaceURI).toBe('http://www.w3.org/1998/Math/MathML');
    expect(formula.textContent).toContain('δ');
  });

  it('keep their operands findable, in order', () => {
    const formula = maths('\\class{operand-0}{a_{1}} \\cdot \\class{operand-12}{(-0.5)}');
    expect(operandElements(formula).map(({ operand }) => operand)).toEqual([0, 12]);
  });

  it('take in no other class, no link, no style from a model', () => {
    for (const latex of [
      '\\class{evil}{x}',
      '\\href{https://example.org}{x}',
      '\\id{app}{x}',
      '\\style{color:red}{x}',
    ]) {
      const formula = maths(latex);
      expect(formula.querySelector('[class~=evil], a, [href], [id]')).toBeNull();
    }
  });

  it('are shown as they are where they cannot be read', () => {
    expect(maths('\\frac{1').textContent).not.toBe('');
  });

  it.each([
    ['2 \\cdot 3 + 1 \\cdot (-4) - 5 = 9', ['2⋅3', '+1⋅(−4)', '−5', '=9']],
    ['-1 \\cdot (-a + (b - c))', ['−1⋅(−a', '+(b', '−c))']],
    ['\\frac{a + b}{c - d} \\cdot e^{x + y}', ['a+bc−d⋅ex+y']],
    ['a + \\class{operand-0}{(b + c)} + \\cdots', ['a', '+(b+c)', '+⋯']],
    ['(a + \\cdots) \\qquad (a > 0)', ['(a', '+⋯)', '(a>0)']],
  ])('may break before =, + and − only: %s', (latex, pieces) => {
    const formula = wrappingMaths(latex);
    expect([...formula.children].map(({ textContent }) => textContent)).toEqual(pieces);
    expect(formula.textContent).toBe(maths(latex, true).textContent);
  });

  it('do not take an operator at the start of a line for a sign', () => {
    const [, plus] = wrappingMaths('a - b').children;
    expect(plus?.firstElementChild?.getAttribute('form')).toBe('infix');
  });

  it('are not shared: changing one leaves the next alone', () => {
    maths('x^{1}').setAttribute('class', 'mine');
    expect(maths('x^{1}').getAttribute('class')).not.toBe('mine');
  });

  it('put a derivative in one line', () => {
    expect(inOneLine('\\frac{\\partial L}{\\partial w_{12}^{1}}')).toBe('\\partial L / \\partial w_{12}^{1}');
    expect(inOneLine('\\frac{\\partial L_{2}}{\\partial w_{12}^{1}}')).toBe(
      '\\partial L_{2} / \\partial w_{12}^{1}',
    );
    expect(inOneLine('\\delta_{1}')).toBe('\\delta_{1}');
  });
});
