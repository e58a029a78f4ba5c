// Runs dist/test/index.js on the named versions, on both if none is named: `tsx test/vscode/inHostSuite.ts latest`.
import path from 'node:path';
import { repositoryRoot } from './cache';
import { runInHost } from './inHost';
import { installNpmVSCode } from './npmVSCode';
import { desktopAvailable } from './desktop';
import { versions } from './versions';

async function main(names: readonly string[]): Promise<void> {
  const chosen = names.map((name) => {
    if (name === 'latest' || name === 'floor') return versions[name];
    throw new Error(`There is no version "${name}": say "latest" or "floor".`);
  });
  if (!(await desktopAvailable())) await Promise.all(chosen.map(installNpmVSCode));
  for (const version of chosen) {
    const start = Date.now();
    console.log(`\nIn-host tests, VS Code ${version.vscode} (${version.name})`);
    const passed = await runInHost({
      version,
      folder: path.join(repositoryRoot, 'examples'),
      extensionDevelopmentPath: repositoryRoot,
      testsPath: path.join(repositoryRoot, 'dist/test/index.js'),
    });
    console.log(`${passed ? 'Passed' : 'FAILED'} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
    if (!passed) process.exitCode = 1;
  }
}

main(process.argv.length > 2 ? process.argv.slice(2) : ['latest', 'floor']).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
