/** Every formula that hovers write is typeset. */
import { describe, expect, it } from 'vitest';
import { plainFormula } from '../../src/inspector/hover/plainFormula';
import { withoutClasses } from '../../src/inspector/writing';
import { withPictures } from '../../src/worker/pictures';
import { typeset } from '../../src/worker/typeset';
import { cellsOf, goldenNames, goldenText, inspectorOf } from '../inspector/inspectorOf';

describe('a formula as a picture', () => {
  it('is an SVG in pixels and in the colour of the text around it', () => {
    const svg = typeset('\\frac{\\partial \\ell}{\\partial w} = (W)^{\\mathsf{T}}');
    expect(svg).toMatch(/^<svg xmlns="[^"]*" width="[\d.]+" height="[\d.]+" viewBox="[^"]*"/);
    expect(svg).toContain('currentColor');
    expect(svg).not.toMatch(/<text|data-/);
  });

  it('says that it cannot be made of what is no formula', () => {
    expect(() => typeset('\\frac{')).toThrow('no LaTeX');
  });

  it('is there for whatever proofs and rules write', async () => {
    for (const name of goldenNames.filter((golden) => goldenText(golden).length < 8000)) {
      const inspector = await inspectorOf(goldenText(name));
      const formulas = [
        ...cellsOf(inspector)
          .slice(0, 40)
          .map((cell) => inspector.explain(cell, {}, false).latex),
        ...inspector.overview({}).layers.map(({ formulas: { delta } }) => delta),
      ];
      for (const latex of formulas) expect(typeset(withoutClasses(latex)), latex).not.toContain('<text');
    }
  }, 120_000);

  it('has its words where it cannot be made', async () => {
    const latex = 'a = \\frac{b}';
    const { parts } = await withPictures({
      ...{ run: 1, cell: undefined, span: { start: 0, end: 0 } },
      parts: [{ kind: 'formula', latex }],
    });
    expect(parts).toEqual([{ kind: 'picture', svg: undefined, words: plainFormula(latex) }]);
  });
});
