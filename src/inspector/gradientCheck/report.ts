/** A check of gradients as text: one JSON object, or a table to read. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../../engine/network';
import { jsonLine } from '../jsonNumbers';
import { limitSentence, nameOf, verdictWords } from '../naming';
import { inOneLine } from '../oneLine';
import type { CheckedGradient, CheckedParameter, GradientCheck, Verdict } from '../views';

/**
 * The check as the text of one JSON object. Layers have their names; `index` is where the number stands in the report of a
 * run, such as [0, 1] of `dW[0][1]`.
 */
export function checkJsonText(check: GradientCheck, network: Network): string {
  const { total, checked, seed, verdicts, largestError, parameters, notable } = check;
  return jsonLine({
    ...{ verdict: verdictOf(check), total, checked, seed, verdicts, largestError },
    parameters: parameters.map(({ layer, worst, ...parameter }) => ({
      layer: network.layers[layer]!.name,
      ...parameter,
      worst: worst === undefined ? null : gradientJson(worst, network),
    })),
    notable: notable.map((gradient) => gradientJson(gradient, network)),
  });
}

function gradientJson({ cell, analytic, check }: CheckedGradient, network: Network): object {
  const { row, column, layer = 0, parameter = '' } = cell;
  const { name, rule } = network.layers[layer]!;
  const isVector = rule.parameters[parameter]?.axes.length === 1;
  const { value: numeric, ...rest } = check;
  return { layer: name, parameter, index: isVector ? [column] : [row, column], analytic, numeric, ...rest };
}

/** `undecided` where there are gradients and the losses can tell of none. */
function verdictOf({ verdicts, checked }: GradientCheck): 'pass' | 'fail' | 'undecided' {
  if (verdicts.fail > 0) return 'fail';
  return verdicts.pass > 0 || checked === 0 ? 'pass' : 'undecided';
}

/** Gradients of a table beyond this are counted instead of printed. */
const TABLE_GRADIENTS = 20;

/** The check to read: the verdict, what it is of, then the gradients that did not simply pass. */
export function checkTable(check: GradientCheck, network: Network): string {
  const { checked, verdicts, notable, seed, total } = check;
  const lines = [sentenceOf(check)];
  if (checked < total)
    lines.push(l10n.t('They are drawn from {0}, evenly from all parameters, by seed {1}.', total, seed));
  if (verdicts.pass > 0)
    lines.push(l10n.t('Largest relative error of those that agree: {0}', short(check.largestError)));
  if (check.parameters.length > 0) lines.push('', ...parameterTable(check.parameters, network));
  const shown = notable.slice(0, TABLE_GRADIENTS);
  for (const gradient of shown) lines.push('', ...gradientLines(gradient, network));
  const more = checked - verdicts.pass - shown.length;
  if (more > 0) lines.push('', moreText(more));
  return `${lines.join('\n')}\n`;
}

function sentenceOf(check: GradientCheck): string {
  const { checked, verdicts } = check;
  if (checked === 0) return l10n.t('There is nothing to check: the network has no parameters.');
  const gradients = checked === 1 ? l10n.t('1 gradient') : l10n.t('{0} gradients', checked);
  const parts = (['fail', 'pass', 'kink', 'precisionLimited'] as const)
    .filter((verdict) => verdicts[verdict] > 0)
    .map((verdict) => countText(verdict, verdicts[verdict]))
    .join(', ');
  switch (verdictOf(check)) {
    case 'pass':
      return l10n.t('Right: of {0}, {1}.', gradients, parts);
    case 'fail':
      return l10n.t('Wrong: of {0}, {1}.', gradients, parts);
    case 'undecided':
      return l10n.t('Not decided: of {0}, {1}.', gradients, parts);
  }
}

/** "2 agree with their central differences". */
function countText(verdict: Verdict, count: number): string {
  const isOne = count === 1;
  switch (verdict) {
    case 'fail':
      return isOne
        ? l10n.t('1 differs from its central difference')
        : l10n.t('{0} differ from their central differences', count);
    case 'pass':
      return isOne
        ? l10n.t('1 agrees with its central difference')
        : l10n.t('{0} agree with their central differences', count);
    case 'kink':
      return isOne ? l10n.t('1 is at a kink') : l10n.t('{0} are at a kink', count);
    case 'precisionLimited':
      return isOne ? l10n.t('1 is too small to tell') : l10n.t('{0} are too small to tell', count);
  }
}

function moreText(count: number): string {
  return count === 1
    ? l10n.t('… and 1 more gradient that did not simply agree')
    : l10n.t('… and {0} more gradients that did not simply agree', count);
}

function parameterTable(parameters: readonly CheckedParameter[], network: Network): readonly string[] {
  const rows = parameters.map(({ layer, parameter, checked, total, verdicts, worst }) => [
    ...[`${layer + 1} ${inOneLine(network.layers[layer]!.name)}`, parameter],
    l10n.t({ message: '{0} of {1}', args: [checked, total], comment: ['so many numbers, of all'] }),
    ...[verdicts.pass, verdicts.fail, verdicts.kink, verdicts.precisionLimited].map(String),
    worst === undefined ? '' : short(worst.check.relativeError),
  ]);
  const header = [
    l10n.t('layer'),
    l10n.t('parameter'),
    l10n.t('checked'),
    l10n.t('agree'),
    l10n.t('differ'),
    l10n.t('at a kink'),
    l10n.t('too small to tell'),
    l10n.t('worst error'),
  ];
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) => {
    const cells = row.map((text, column) =>
      column < 2 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!),
    );
    return `  ${cells.join('  ')}`;
  });
}

function gradientLines({ cell, analytic, check }: CheckedGradient, network: Network): readonly string[] {
  const { verdict, relativeError, value, error, left, right, limit } = check;
  const ways = [l10n.t('by backpropagation'), l10n.t('numerically')] as const;
  const width = Math.max(...ways.map((way) => way.length));
  return [
    l10n.t(
      '{0}: {1}, relative error {2}',
      nameOf(network, cell),
      verdictWords(verdict),
      short(relativeError),
    ),
    `  ${ways[0].padEnd(width)}  ${analytic}`,
    `  ${ways[1].padEnd(width)}  ${value} ± ${short(error)}`,
    ...(left === undefined || right === undefined
      ? []
      : [`  ${l10n.t('A kink lies within the step: {0} on the left, {1} on the right.', left, right)}`]),
    ...(limit === undefined ? [] : [`  ${limitSentence(limit)}`]),
  ];
}

/** Two digits: how large an error is. */
function short(value: number): string {
  return value === 0 ? '0' : value.toExponential(1);
}
