/** What the rows that δ is made of are called: in words, and as a formula where there is little room. */
import * as l10n from '@vscode/l10n';
import type { LayerView, RowView } from '../../src/inspector/views';

export const STEP_NAMES: Readonly<Record<RowView['quantity'], string>> = {
  activationDerivative: l10n.t('slope of activation'),
  upstreamGradient: l10n.t('gradient of activation'),
  activation: l10n.t('activation'),
  target: l10n.t('target'),
  scale: l10n.t('factor'),
};

/** A label that fits the margin: of a long derivative only what it is the derivative of. */
export function shortLabel(layer: LayerView, { quantity, label }: RowView, batch: boolean): string {
  if (quantity !== 'upstreamGradient' || glyphs(label) <= (batch ? 9 : 14)) return label;
  return layer.symbols.upstream;
}

/** Roughly how many characters a formula shows; one with cases is never short. */
function glyphs(latex: string): number {
  if (latex.includes('\\begin')) return Infinity;
  return latex
    .replace(/\\(left|right|frac|mathsf|text|big|Big)\b/g, '')
    .replace(/\\[a-z]+/gi, 'x')
    .replace(/[\s{}^_]/g, '').length;
}
