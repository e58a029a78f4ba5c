/** A comparison as text: one JSON object, or a table to read. */
import * as l10n from '@vscode/l10n';
import { jsonLine } from '../jsonNumbers';
import { inOneLine } from '../oneLine';
import type { ComparedQuantity, Comparison } from './comparison';

/** The comparison as the text of one JSON object; NaN and the infinities are strings. */
export function comparisonJsonText(comparison: Comparison): string {
  const { matches, conventions, firstDivergence, diagnoses, quantities } = comparison;
  const first = firstDivergence === undefined ? undefined : quantities[firstDivergence]!;
  const output = {
    matches,
    conventions: conventions.map(({ id }) => id),
    firstDivergence: first === undefined ? null : { layer: first.layer, quantity: first.quantity },
    diagnoses: diagnoses.map(({ mistake, layer, parameters, relativeError, explanation }) => ({
      ...{ mistake, layer, parameters, relativeError, explanation },
    })),
    quantities: quantities.map(({ layer, quantity, status, maxRelativeError }) => ({
      ...{ layer, quantity, status, maxRelativeError },
    })),
  };
  return jsonLine(output);
}

const SYMBOLS: { readonly [Q in ComparedQuantity['quantity']]: string } = {
  z: 'z',
  a: 'a',
  delta: 'δ',
  dW: '∂L/∂W',
  db: '∂L/∂b',
};

/** The comparison to read: the verdict, what it is, then every quantity that was given, in the order of computation. */
export function comparisonTable({
  matches,
  conventions,
  firstDivergence,
  diagnoses,
  quantities,
}: Comparison): string {
  const lines = [matches ? l10n.t('Everything matches.') : l10n.t('Your numbers differ.')];
  if (firstDivergence !== undefined) {
    const { layer, quantity } = quantities[firstDivergence]!;
    lines.push(l10n.t('First wrong: {0} of layer “{1}”', SYMBOLS[quantity], inOneLine(layer)));
  }
  for (const { mistake, explanation } of diagnoses) lines.push(`${mistake}: ${inOneLine(explanation)}`);
  if (!matches && diagnoses.length === 0)
    lines.push(l10n.t('Wrong from here on, by no mistake that is known.'));
  for (const { id, documentation } of conventions)
    lines.push(l10n.t('Convention {0}: {1}', id, documentation));
  const given = quantities.filter(({ status }) => status !== 'missing');
  const width = Math.max(...given.map(({ layer }) => inOneLine(layer).length));
  lines.push('');
  for (const { layer, quantity, status, maxRelativeError } of given) {
    const error =
      maxRelativeError === null ? '' : l10n.t('relative error {0}', maxRelativeError.toExponential(1));
    lines.push(
      `  ${inOneLine(layer).padEnd(width)}  ${SYMBOLS[quantity].padEnd(6)} ${status.padEnd(8)} ${error}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
