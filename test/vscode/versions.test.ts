// The suites run on the VS Code that package.json promises.
import { expect, it } from 'vitest';
import manifest from '../../package.json';
import { floor } from './versions';

it('tests the oldest version that engines.vscode allows', () => {
  const promised = /^\^(\d+\.\d+)\.\d+$/.exec(manifest.engines.vscode)?.[1];
  expect(floor.vscode.split('.').slice(0, 2).join('.')).toBe(promised);
});

it('compiles against the API of that version, so that nothing newer is called', () => {
  expect(manifest.devDependencies['@types/vscode'].replace('~', '')).toMatch(
    new RegExp(`^${floor.vscode.split('.').slice(0, 2).join('\\.')}\\.`),
  );
});
