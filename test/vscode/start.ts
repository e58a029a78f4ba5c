// `npm start`: the example in the terminal, then in VS Code, the desktop one or the one from npm in the browser.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot, say } from './cache';
import { cleanEnvironment } from './processTree';
import { VSCodeServer, workbenchAddress } from './server';
import { latest } from './versions';

const folder = path.join(repositoryRoot, 'examples');
const example = path.join(folder, 'notes-2-3-1.backprop.json');

/** The extension, run from its source folder, opens the panel of this file when it starts. */
const openPanel = { BACKPROP_OPEN: example };

async function main(): Promise<void> {
  const cli = path.join(repositoryRoot, 'dist/cli.js');
  const shown = path.relative(repositoryRoot, example);
  console.log(`\n$ backprop-inspector run ${shown}\n`);
  const run = spawnSync(process.execPath, [cli, 'run', shown], { cwd: repositoryRoot, stdio: 'inherit' });
  if (run.status !== 0) throw new Error(`The command line ended with code ${String(run.status)}.`);
  console.log();
  if (process.env['BACKPROP_VSCODE'] !== 'npm' && (await openOnDesktop())) return;
  await openInBrowser();
}

/** Opens a window of the VS Code that is installed here and returns true; false where there is no `code`. */
async function openOnDesktop(): Promise<boolean> {
  const args = [`--extensionDevelopmentPath=${repositoryRoot}`, '--new-window', '--wait', folder, example];
  const child = spawn('code', args, {
    env: cleanEnvironment(openPanel),
    stdio: 'ignore',
    shell: process.platform === 'win32', // there `code` is a batch file
  });
  const opened = await new Promise<boolean>((resolve) => {
    child.once('error', () => {
      resolve(false);
    });
    child.once('spawn', () => {
      resolve(true);
    });
  });
  if (!opened) return false;
  say('opening the example in VS Code; close its window or press Ctrl-C to end');
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return code === 0; // a `code` that cannot start, as on a machine without a display, leaves it to the browser
}

async function openInBrowser(): Promise<void> {
  const server = await VSCodeServer.start({ version: latest, env: openPanel });
  const address = workbenchAddress(server.port, {
    folder,
    extensionDevelopmentPath: repositoryRoot,
    openFile: example,
  });
  console.log(`\nVS Code ${latest.vscode} with the example is ready in your browser at\n\n  ${address}\n`);
  console.log('Press Ctrl-C to end it.');
  const code = await server.exited;
  throw new Error(`VS Code's server ended with code ${String(code)}:\n${server.output.slice(-2000)}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
