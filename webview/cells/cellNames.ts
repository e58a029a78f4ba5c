/** What a screen reader calls the numbers on screen. */
import * as l10n from '@vscode/l10n';
import { cellName, sampleOf } from '../../src/inspector/naming';
import type { CellRef, Overview } from '../../src/inspector/views';

export type CellNames = (cell: CellRef) => string;

/** "delta 2 of layer 1, sample 3": which sample is said where several are on screen. */
export function cellNames({ layers, notation, samples, sample }: Overview): CellNames {
  const several = samples > 1 && sample === undefined;
  const isVector = (layer: number, parameter: string): boolean =>
    layers[layer]?.parameters.find(({ name }) => name === parameter)?.vector ?? false;
  return (cell) => {
    const name = cellName(cell, isVector, notation.weights);
    const own = several && cell.quantity !== 'sampleLoss' ? sampleOf(cell) : undefined;
    return own === undefined ? name : l10n.t('{0}, sample {1}', name, own + 1);
  };
}
