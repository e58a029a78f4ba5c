// The versions of VS Code that the suites run on: the newest, and the oldest that package.json promises.

export interface VSCodeVersion {
  readonly name: 'latest' | 'floor';
  /** VS Code's own version. */
  readonly vscode: string;
  /** What test-electron is asked for. */
  readonly desktop: string;
  /** The npm package `code-server` that carries this VS Code, built. */
  readonly codeServer: string;
  /** The major version of Node that its server needs. */
  readonly nodeMajor: number;
}

export const latest: VSCodeVersion = {
  name: 'latest',
  vscode: '1.139.1',
  desktop: 'stable',
  codeServer: '4.139.1',
  nodeMajor: 24,
};

/** Must be what `engines.vscode` says; versions.test.ts holds it to that. */
export const floor: VSCodeVersion = {
  name: 'floor',
  vscode: '1.103.2',
  desktop: '1.103.2',
  codeServer: '4.103.2',
  nodeMajor: 22,
};

export const versions: Readonly<Record<VSCodeVersion['name'], VSCodeVersion>> = { latest, floor };
