// Runs a test bundle inside a real VS Code: the desktop one, or the one from npm in a headless browser.
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { launchBrowser } from './browser';
import { cacheRoot, say } from './cache';
import { desktopAvailable } from './desktop';
import { onExitDelete } from './processTree';
import { VSCodeServer, workbenchAddress } from './server';
import type { VSCodeVersion } from './versions';

export interface InHostOptions {
  readonly version: VSCodeVersion;
  readonly folder: string;
  readonly extensionDevelopmentPath: string;
  /** The bundle that exports `run()`. */
  readonly testsPath: string;
  /** Milliseconds after which the whole run counts as failed. */
  readonly timeout?: number;
  readonly print?: (line: string) => void;
}

/** Runs the suite and prints its lines as they come. Returns whether every test passed. */
export async function runInHost(options: InHostOptions): Promise<boolean> {
  const print = options.print ?? console.log;
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'backprop-host-'));
  onExitDelete(scratch);
  const reportFile = path.join(scratch, 'report.txt');
  closeSync(openSync(reportFile, 'w'));
  // The models that the tests write are deleted with the report.
  const env = { BACKPROP_TEST_REPORT: reportFile, BACKPROP_TEST_SCRATCH: scratch };
  let shown = 0;
  const showNew = (): void => {
    const lines = readFileSync(reportFile, 'utf8').split('\n').slice(0, -1);
    for (const line of lines.slice(shown)) print(line);
    shown = lines.length;
  };
  const timer = setInterval(showNew, 200);
  try {
    const desktop = await desktopAvailable();
    const result = desktop ? await onDesktop(options, env) : await inBrowser(options, env);
    showNew();
    const lastLine = readFileSync(reportFile, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    const complete = /^[1-9]\d* passed, 0 failed$/.test(lastLine);
    if (!/^\d+ passed, \d+ failed$/.test(lastLine))
      print(
        `The suite ended (code ${result.code}) before its last line. VS Code's own output:\n${result.log}`,
      );
    return result.code === 0 && complete;
  } finally {
    clearInterval(timer);
    await rm(scratch, { recursive: true, force: true });
  }
}

interface HostRun {
  readonly code: number;
  readonly log: string;
}

async function onDesktop(options: InHostOptions, env: NodeJS.ProcessEnv): Promise<HostRun> {
  const code = await runTests({
    version: options.version.desktop,
    cachePath: cacheRoot,
    extensionDevelopmentPath: options.extensionDevelopmentPath,
    extensionTestsPath: options.testsPath,
    extensionTestsEnv: env,
    launchArgs: [options.folder, '--disable-extensions', '--disable-workspace-trust'],
  }).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
  return { code, log: '' };
}

async function inBrowser(options: InHostOptions, env: NodeJS.ProcessEnv): Promise<HostRun> {
  const server = await VSCodeServer.start({ version: options.version, env });
  try {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const log: string[] = [];
      const exit = new Promise<number>((resolve) => {
        void page.exposeFunction('codeAutomationExit', (code: number) => {
          resolve(code);
        });
      });
      await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
        log.push(`${type} ${args.map(String).join(' ')}`);
      });
      await page.goto(
        workbenchAddress(server.port, {
          folder: options.folder,
          extensionDevelopmentPath: options.extensionDevelopmentPath,
          extensionTestsPath: options.testsPath,
        }),
      );
      const code = await Promise.race([exit, timeout(options.timeout ?? 300_000)]);
      return { code, log: `VS Code's own output:\n${log.slice(-60).join('\n')}` };
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

function timeout(milliseconds: number): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => {
      say(`the suite took longer than ${milliseconds} ms`);
      resolve(124);
    }, milliseconds).unref();
  });
}
