import { describe, expect, it } from 'vitest';
import type { CellRef, Operand } from '../../../src/inspector/views';
import { operandStyles } from '../../../webview/proof/operandMarks';

const operand = (cell: Partial<CellRef> & Pick<CellRef, 'quantity'>): Operand => ({
  cell: { row: 0, column: 0, ...cell },
  symbol: '',
  value: 0,
});

describe('line styles of operands', () => {
  it('are one for each kind of number', () => {
    const weight = { quantity: 'parameter', layer: 1, parameter: 'weights' } as const;
    const delta = { quantity: 'delta', layer: 1 } as const;
    expect(operandStyles([operand(weight), operand(delta), operand({ ...weight, column: 1 })])).toEqual([
      'a',
      'b',
      'a',
    ]);
  });

  it('are dotted from the third kind on', () => {
    const kinds = ['input', 'target', 'delta', 'loss'] as const;
    expect(operandStyles(kinds.map((quantity) => operand({ quantity })))).toEqual(['a', 'b', 'c', 'c']);
  });
});
