// Opens VS Code for one end-to-end test, on a copy of the examples that the test may change.
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';
import { repositoryRoot } from '../vscode/cache';
import { Workbench, type WorkbenchOptions } from '../vscode/workbench';

let browser: Promise<Browser> | undefined;

/** A workbench and the folder that is open in it. */
export interface OpenWorkbench {
  readonly workbench: Workbench;
  /** Absolute path of this test's own copy of `examples/`. */
  readonly folder: string;
}

export interface OpenOptions extends Partial<Omit<WorkbenchOptions, 'folder'>> {
  /** More files for the folder, by their names. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Opens the workbench with the extension and a fresh copy of `examples/`; call it inside a test. Closes by itself
 * when the test ends, and keeps a picture in `dist/pictures/failed-….png` when it fails.
 */
export async function openWorkbench({ files = {}, ...options }: OpenOptions = {}): Promise<OpenWorkbench> {
  browser ??= chromium.connect(inject('browserEndpoint'));
  const folder = path.join(await mkdtemp(path.join(inject('workspaces'), 'test-')), 'examples');
  await cp(path.join(repositoryRoot, 'examples'), folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const workbench = await Workbench.open(await browser, inject('serverPort'), {
    folder,
    extensionDevelopmentPath: repositoryRoot,
    ...options,
  });
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail')
      await workbench.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
    await workbench.close();
  });
  return { workbench, folder };
}

/** A file for the folder: VS Code runs the extension in the browser, although this one could run beside the files. */
export const IN_BROWSER: Readonly<Record<string, string>> = {
  '.vscode/settings.json': JSON.stringify({
    'remote.extensionKind': { 'backprop-inspector.backprop-inspector': ['web'] },
  }),
};

/** The text of an example. */
export async function example(name: string): Promise<string> {
  return readFile(path.join(repositoryRoot, 'examples', `${name}.backprop.json`), 'utf8');
}
