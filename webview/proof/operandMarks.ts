/** Which line style each operand of a proof gets, in its formula and on its cell. */
import type { CellRef, Explanation, Operand } from '../../src/inspector/views';
import { cellKey } from '../cells/cellKey';
import type { MarkStyle, ProofMarks } from '../cells/surface';

/** By kind of number, in order of appearance: the first kind solid, the second dashed, any other dotted. */
export function operandStyles(operands: readonly Operand[]): readonly MarkStyle[] {
  const kinds: string[] = [];
  return operands.map(({ cell }) => {
    const kind = `${cell.quantity} ${cell.parameter ?? ''}`;
    if (!kinds.includes(kind)) kinds.push(kind);
    return (['a', 'b'] as const)[kinds.indexOf(kind)] ?? 'c';
  });
}

/** The marks of a whole proof; what is only one level down is dotted. */
export function marksOf(explanation: Explanation): ProofMarks {
  const operands = new Map<string, { cell: CellRef; style: MarkStyle }>();
  for (const { proof } of explanation.deeper) {
    for (const { cell } of proof.operands) operands.set(cellKey(cell), { cell, style: 'c' });
  }
  const own = explanation.proof?.operands ?? [];
  const styles = operandStyles(own);
  own.forEach(({ cell }, i) => operands.set(cellKey(cell), { cell, style: styles[i]! }));
  return { operands, inspected: explanation.cell };
}
