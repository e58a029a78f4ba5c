// What VS Code calls to run the in-host suite; the build adds every *.test.ts of this folder before it.
import { runTests } from './runner';

/** The contract of @vscode/test-electron: resolves when all tests pass, throws when one fails. */
export function run(): Promise<void> {
  return runTests();
}
