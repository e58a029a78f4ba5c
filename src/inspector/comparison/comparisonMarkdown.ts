/** A comparison as Markdown, to paste into an issue, a mail or a lab report. */
import { words } from '../markdownWords';
import { mistakeTitle } from '../naming';
import type { ComparedQuantity, Comparison } from './comparison';

const STATUS: { readonly [S in ComparedQuantity['status']]: string } = {
  match: '✓ matches',
  wrong: '✗ wrong',
  follows: '↳ follows from a wrong line before it',
  missing: '– not given',
};

/**
 * @param model the network's name.
 * @param dump the name of the user's file.
 */
export function comparisonMarkdown(comparison: Comparison, model: string, dump: string): string {
  const { matches, conventions, firstDivergence, diagnoses, quantities } = comparison;
  const lines = [`## ${words(dump)} against ${words(model)}`, '', verdict(comparison), ''];
  for (const { mistake, explanation, formula, relativeError } of diagnoses) {
    lines.push(
      `**${mistakeTitle(mistake)}** (leaves a relative error of ${relativeError.toExponential(1)}): ${words(explanation)}`,
      '',
      `$$${formula}$$`,
      '',
    );
  }
  if (!matches && diagnoses.length === 0) {
    lines.push('No known mistake makes exactly these numbers.', '');
  }
  for (const { documentation } of conventions)
    lines.push(`- Convention, no mistake: ${words(documentation)}`);
  if (conventions.length > 0) lines.push('');
  lines.push(
    '| quantity | layer | | largest relative error | tolerance |',
    '| --- | --- | --- | --: | --: |',
  );
  quantities.forEach(({ layer, symbol, status, maxRelativeError, tolerance }, i) => {
    if (status === 'missing') return;
    const judged = i === firstDivergence ? '✗ **first wrong**' : STATUS[status];
    lines.push(
      `| $${symbol}$ | ${words(layer)} | ${judged} | ${digits(maxRelativeError)} | ${digits(tolerance)} |`,
    );
  });
  return `${lines.join('\n')}\n`;
}

function verdict({ matches, firstDivergence, quantities }: Comparison): string {
  if (matches || firstDivergence === undefined) return 'Every number that was given matches.';
  const { symbol, layer } = quantities[firstDivergence]!;
  return `The first wrong quantity is $${symbol}$ of layer ${words(layer)}.`;
}

function digits(value: number | null): string {
  if (value === null) return '–';
  return value === 0 ? '0' : value.toExponential(1);
}
