// The tables of layers, activations, losses and findings for the README, from the rules themselves.
import { activations } from '../../src/engine/activations';
import { layers } from '../../src/engine/layers';
import type { LayerRule } from '../../src/engine/layers/rule';
import { losses } from '../../src/engine/losses';
import type { RuleDescription } from '../../src/engine/rule';
import { healthRules } from '../../src/inspector/health';

const RULES = ['Name', 'What it is', 'Parameters', 'Also understood'];

/** The README with its tables made anew between `<!-- layers -->` and `<!-- /layers -->`, likewise for the others. */
export function withTables(readme: string): string {
  const tables = {
    layers: table(RULES, Object.values(layers).map(layerCells)),
    activations: table(RULES, Object.values(activations).map(ruleCells)),
    losses: table(RULES, Object.values(losses).map(ruleCells)),
    findings: table(
      ['Finding', 'When it is told, and what is said'],
      Object.values(healthRules).map(({ title, documentation }) => [title, documentation]),
    ),
  };
  return Object.entries(tables).reduce((text, [name, content]) => replaced(text, name, content), readme);
}

/** @throws Error if the README has no place for this table. */
function replaced(readme: string, name: string, content: string): string {
  const start = `<!-- ${name} -->\n`;
  const end = `\n<!-- /${name} -->`;
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The README has no lines "${start.trim()}" … "${end.trim()}".`);
  return `${readme.slice(0, from)}${start}\n${content}\n${readme.slice(to)}`;
}

function layerCells({ type, documentation, parameters, aliases }: LayerRule): readonly string[] {
  const names = Object.entries(parameters).map(
    ([name, { optional }]) => `${code(name)}${optional ? ' (optional)' : ''}`,
  );
  return [code(type), documentation, names.join(', '), aliases.map(code).join(', ')];
}

function ruleCells({ name, documentation, parameters, aliases }: RuleDescription): readonly string[] {
  const defaults = Object.entries(parameters).map(
    ([parameter, spec]) => `${code(parameter)} = ${spec.default}`,
  );
  return [code(name), documentation, defaults.join(', '), Object.keys(aliases).map(code).join(', ')];
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return [headings, headings.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
