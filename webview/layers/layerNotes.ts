/** The margin formulas of a layer: the numbers that each of them made, and the rows beside which they stand. */
import * as l10n from '@vscode/l10n';
import type { FormulaId, LayerView, Overview } from '../../src/inspector/views';
import type { PlanRow } from './gridPlan';
import type { Note } from './notes';
import { shownSample } from './shownNumbers';

export function notesOf(overview: Overview, layer: LayerView): readonly Note[] {
  const batch = shownSample(overview) === undefined;
  const delta: Note = {
    id: 'delta',
    latex: layer.formulas.delta,
    label: l10n.t('formula of delta of layer {0}', layer.index + 1),
    numbers: ({ quantity, layer: index }) => quantity === 'delta' && index === layer.index,
  };
  const gradients = layer.parameters.map(({ name, vector, rows }): Note => {
    const words = batch
      ? l10n.t('each cell is a sum over the {0} samples', overview.samples)
      : l10n.t('row header × column header = cell');
    return {
      id: name,
      latex: layer.formulas.parameterGradients[name] ?? '',
      label: l10n.t('formula of the gradient of {0} of layer {1}', name, layer.index + 1),
      ...(vector || rows < 2 ? {} : { words }),
      numbers: (matrix) =>
        matrix.quantity === 'parameterGradient' && matrix.layer === layer.index && matrix.parameter === name,
    };
  });
  return [delta, ...gradients];
}

/** The grid line beside which each margin formula stands, and how many it may take. */
export function linesOf(
  rows: readonly PlanRow[],
): ReadonlyMap<string, { readonly line: number; readonly span: number }> {
  const lines = new Map<string, { line: number; span: number }>();
  rows.forEach((row, i) => {
    if (row.kind !== 'values' || row.note === undefined) return;
    const following = rows[i + 1];
    const hasRoom = following?.kind === 'values' && following.note === undefined;
    lines.set(row.note, { line: i + 1, span: hasRoom ? 2 : 1 });
  });
  return lines;
}

/** The margin formula that an explained number is an instance of. */
export function noteOf(formula: FormulaId | undefined, parameter: string | undefined): string | undefined {
  switch (formula) {
    case 'outputDelta':
    case 'hiddenDelta':
      return 'delta';
    case 'weightGradient':
    case 'biasGradient':
      return parameter;
    default:
      return undefined;
  }
}

/** The formula of the sheet that a margin formula is an instance of. */
export function formulaOf(note: string, isOutput: boolean, vector: boolean): FormulaId {
  if (note === 'delta') return isOutput ? 'outputDelta' : 'hiddenDelta';
  return vector ? 'biasGradient' : 'weightGradient';
}
