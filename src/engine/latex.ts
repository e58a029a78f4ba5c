/** Small pieces of LaTeX that formulas share. */

/** LaTeX source, without delimiters. */
export type Latex = string;

/**
 * base to a power. A base with indices or a sign of its own is put in parentheses: `a_{1}^{2}` has a superscript
 * already, and a second one would not be LaTeX.
 */
export function power(base: Latex, exponent: Latex): Latex {
  // An operand may be wrapped in a class that marks it on screen.
  const inner = /^\\class\{[^{}]*\}\{(.*)\}$/.exec(base)?.[1] ?? base;
  const simple = /^(?:[a-z]|\d+(?:\.\d+)?)$/i.test(inner) || bare(inner) !== inner;
  return `${simple ? base : `(${base})`}^{${exponent}}`;
}

/** |x|. */
export function absolute(x: Latex): Latex {
  return `\\left| ${x} \\right|`;
}

/** Without the outer parentheses, where the place groups by itself (a fraction bar, an exponent). */
export function bare(latex: Latex): Latex {
  if (!latex.startsWith('(') || !latex.endsWith(')')) return latex;
  let depth = 0;
  for (let i = 0; i < latex.length - 1; i++) {
    if (latex[i] === '(') depth++;
    if (latex[i] === ')') depth--;
    if (depth === 0) return latex;
  }
  return latex.slice(1, -1);
}

/** As a summand behind a plus: bare, but a sign of its own keeps its parentheses. */
export function summand(latex: Latex): Latex {
  const inner = bare(latex);
  return /^(\\class\{operand-\d+\}\{)?-/.test(inner) ? latex : inner;
}

/** Whether it needs parentheses as a factor: a sum, a difference, a sign in front, a Σ. */
export function isCompound(latex: Latex): boolean {
  if (/^(-|\\sum)/.test(latex)) return true;
  if (latex.startsWith('\\begin{cases}')) return false;
  let depth = 0;
  for (let i = 0; i < latex.length; i++) {
    if ('({'.includes(latex[i]!)) depth++;
    if (')}'.includes(latex[i]!)) depth--;
    if (depth === 0 && /^ [+-] /.test(latex.slice(i, i + 3))) return true;
  }
  return false;
}
