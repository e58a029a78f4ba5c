// The folder that keeps downloaded tools between runs, filled so that an interrupted install leaves nothing half done.
import { access, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { cleanEnvironment } from './processTree';

export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Ignored by git, and the folder in which test-electron keeps its downloads too. */
export const cacheRoot = path.join(repositoryRoot, '.vscode-test');

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** One line about what the set-up does, so that nobody waits in front of a silent terminal. */
export function say(line: string): void {
  console.log(`• ${line}`);
}

/**
 * Returns `.vscode-test/<name>`, filling it by `install` where it does not exist yet. The work happens in a folder
 * beside it that takes the name in one rename at the end: an interrupted install is invisible to the next run, and
 * two runs at once cannot mix their files.
 */
export async function installOnce(
  name: string,
  what: string,
  install: (folder: string) => Promise<void>,
): Promise<string> {
  const target = path.join(cacheRoot, name);
  if (await exists(target)) return target;
  await removeAbandoned(name);
  const partial = `${target}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  const start = Date.now();
  say(`installing ${what}`);
  try {
    await install(partial);
    await rename(partial, target).catch(async (error: unknown) => {
      if (!(await exists(target))) throw error; // otherwise another run was faster
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  say(`installed ${what} (${((Date.now() - start) / 1000).toFixed(0)} s)`);
  return target;
}

/** Deletes what an interrupted install has left, unless its process still works on it. */
async function removeAbandoned(name: string): Promise<void> {
  for (const entry of await readdir(cacheRoot).catch(() => [])) {
    const [base, pid] = entry.split('.partial-');
    if (base === name && pid !== undefined && !isAlive(Number(pid)))
      await rm(path.join(cacheRoot, entry), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** `npm install` in a folder of its own, by the npm and the registry that the user has set up. */
export async function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  const manifest = path.join(folder, 'package.json');
  // Without a manifest of its own npm would walk up and install into this repository.
  if (!(await exists(manifest))) await writeFile(manifest, '{ "private": true }\n');
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const windows = process.platform === 'win32';
  const child = spawn(windows ? 'npm.cmd' : 'npm', ['install', ...quiet, ...args], {
    cwd: folder,
    env: cleanEnvironment(),
    shell: windows,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0)
    throw new Error(`npm install ${args.join(' ')} failed in ${folder}:\n${output.slice(-4000)}`);
}
