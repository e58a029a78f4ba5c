/** A check of gradients as text: one JSON object, or a table to read. */
import type { Network } from '../../engine/network';
import { plural } from '../../model/words';
import { jsonLine } from '../jsonNumbers';
import { limitSentences, nameOf, verdictWords } from '../naming';
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
    lines.push(`They are drawn from ${total}, evenly from all parameters, by seed ${seed}.`);
  if (verdicts.pass > 0)
    lines.push(`Largest relative error of those that agree: ${short(check.largestError)}`);
  if (check.parameters.length > 0) lines.push('', ...parameterTable(check.parameters, network));
  const shown = notable.slice(0, TABLE_GRADIENTS);
  for (const gradient of shown) lines.push('', ...gradientLines(gradient, network));
  const more = checked - verdicts.pass - shown.length;
  if (more > 0) lines.push('', `… and ${plural(more, 'more gradient')} that did not simply agree`);
  return `${lines.join('\n')}\n`;
}

function sentenceOf(check: GradientCheck): string {
  const { checked, verdicts } = check;
  if (checked === 0) return 'There is nothing to check: the network has no parameters.';
  const parts = (['fail', 'pass', 'kink', 'precisionLimited'] as const)
    .filter((verdict) => verdicts[verdict] > 0)
    .map((verdict) => `${verdicts[verdict]} ${PHRASES[verdict][verdicts[verdict] === 1 ? 0 : 1]}`);
  const head = { pass: 'Right', fail: 'Wrong', undecided: 'Not decided' }[verdictOf(check)];
  return `${head}: of ${plural(checked, 'gradient')}, ${parts.join(', ')}.`;
}

/** What one gradient does, and several. */
const PHRASES: Readonly<Record<Verdict, readonly [string, string]>> = {
  fail: ['differs from its central difference', 'differ from their central differences'],
  pass: ['agrees with its central difference', 'agree with their central differences'],
  kink: [`is ${verdictWords.kink}`, `are ${verdictWords.kink}`],
  precisionLimited: [`is ${verdictWords.precisionLimited}`, `are ${verdictWords.precisionLimited}`],
};

const HEADER = [
  'layer',
  'parameter',
  'checked',
  'agree',
  'differ',
  'at a kink',
  'too small to tell',
  'worst error',
];

function parameterTable(parameters: readonly CheckedParameter[], network: Network): readonly string[] {
  const rows = parameters.map(({ layer, parameter, checked, total, verdicts, worst }) => [
    ...[`${layer + 1} ${inOneLine(network.layers[layer]!.name)}`, parameter, `${checked} of ${total}`],
    ...[verdicts.pass, verdicts.fail, verdicts.kink, verdicts.precisionLimited].map(String),
    worst === undefined ? '' : short(worst.check.relativeError),
  ]);
  const all = [HEADER, ...rows];
  const widths = HEADER.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) => {
    const cells = row.map((text, column) =>
      column < 2 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!),
    );
    return `  ${cells.join('  ')}`;
  });
}

function gradientLines({ cell, analytic, check }: CheckedGradient, network: Network): readonly string[] {
  const { verdict, relativeError, value, error, left, right, limit } = check;
  return [
    `${nameOf(network, cell)}: ${verdictWords[verdict]}, relative error ${short(relativeError)}`,
    `  by backpropagation  ${analytic}`,
    `  numerically         ${value} ± ${short(error)}`,
    ...(left === undefined || right === undefined
      ? []
      : [`  A kink lies within the step: ${left} on the left, ${right} on the right.`]),
    ...(limit === undefined ? [] : [`  ${limitSentences[limit]}`]),
  ];
}

/** Two digits: how large an error is. */
function short(value: number): string {
  return value === 0 ? '0' : value.toExponential(1);
}
