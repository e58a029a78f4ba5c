// Starts VS Code and a browser once for all end-to-end tests. BACKPROP_VERSION=floor takes the oldest VS Code.
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { launchBrowserServer } from '../vscode/browser';
import { onExitDelete } from '../vscode/processTree';
import { VSCodeServer } from '../vscode/server';
import { versions } from '../vscode/versions';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The port of VS Code's server on 127.0.0.1. */
    serverPort: number;
    /** Where Playwright connects to the browser. */
    browserEndpoint: string;
    /** A temporary folder in which tests make their workspaces. */
    workspaces: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const version = versions[process.env['BACKPROP_VERSION'] === 'floor' ? 'floor' : 'latest'];
  const workspaces = await mkdtemp(path.join(os.tmpdir(), 'backprop-e2e-'));
  onExitDelete(workspaces);
  project.provide('workspaces', workspaces);
  const server = await VSCodeServer.start({ version });
  try {
    const browser = await launchBrowserServer();
    project.provide('serverPort', server.port);
    project.provide('browserEndpoint', browser.wsEndpoint());
    return async () => {
      await browser.close();
      await server.stop();
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
