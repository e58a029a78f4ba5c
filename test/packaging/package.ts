// `npm run package [FILE.vsix]`: packs what was built; .vscodeignore says what may go in.
import { createVSIX } from '@vscode/vsce';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packagedReadme } from './packagedReadme';

const root = path.resolve(import.meta.dirname, '../..');
const readme = 'dist/README.md';

async function main(file: string): Promise<void> {
  const markdown = readFileSync(path.join(root, 'README.md'), 'utf8');
  writeFileSync(path.join(root, readme), packagedReadme(markdown));
  await createVSIX({
    cwd: root,
    packagePath: file,
    dependencies: false, // the bundles hold all that is needed
    readmePath: readme,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
  console.log(`${path.relative(process.cwd(), file)}: ${(statSync(file).size / 1e6).toFixed(2)} MB`);
}

main(path.resolve(process.argv[2] ?? path.join(root, 'backprop-inspector.vsix'))).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
