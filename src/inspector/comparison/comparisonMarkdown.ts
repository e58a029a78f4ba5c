/** A comparison as Markdown, to paste into an issue, a mail or a lab report. */
import * as l10n from '@vscode/l10n';
import { words } from '../markdownWords';
import { mistakeTitle } from '../naming';
import type { ComparedQuantity, Comparison } from './comparison';

const STATUS: { readonly [S in ComparedQuantity['status']]: () => string } = {
  match: () => l10n.t('✓ matches'),
  wrong: () => l10n.t('✗ wrong'),
  follows: () => l10n.t('↳ follows from a wrong line before it'),
  missing: () => l10n.t('– not given'),
};

/**
 * @param model the network's name.
 * @param dump the name of the user's file.
 */
export function comparisonMarkdown(comparison: Comparison, model: string, dump: string): string {
  const { matches, conventions, firstDivergence, diagnoses, quantities } = comparison;
  const lines = [`## ${l10n.t('{0} against {1}', words(dump), words(model))}`, '', verdict(comparison), ''];
  for (const { mistake, explanation, formula, relativeError } of diagnoses) {
    lines.push(
      l10n.t(
        '{0} (leaves a relative error of {1}): {2}',
        `**${mistakeTitle(mistake)}**`,
        relativeError.toExponential(1),
        words(explanation),
      ),
      '',
      `$$${formula}$$`,
      '',
    );
  }
  if (!matches && diagnoses.length === 0) {
    lines.push(l10n.t('No known mistake makes exactly these numbers.'), '');
  }
  for (const { documentation } of conventions)
    lines.push(`- ${l10n.t('Convention, no mistake: {0}', words(documentation))}`);
  if (conventions.length > 0) lines.push('');
  lines.push(
    `| ${l10n.t('quantity')} | ${l10n.t('layer')} | | ${l10n.t('largest relative error')} | ${l10n.t('tolerance')} |`,
    '| --- | --- | --- | --: | --: |',
  );
  quantities.forEach(({ layer, symbol, status, maxRelativeError, tolerance }, i) => {
    if (status === 'missing') return;
    const judged = i === firstDivergence ? `✗ **${l10n.t('first wrong')}**` : STATUS[status]();
    lines.push(
      `| $${symbol}$ | ${words(layer)} | ${judged} | ${digits(maxRelativeError)} | ${digits(tolerance)} |`,
    );
  });
  return `${lines.join('\n')}\n`;
}

function verdict({ matches, firstDivergence, quantities }: Comparison): string {
  if (matches || firstDivergence === undefined) return l10n.t('Every number that was given matches.');
  const { symbol, layer } = quantities[firstDivergence]!;
  return l10n.t('The first wrong quantity is {0} of layer {1}.', `$${symbol}$`, words(layer));
}

function digits(value: number | null): string {
  if (value === null) return '–';
  return value === 0 ? '0' : value.toExponential(1);
}
