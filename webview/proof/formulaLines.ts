/** Formulas of a proof with their operands as links to the operands' own proofs. */
import type { CellRef, Latex, Operand } from '../../src/inspector/views';
import type { CellNames } from '../cells/cellNames';
import type { MarkStyle } from '../cells/surface';
import { element } from '../dom/element';
import { maths, operandElements, wrappingMaths } from '../maths/maths';
import { spoken } from '../numbers/format';

export interface LinkedOperand {
  readonly operand: Operand;
  readonly style: MarkStyle;
}

/** How operands can be followed. */
export interface Links {
  /** Whether they are tab stops, and then what they are called. */
  readonly names: CellNames | undefined;
  readonly navigate: (cell: CellRef) => void;
}

/**
 * A line `left = right` whose operands open their proofs. The right side wraps where the card is too narrow for it.
 * @param linked operands by their number in the formula.
 */
export function linkedFormula(
  left: Latex,
  right: Latex,
  linked: readonly LinkedOperand[],
  { names, navigate }: Links,
): HTMLElement {
  const formula = wrappingMaths(unstacked(right));
  for (const { element: part, operand: index } of operandElements(formula)) {
    const target = linked[index];
    if (target === undefined) continue;
    const { cell, value } = target.operand;
    part.classList.add('operand', `mark-${target.style}`);
    if (names !== undefined) {
      part.setAttribute('role', 'link');
      part.setAttribute('aria-label', `${names(cell)}, ${spoken(value)}`);
      part.setAttribute('tabindex', '0');
    }
    const follow = (event: Event): void => {
      event.preventDefault();
      event.stopPropagation();
      navigate(cell);
    };
    part.addEventListener('click', follow);
    // By itself the browser leaves alone what is half in view.
    part.addEventListener('focus', () => {
      part.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
    part.addEventListener('keydown', (event) => {
      if (event instanceof KeyboardEvent && (event.key === 'Enter' || event.key === ' ')) follow(event);
    });
  }
  // As maths its parts would be presentational; as a group its links are.
  if (names !== undefined) formula.setAttribute('role', 'group');
  return element('div', { class: 'formula-line' }, maths(`${left} = {}`, true), formula);
}

export function plainFormula(latex: Latex): HTMLElement {
  return element('div', { class: 'formula-line' }, wrappingMaths(latex));
}

/** A long sum comes in lines for a document; here it wraps by itself, unless it stands inside of something: a fraction. */
function unstacked(latex: Latex): Latex {
  return latex.replace(
    /\\begin\{aligned\} &(.*?) \\end\{aligned\}/g,
    (stacked: string, lines: string, at: number) =>
      isInside(latex.slice(0, at)) ? stacked : lines.replaceAll(' \\\\ & {}+ ', ' + '),
  );
}

/** Whether more braces are open than closed. */
function isInside(before: Latex): boolean {
  return before.split('{').length > before.split('}').length;
}
