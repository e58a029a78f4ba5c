/** LaTeX to MathML, the only module that knows Temml. */
import temml from 'temml';

const templates = new Map<string, MathMLElement>();
const MOST_TEMPLATES = 2000;

/** Only `\class{operand-N}` may add anything to the formula; no links, no pictures, no styles. */
function trust(context: { readonly command?: string; readonly class?: string }): boolean {
  return context.command === '\\class' && /^operand-\d+$/.test(context.class ?? '');
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
  const fallback = document.createElementNS('http://www.w3.org/1998/Math/MathML', 'math');
  const text = document.createElementNS('http://www.w3.org/1998/Math/MathML', 'mtext');
  text.textContent = latex;
  fallback.append(text);
  return fallback;
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
