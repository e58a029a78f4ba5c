// VS Code's server on a free port of 127.0.0.1, every folder a temporary one, gone without a trace when stopped.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { installNpmVSCode, type NpmVSCode } from './npmVSCode';
import { cleanEnvironment, onExitDelete, OwnedProcess } from './processTree';
import type { VSCodeVersion } from './versions';

export interface ServerOptions {
  readonly version: VSCodeVersion;
  /** User settings, over ours that keep VS Code quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A packaged extension to install, as a user would. */
  readonly vsix?: string;
  /** More environment for the extension host. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface WorkbenchLocation {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** Absolute path of an extension to run from its source folder. */
  readonly extensionDevelopmentPath?: string;
  /** Absolute path of a file to open. */
  readonly openFile?: string;
  /** Absolute path of a test bundle to run inside; the result comes through `codeAutomationExit`. */
  readonly extensionTestsPath?: string;
}

/** Settings that keep first-run pages, telemetry and update checks out of pictures and tests. */
const quietSettings: Readonly<Record<string, unknown>> = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
};

export class VSCodeServer {
  readonly #process: OwnedProcess;
  readonly #folder: string;
  readonly port: number;

  private constructor(owned: OwnedProcess, folder: string, port: number) {
    this.#process = owned;
    this.#folder = folder;
    this.port = port;
  }

  /** Installs VS Code where needed, starts it and waits until it answers (at most 60 s). */
  static async start(options: ServerOptions): Promise<VSCodeServer> {
    const vscode = await installNpmVSCode(options.version);
    const folder = await mkdtemp(path.join(os.tmpdir(), 'backprop-vscode-'));
    onExitDelete(folder);
    try {
      await writeSettings(folder, { ...quietSettings, ...options.settings });
      if (options.vsix !== undefined) await installVsix(vscode, folder, options.vsix);
      const port = await freePort();
      const args = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
      // The last flag lets a page run an extension's tests, as test-electron does on the desktop.
      args.push('--disable-telemetry', '--disable-workspace-trust', '--enable-smoke-test-driver');
      const owned = new OwnedProcess(vscode.node, [vscode.serverMain, ...args, ...commonArgs(folder)], {
        cwd: folder,
        env: cleanEnvironment(options.env),
      });
      const server = new VSCodeServer(owned, folder, port);
      try {
        await server.#answering();
      } catch (error) {
        await server.stop();
        throw error;
      }
      return server;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** What the server has printed, for the message of a failed test. */
  get output(): string {
    return this.#process.output;
  }

  /** Settles when the server ends by itself. */
  get exited(): Promise<number | null> {
    return this.#process.exited;
  }

  /** Ends the server with its extension hosts and deletes its folders. */
  async stop(): Promise<void> {
    await this.#process.stop();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #answering(): Promise<void> {
    const ended = this.#process.exited.then((code) => {
      throw new Error(`VS Code's server ended with code ${String(code)}:\n${this.output.slice(-3000)}`);
    });
    ended.catch(() => undefined);
    const deadline = Date.now() + 60_000;
    for (;;) {
      const answer = await Promise.race([ended, this.#answers()]);
      if (answer) return;
      if (Date.now() > deadline)
        throw new Error(`VS Code's server did not answer within 60 s:\n${this.output.slice(-3000)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async #answers(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/version`).then(
      (response) => response.ok,
      () => false,
    );
  }
}

/** The address that opens the workbench on a folder, with an extension, a file, or a test run. */
export function workbenchAddress(port: number, location: WorkbenchLocation): string {
  const payload: [string, string][] = [];
  for (const key of ['extensionDevelopmentPath', 'extensionTestsPath', 'openFile'] as const) {
    const file = location[key];
    if (file !== undefined) payload.push([key, `vscode-remote://127.0.0.1:${port}${uriPath(file)}`]);
  }
  const query = new URLSearchParams({ folder: uriPath(location.folder) });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query.toString()}`;
}

function commonArgs(folder: string): string[] {
  return ['--server-data-dir', folder, '--accept-server-license-terms'];
}

async function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const user = path.join(folder, 'data/User');
  await mkdir(user, { recursive: true });
  await writeFile(path.join(user, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

async function installVsix(vscode: NpmVSCode, folder: string, vsix: string): Promise<void> {
  const args = [
    vscode.serverMain,
    '--install-extension',
    path.resolve(vsix),
    '--force',
    ...commonArgs(folder),
  ];
  const install = new OwnedProcess(vscode.node, args, { cwd: folder, env: cleanEnvironment() });
  const code = await install.exited;
  await install.stop();
  if (code !== 0) throw new Error(`VS Code did not install ${vsix}:\n${install.output}`);
}

function uriPath(file: string): string {
  const slashed = file.replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string')
    throw new Error('No free port was found on 127.0.0.1.');
  return address.port;
}
