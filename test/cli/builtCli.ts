/** The command line, built into a folder of its own and run as a process. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly input?: string;
  /** Closes standard output once so much has come. */
  readonly closeAfter?: number;
  readonly script?: string;
}

export interface BuiltCli {
  readonly folder: string;
  /** Runs the command line to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  remove(): Promise<void>;
}

export async function buildCli(): Promise<BuiltCli> {
  const folder = await mkdtemp(join(tmpdir(), 'backprop-cli-'));
  await build({
    entryPoints: ['src/cli.ts'],
    outfile: join(folder, 'cli.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return {
    folder,
    run: (args, options = {}) => runProcess(folder, args, options),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function runProcess(
  folder: string,
  args: readonly string[],
  { input = '', closeAfter = Infinity, script = 'cli.js' }: RunOptions,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(folder, script), ...args]);
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.length >= closeAfter) child.stdout.destroy();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
    child.stdin.end(input);
  });
}
