/** Whether LaTeX is what the panel can draw. */
import temml from 'temml';

const CLASSES = /\\class\{operand-(\d+)\}/g;

/**
 * The formula as MathML.
 * @throws where it is malformed. Strictly so (a second superscript is an error) but for the classes, which are none of
 * LaTeX's own.
 */
export function render(latex: string): string {
  temml.renderToString(latex.replaceAll(CLASSES, ''), { throwOnError: true, strict: true });
  return temml.renderToString(latex, { throwOnError: true, trust: ({ command }) => command === '\\class' });
}

/** The operands that formulas mark, each once, in ascending order. */
export function operandsIn(...formulas: readonly string[]): readonly number[] {
  const found = formulas.flatMap((latex) => [...latex.matchAll(CLASSES)].map(([, index]) => Number(index)));
  return [...new Set(found)].sort((a, b) => a - b);
}
