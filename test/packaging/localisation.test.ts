// Every word that VS Code shows for us can be translated: those of package.json, and those of the host's code.
import { describe, expect, it } from 'vitest';
import bundle from '../../l10n/bundle.l10n.json';
import manifest from '../../package.json';
import words from '../../package.nls.json';
import { l10nBundle } from './l10nBundle';
import { shownManifest } from './shownManifest';

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

  it('has every sentence of the code in its bundle: `npm run l10n` writes it', async () => {
    const said = await l10nBundle();
    expect(Object.keys(said).length).toBeGreaterThan(150);
    expect(bundle).toEqual(said);
  });
});
