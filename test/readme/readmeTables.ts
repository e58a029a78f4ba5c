// The tables of layers, activations and losses for the README, from the rules themselves.
import { activations } from '../../src/engine/activations';
import { layers } from '../../src/engine/layers';
import type { LayerRule } from '../../src/engine/layers/rule';
import { losses } from '../../src/engine/losses';
import type { RuleDescription } from '../../src/engine/rule';

/** The README with its tables made anew between `<!-- layers -->` and `<!-- /layers -->`, likewise for activations and losses. */
export function withTables(readme: string): string {
  const tables = {
    layers: table(Object.values(layers).map(layerCells)),
    activations: table(Object.values(activations).map(ruleCells)),
    losses: table(Object.values(losses).map(ruleCells)),
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

function table(rows: readonly (readonly string[])[]): string {
  return [['Name', 'What it is', 'Parameters', 'Also understood'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
