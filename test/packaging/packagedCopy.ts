// Packages a copy of the repository, so that the `dist/` of the original is left to whoever uses it.
import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import path from 'node:path';

const repository = path.resolve(import.meta.dirname, '../..');

/** What a build or a test run leaves behind, and what npm brings. */
const notCopied = new Set(['node_modules', 'dist', '.vscode-test', '.git']);

/** The package's file, made in `folder`, an empty one, as `npm run package` makes it. */
export function packageCopy(folder: string): string {
  const copy = path.join(folder, 'copy');
  cpSync(repository, copy, {
    recursive: true,
    filter: (source) => !notCopied.has(path.relative(repository, source)),
  });
  symlinkSync(path.join(repository, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  const file = path.join(folder, 'backprop-inspector.vsix');
  node(copy, ['esbuild.mjs']);
  node(copy, ['--import', 'tsx', 'test/packaging/package.ts', file]);
  return file;
}

function node(folder: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with code ${String(status)}:\n${stderr}`);
}
