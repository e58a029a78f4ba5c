// The tables of activations and losses for the README, from the rules themselves.
import { activations } from '../../src/engine/activations';
import { losses } from '../../src/engine/losses';
import type { RuleDescription } from '../../src/engine/rule';

/** The README with its tables made anew between `<!-- activations -->` and `<!-- /activations -->`, likewise for losses. */
export function withTables(readme: string): string {
  return replaced(replaced(readme, 'activations', table(activations)), 'losses', table(losses));
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

function table(rules: Readonly<Record<string, RuleDescription>>): string {
  const rows = Object.values(rules).map(({ name, documentation, parameters, aliases }) => [
    code(name),
    documentation,
    Object.entries(parameters)
      .map(([parameter, spec]) => `${code(parameter)} = ${spec.default}`)
      .join(', '),
    Object.keys(aliases).map(code).join(', '),
  ]);
  return [['Name', 'What it is', 'Parameters', 'Also understood'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
