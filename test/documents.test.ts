// README, ARCHITECTURE and CHANGELOG say what is so: paths exist, tables and model are the code's own.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shownManifest as manifest } from './packaging/shownManifest';
import { packagedReadme } from './packaging/packagedReadme';
import { withTables } from './readme/readmeTables';
import { activationNames, layerTypes, lossNames } from '../src/model/names';
import { readModel } from '../src/model/readModel';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const documents = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md'];

/** What is made by the build and is not there on a fresh clone. */
const built = /^dist\/|^backprop-inspector\.vsix$|^ThirdPartyNotices\.txt$/;

/** Paths in `code` and in relative links. */
function pathsIn(markdown: string): string[] {
  const inCode = [...markdown.matchAll(/`([^`\s*]+)`/g)].map(([, text]) => text!);
  const inLinks = [...markdown.matchAll(/\]\(([^)\s:#]+)\)/g)].map(([, target]) => target!);
  const looksLikePath = /^[\w.-]+(\/[\w.-]+)*\/$|^[\w.-]*(\/[\w.-]+)*\.(c?[jt]s|m[jt]s|py|json|md|txt|vsix)$/;
  return [...inCode.filter((text) => looksLikePath.test(text)), ...inLinks].filter(
    (file) => !built.test(file),
  );
}

describe.each(documents)('%s', (document) => {
  it('names only files and folders that exist', () => {
    const missing = pathsIn(read(document)).filter((file) => !existsSync(path.join(root, file)));
    expect(missing).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const scripts = [...read(document).matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
    for (const script of scripts) expect(Object.keys(manifest.scripts)).toContain(script);
  });

  it('names only commands that exist', () => {
    const titles = manifest.contributes.commands.map(({ category, title }) => `${category}: ${title}`);
    const named = [...read(document).matchAll(/\*\*(Backprop: [^*]+)\*\*/g)].map(([, title]) => title);
    for (const title of named) expect(titles).toContain(title);
  });
});

const readme = read('README.md');

describe('README', () => {
  it('has the tables of the rules as they are: else run "npm run readme"', () => {
    expect(readme).toBe(withTables(readme));
    for (const name of [...layerTypes, ...activationNames, ...lossNames])
      expect(readme).toContain(`\n| \`${name}\` |`);
  });

  it('shows the model of the first example', () => {
    const model = /<!-- model -->\n\n```jsonc\n(.*?)```/s.exec(readme)?.[1];
    expect(model).toBeDefined();
    const shown = readModel(model!, 'README');
    const example = readModel(read('examples/notes-2-3-1.backprop.json'), 'example');
    expect(shown.issues).toEqual([]);
    expect(shown.spec).toEqual(example.spec);
  });

  it('names only examples that exist on its command line', () => {
    const files = [...readme.matchAll(/dist\/cli\.js \w+ (\S+)/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(existsSync(path.join(root, file)), file).toBe(true);
  });

  it('asks for the Node that package.json asks for', () => {
    expect(manifest.engines.node).toBe('^20.19 || ^22.13 || >=24');
    expect(readme).toContain('Node 20.19, 22.13 or 24 and newer');
  });
});

describe('the packaged README', () => {
  it('leaves out pictures and keeps only the words of links into the repository', () => {
    const packaged = packagedReadme(
      'a\n\n![icon](media/icon.png)\n\n[b](ARCHITECTURE.md) [c](https://d.e)\n',
    );
    expect(packaged).toBe('a\n\nb [c](https://d.e)\n');
  });

  it('is all of the README else', () => {
    const packaged = packagedReadme(readme);
    expect(packaged).not.toContain('![');
    expect(packaged.length).toBeGreaterThan(0.8 * readme.length);
  });
});

describe('ARCHITECTURE', () => {
  const text = read('ARCHITECTURE.md');

  it('names the files that it speaks of', () => {
    expect(pathsIn(text).length).toBeGreaterThan(50);
  });

  it('names a test for every invariant', () => {
    const invariants = text
      .slice(text.indexOf('## Invariants'), text.indexOf('## How to add'))
      .split('\n\n**');
    expect(invariants.length).toBeGreaterThan(15);
    const untested = invariants.slice(1).filter((invariant) => !/→ `test\//.test(invariant));
    expect(untested.map((invariant) => invariant.split('.**')[0])).toEqual([]);
  });
});
