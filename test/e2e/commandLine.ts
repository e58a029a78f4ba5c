// What the command line says of a model, to hold the panel to the same numbers.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../vscode/cache';

/** The output of `run --json`. */
export interface RunReport {
  readonly loss: number;
  readonly sampleLosses: readonly number[];
  readonly layers: readonly {
    readonly z: readonly (readonly number[])[];
    readonly a: readonly (readonly number[])[];
    readonly delta: readonly (readonly number[])[];
    readonly dW: readonly (readonly number[])[];
    readonly db: readonly number[];
  }[];
}

/** Runs a model file by the built command line. @param sample from 1; all samples if it is left out. */
export async function runByCommandLine(file: string, sample?: number): Promise<RunReport> {
  const cli = path.join(repositoryRoot, 'dist/cli.js');
  const args = [cli, 'run', file, '--json', ...(sample === undefined ? [] : ['--sample', String(sample)])];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 28 });
  return JSON.parse(stdout) as RunReport;
}
