/** LaTeX to MathML, the only module that knows Temml. */
import temml from 'temml';

const templates = new Map<string, MathMLElement>();
const MOST_TEMPLATES = 2000;
const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** Only `\class{operand-N}`, `\class{boxed}` and `\class{missing}` may add anything to the formula; no links, no pictures, no styles. */
function trust(context: { readonly command?: string; readonly class?: string }): boolean {
  return context.command === '\\class' && /^(operand-\d+|boxed|missing)$/.test(context.class ?? '');
}

/**
 * A formula as an element. LaTeX that cannot be read is shown as it is: a formula must never take the panel down.
 * @param display whether fractions and sums take their full height.
 */
export function maths(latex: string, display = false): MathMLElement {
  const key = `${display ? 'D' : 'T'}${latex}`;
  let template = templates.get(key);
  if (template === undefined) {
    template = render(latex, display);
    if (templates.size >= MOST_TEMPLATES) templates.clear();
    templates.set(key, template);
  }
  return template.cloneNode(true) as MathMLElement;
}

function render(latex: string, display: boolean): MathMLElement {
  const holder = document.createElement('span');
  // Display style without display layout: formulas stand in lines of their own grid.
  const source = display ? `\\displaystyle ${latex}` : latex;
  try {
    temml.render(source, holder, { trust, throwOnError: true, maxSize: [20, 20] });
    const made = holder.querySelector('math');
    if (made !== null) return made;
  } catch {
    // Written out below.
  }
  const fallback = document.createElementNS(MATHML, 'math');
  const text = document.createElementNS(MATHML, 'mtext');
  text.textContent = latex;
  fallback.append(text);
  return fallback;
}

/** A formula in display style in pieces that may stand in lines of their own: it breaks before =, + and −, never in a factor. */
export function wrappingMaths(latex: string): MathMLElement {
  const formula = maths(latex, true);
  const style = formula.querySelector(':scope > mstyle');
  if (style === null) return formula;
  formula.setAttribute('displaystyle', 'true');
  formula.classList.add('wraps');
  formula.replaceChildren(...piecesOf([...style.children].flatMap(withoutGroups)));
  return formula;
}

/** Parentheses that do not stretch look the same without the group around them, and what is in them can wrap. */
function withoutGroups(part: Element): readonly Element[] {
  const [first] = part.children;
  const isGroup =
    part.localName === 'mrow' &&
    !part.hasAttribute('class') &&
    first?.textContent === '(' &&
    first.getAttribute('stretchy') === 'false';
  return isGroup ? [...part.children].flatMap(withoutGroups) : [part];
}

function piecesOf(parts: readonly Element[]): readonly Element[] {
  const pieces: Element[] = [];
  for (const part of parts) {
    const piece = pieces.at(-1);
    if (piece !== undefined && !mayBreakBefore(part)) {
      piece.append(part);
      continue;
    }
    // At the front of its piece an operator would take itself for a sign.
    if (piece !== undefined && part.localName === 'mo') part.setAttribute('form', 'infix');
    const next = document.createElementNS(MATHML, 'mrow');
    next.append(part);
    pieces.push(next);
  }
  return pieces;
}

function mayBreakBefore(part: Element): boolean {
  // \qquad, before a condition; after \cdots there is a narrower one.
  if (part.localName === 'mspace') return part.getAttribute('width') === '2em';
  return (
    part.localName === 'mo' &&
    part.getAttribute('form') !== 'prefix' &&
    ['=', '+', '−'].includes(part.textContent)
  );
}

/** A derivative in one line, for places that are one line high: `\\frac{\\partial L}{\\partial w}` as ∂L/∂w. */
export function inOneLine(symbol: string): string {
  const [, above, below] = /^\\frac\{(\\partial [^{}]*(?:\{[^{}]*\})?)\}\{(.*)\}$/.exec(symbol) ?? [];
  return above === undefined || below === undefined ? symbol : `${above} / ${below}`;
}

/** The elements of a formula that stand for its operands, with the operand's number. */
export function operandElements(formula: Element): readonly { element: Element; operand: number }[] {
  return [...formula.querySelectorAll('[class*="operand-"]')].flatMap((element) => {
    const operand = /(?:^|\s)operand-(\d+)/.exec(element.getAttribute('class') ?? '')?.[1];
    return operand === undefined ? [] : [{ element, operand: Number(operand) }];
  });
}
