// The sentences of the code, as translators get them: what it says by l10n.t, and what rules say of themselves.
import { getL10nJson } from '@vscode/l10n-dev';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { activations } from '../../src/engine/activations';
import { layers } from '../../src/engine/layers';
import { losses } from '../../src/engine/losses';
import { healthRules } from '../../src/inspector/health';

const root = path.resolve(import.meta.dirname, '../..');

/** Where people are spoken to. The engine's rules are data: who shows what they say translates it. */
const SPEAKING = ['src/host', 'src/inspector', 'src/model', 'webview'];

export type L10nBundle = Awaited<ReturnType<typeof getL10nJson>>;

/** In the order of the alphabet, so that a change shows as what it is. */
export async function l10nBundle(): Promise<L10nBundle> {
  const said = await getL10nJson(
    SPEAKING.flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => ({
          extension: '.ts' as const,
          contents: readFileSync(path.join(root, folder, file), 'utf8'),
        })),
    ),
  );
  const all = { ...said, ...Object.fromEntries(ruleTexts().map((text) => [text, text])) };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Every `documentation` and `title` anywhere in the tables of rules. */
function ruleTexts(): readonly string[] {
  return [activations, layers, losses, healthRules].flatMap((table) => textsIn(table));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
    typeof member === 'string' && (key === 'documentation' || key === 'title') ? [member] : textsIn(member),
  );
}
