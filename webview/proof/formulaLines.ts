/** Formulas of a proof with their operands as links to the operands' own proofs. */
import type { CellRef, Operand } from '../../src/inspector/views';
import type { MarkStyle } from '../cells/surface';
import { element } from '../dom/element';
import { maths, operandElements } from '../maths/maths';
import { spoken } from '../numbers/format';
import { cellName } from '../cells/cellName';

export interface LinkedOperand {
  readonly operand: Operand;
  readonly style: MarkStyle;
}

/**
 * A line `prefix latex` whose operands open their proofs.
 * @param linked operands by their number in the formula. @param stops whether they are tab stops.
 */
export function linkedFormula(
  latex: string,
  linked: readonly LinkedOperand[],
  stops: boolean,
  navigate: (cell: CellRef) => void,
): HTMLElement {
  const line = element('div', { class: 'formula-line' });
  const formula = maths(latex, true);
  for (const { element: part, operand: index } of operandElements(formula)) {
    const target = linked[index];
    if (target === undefined) continue;
    const { cell, value } = target.operand;
    part.classList.add('operand', `mark-${target.style}`);
    if (stops) {
      part.setAttribute('role', 'link');
      part.setAttribute('aria-label', `${cellName(cell, false)}, ${spoken(value)}`);
      part.setAttribute('tabindex', '0');
    }
    const follow = (event: Event): void => {
      event.preventDefault();
      event.stopPropagation();
      navigate(cell);
    };
    part.addEventListener('click', follow);
    part.addEventListener('keydown', (event) => {
      if (event instanceof KeyboardEvent && (event.key === 'Enter' || event.key === ' ')) follow(event);
    });
  }
  // As maths its parts would be presentational; as a group its links are.
  if (stops) formula.setAttribute('role', 'group');
  line.append(formula);
  return line;
}

export function plainFormula(latex: string): HTMLElement {
  return element('div', { class: 'formula-line' }, maths(latex, true));
}
