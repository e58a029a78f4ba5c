// The package holds what it must and nothing else, is small, and carries the licences of all that is in it.
import { unzipSync } from 'fflate';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageCopy } from './packagedCopy';

const repository = path.resolve(import.meta.dirname, '../..');

/** Every file of the package, by its name in the archive. */
const allowed = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/ThirdPartyNotices.txt',
  'extension/dist/cli.js',
  'extension/dist/extension.js',
  'extension/dist/kernelThread.js',
  'extension/dist/model.schema.json',
  'extension/dist/typeset.js',
  'extension/dist/web/extension.js',
  'extension/dist/web/worker.js',
  'extension/dist/webview/panel.css',
  'extension/dist/webview/panel.js',
  'extension/dist/webview/side.css',
  'extension/dist/webview/side.js',
  'extension/dist/webview/stix-two-math-latin-400-normal.woff2',
  'extension/dist/worker.js',
  'extension/examples/dead-relu.backprop.json',
  'extension/examples/digits.backprop.json',
  'extension/examples/mazur-2-2-2.backprop.json',
  'extension/examples/notes-2-3-1.backprop.json',
  'extension/examples/vanishing-10-layers.backprop.json',
  'extension/examples/xor.backprop.json',
  'extension/l10n/bundle.l10n.json',
  'extension/media/gradients.svg',
  'extension/media/icon.png',
  'extension/media/panel-dark.svg',
  'extension/media/panel-light.svg',
  'extension/media/run-dark.svg',
  'extension/media/run-light.svg',
  ...['check', 'compare', 'edit', 'goTo', 'open', 'prove'].map(
    (step) => `extension/media/walkthrough/${step}.svg`,
  ),
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
];

/** What sets formulas for hovers is in it twice, for Node and for browsers: 0.4 MB each. */
const MAXIMUM_BYTES = 2.3e6;

describe('the package', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'backprop-package-'));
  let bytes: Uint8Array;
  let files: Readonly<Record<string, Uint8Array>>;
  const text = (name: string): string => new TextDecoder().decode(files[name]);

  beforeAll(() => {
    bytes = readFileSync(packageCopy(folder));
    files = unzipSync(bytes);
  }, 60_000);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('holds exactly the allowed files', () => {
    expect(Object.keys(files).sort()).toEqual([...allowed].sort());
  });

  it('holds every file that its manifest names', () => {
    const names = [...text('extension/package.json').matchAll(/"(?:\.\/)?((?:dist|media)\/[^"*]+)"/g)];
    expect(names.length).toBeGreaterThan(4);
    for (const [, name] of names) expect(Object.keys(files)).toContain(`extension/${name!}`);
  });

  it('is small', () => {
    expect(bytes.length).toBeLessThan(MAXIMUM_BYTES);
  });

  it('tells nothing of the machine that built it, and carries no source map', () => {
    const home = path.join(os.homedir(), path.sep);
    const machine = [repository, folder, home, 'sourceMappingURL', 'node_modules/'];
    const found = Object.keys(files).flatMap((name) =>
      machine.filter((place) => text(name).includes(place)).map((place) => `${name}: ${place}`),
    );
    expect(found).toEqual([]);
  });

  it('has a README that leads nowhere but to public addresses', () => {
    const targets = [...text('extension/readme.md').matchAll(/\]\(([^)\s]*)/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !/^(https:|#)/.test(target))).toEqual([]);
  });

  it('names the licence of everything that is bundled', () => {
    const notices = text('extension/dist/ThirdPartyNotices.txt');
    for (const name of [
      '@mathjax/src',
      '@vscode/webview-ui-toolkit',
      'birpc',
      'commander',
      'd3-array',
      'd3-scale',
      'jsonc-parser',
      'temml',
      'valibot',
    ])
      expect(notices).toContain(`\n${name} `);
    expect(notices).toContain('SIL OPEN FONT LICENSE Version 1.1');
    const sections = notices.split(/^-{80}$/m).slice(2);
    const texts = sections.filter((_, index) => index % 2 === 0);
    expect(texts.length).toBeGreaterThan(10);
    for (const section of texts) expect(section).toMatch(/copyright/i);
  });
});
