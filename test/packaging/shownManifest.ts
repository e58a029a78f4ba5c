/** package.json as VS Code shows it in English: its words come from package.nls.json, where translators find them. */
import manifest from '../../package.json';
import words from '../../package.nls.json';

const given: Readonly<Record<string, string | undefined>> = words;

export const shownManifest = JSON.parse(
  JSON.stringify(manifest).replaceAll(/"%([^"%]+)%"/g, (_, key: string) => {
    const text = given[key];
    if (text === undefined) throw new Error(`package.nls.json has no "${key}"`);
    return JSON.stringify(text);
  }),
) as typeof manifest;
