/** What is to be noted in a layer's matrices, in the few words that stand beside their thumbnails. */
import * as l10n from '@vscode/l10n';
import type { MatrixRef, Severity, Statistics } from '../../src/inspector/views';
import { count } from '../numbers/format';

export interface LayerNote {
  readonly severity: Severity;
  readonly text: string;
}

/** "7 dead units": their δ is exactly 0 for every sample. */
export function deadUnitsText(dead: number): string {
  return dead === 1 ? l10n.t('1 dead unit') : l10n.t('{0} dead units', count(dead));
}

/**
 * What a matrix's statistics tell.
 * @param name what the matrix is called: "∂L/∂W".
 * @param vector whether it has one number a unit, so that its one row is no input.
 */
export function matrixFindings(
  { quantity }: MatrixRef,
  name: string,
  vector: boolean,
  statistics: Statistics,
): readonly LayerNote[] {
  const findings: LayerNote[] = [];
  // Divided by a weight that is 0, a gradient is no number: that says nothing of the gradient.
  if (quantity === 'relativeGradient') return findings;
  const strange = notFiniteText(statistics);
  if (strange !== '') findings.push({ severity: 'wrong', text: `${name}: ${strange}` });
  if (quantity !== 'parameterGradient') return findings;
  const { zeros, rows, columns, rowNorms } = statistics;
  if (zeros === rows * columns) {
    findings.push({ severity: 'notable', text: l10n.t('{0} is exactly 0', name) });
  } else if (!vector) {
    const unlit = rowNorms.reduce((sum, norm) => sum + Number(norm === 0), 0);
    if (unlit > 0) findings.push({ severity: 'notable', text: unlitText(unlit) });
  }
  return findings;
}

/** "3 NaN, 2 infinite"; nothing where all numbers are finite. */
export function notFiniteText({ nans, infinities }: Pick<Statistics, 'nans' | 'infinities'>): string {
  return [
    ...(nans === 0 ? [] : [`${count(nans)} NaN`]),
    ...(infinities === 0 ? [] : [l10n.t('{0} infinite', count(infinities))]),
  ].join(', ');
}

function unlitText(unlit: number): string {
  return unlit === 1 ? l10n.t('1 input never lit') : l10n.t('{0} inputs never lit', count(unlit));
}
