// Times whole processes from a cold start: the command line's run of the digits model beside the same run in PyTorch and
// tfjs, from starting the program to the last character of the same JSON.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { repositoryRoot } from '../vscode/cache';
import { cleanEnvironment } from '../vscode/processTree';
import type { RunReport } from '../e2e/commandLine';
import { contest, type Contestant, type Outcome } from './contest';
import type { Libraries } from './libraries';
import { OURS, PYTORCH, TFJS_CPU, TFJS_WASM } from './names';
import type { DType } from './problem';

const MODEL = path.join(repositoryRoot, 'examples/digits.backprop.json');

/**
 * Ours first. The runs for the answers bring every program's files into the system's cache. tfjs knows float32 only, and is
 * timed on both backends: which one starts faster depends on the machine.
 */
export function timeProcesses({ node, torch, folder }: Libraries): Promise<readonly Outcome[]> {
  const contestant = (name: string, dtype: DType, ...command: readonly string[]): Contestant => ({
    name,
    dtype,
    answer: async () => answerIn((await runToEnd(command, folder)).output),
    time: async () => (await runToEnd(command, folder)).milliseconds,
  });
  const cli = path.join(repositoryRoot, 'dist/cli.js');
  return contest([
    contestant(OURS, 'float64', node, cli, 'run', MODEL, '--json'),
    contestant(TFJS_CPU, 'float32', node, 'digitsTfjs.mjs', 'cpu', MODEL),
    contestant(TFJS_WASM, 'float32', node, 'digitsTfjs.mjs', 'wasm', MODEL),
    ...(torch === undefined ? [] : [contestant(PYTORCH, 'float64', torch.python, 'digitsTorch.py', MODEL)]),
  ]);
}

/** @throws Error with the last line on standard error, where the program fails. */
async function runToEnd(
  [program, ...args]: readonly string[],
  folder: string,
): Promise<{ readonly milliseconds: number; readonly output: string }> {
  const start = performance.now();
  const child = spawn(program!, args, {
    cwd: folder,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [code, output, complaints] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  const milliseconds = performance.now() - start;
  if (code !== 0) throw new Error(`ended with ${code}: ${complaints.trim().split('\n').at(-1)!}`);
  return { milliseconds, output };
}

/** Loss and gradients of what `run --json` prints. Libraries greet on standard output, on lines of their own. */
function answerIn(output: string): readonly number[] {
  const line = output.split('\n').find((candidate) => candidate.startsWith('{'));
  if (line === undefined) throw new Error('no JSON was printed');
  const { loss, layers } = JSON.parse(line) as RunReport;
  return [loss, ...layers.flatMap(({ dW, db }) => [...dW.flat(), ...db])];
}
