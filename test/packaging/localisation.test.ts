// Every word that VS Code shows for us can be translated: those of package.json, and those of the host's code.
import { getL10nJson } from '@vscode/l10n-dev';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import bundle from '../../l10n/bundle.l10n.json';
import manifest from '../../package.json';
import words from '../../package.nls.json';
import { shownManifest } from './shownManifest';

const root = path.resolve(import.meta.dirname, '../..');

/** What stands in package.json for eyes, by its path there. */
function shownTexts(value: unknown, place = ''): readonly (readonly [string, string])[] {
  const shown =
    /(?:^|\.)(?:title|shortTitle|description|displayName|userDescription|name|altText|enumDescriptions\.\d+)$/;
  const technical =
    /^(?:\.name|\.displayName|.*\.languageModelTools\.\d+\.(?:name|inputSchema.*)|.*\.configuration\.title|.*\.viewsContainers\..*)$/;
  if (typeof value === 'string') return shown.test(place) && !technical.test(place) ? [[place, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => shownTexts(member, `${place}.${key}`));
}

describe('localisation', () => {
  it('has every word of package.json in package.nls.json, and no other', () => {
    const texts = shownTexts(manifest);
    expect(texts.length).toBeGreaterThan(80);
    for (const [place, text] of texts) expect(text, place).toMatch(/^%[\w.]+%$/);
    const used = new Set([...JSON.stringify(manifest).matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key));
    expect([...used].sort()).toEqual(Object.keys(words).sort());
    expect(JSON.stringify(shownManifest)).not.toMatch(/"%/);
  });

  it('has every word of the host’s code in its bundle: `npm run l10n` writes it', async () => {
    const files = readdirSync(path.join(root, 'src/host'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({
        extension: '.ts',
        contents: readFileSync(path.join(root, 'src/host', file), 'utf8'),
      }));
    const said = await getL10nJson(files);
    expect(Object.keys(said).length).toBeGreaterThan(100);
    expect(bundle).toEqual(said);
  });
});
