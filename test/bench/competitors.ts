// Who is timed, and how each is started: the JavaScript ones from npm, the Python ones where this machine has them.
import { spawnSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { installOnce, npmInstall, repositoryRoot } from '../vscode/cache';
import { cleanEnvironment } from '../vscode/processTree';
import type { DType } from './problem';
import { TimedProgram } from './timedProgram';

const programs = path.join(repositoryRoot, 'test/bench/programs');

const packages = [
  '@tensorflow/tfjs@4.22.0',
  '@tensorflow/tfjs-backend-wasm@4.22.0',
  '@jax-js/jax@0.1.25',
  'ml-matrix@6.15.1',
  'onnxruntime-node@1.30.0',
];

/** Debian's own Python has Debian's packages, also where another one comes first. */
const pythons = ['python3', '/usr/bin/python3'];

export interface Competitor {
  readonly name: string;
  readonly dtypes: readonly DType[];
  start(): TimedProgram;
}

/** All competitors that this machine can run, ours first; says of each other one why not. */
export async function findCompetitors(
  node: string,
  say: (line: string) => void,
): Promise<readonly Competitor[]> {
  const folder = await installOnce('bench', 'the libraries to compare with', (target) =>
    npmInstall(target, [...packages, '--ignore-scripts', '--no-save']),
  );
  // Beside their packages, where Node looks for these.
  await cp(programs, folder, { recursive: true });
  await build({
    entryPoints: [path.join(programs, 'ours.ts')],
    outfile: path.join(folder, 'ours.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
  const oneThread = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const started =
    (...command: readonly string[]) =>
    () =>
      new TimedProgram(command, folder, cleanEnvironment(oneThread));
  const both = ['float64', 'float32'] as const;
  const found: Competitor[] = [
    {
      name: 'ours',
      dtypes: both,
      start: started(node, 'ours.mjs'),
    },
    { name: 'tfjs cpu', dtypes: ['float32'], start: started(node, 'tfjs.mjs', 'cpu') },
    { name: 'tfjs wasm', dtypes: ['float32'], start: started(node, 'tfjs.mjs', 'wasm') },
    { name: 'jax-js', dtypes: both, start: started(node, 'jaxJs.mjs') },
    { name: 'ml-matrix', dtypes: ['float64'], start: started(node, 'mlMatrix.mjs') },
    { name: 'ONNX Runtime', dtypes: both, start: started(node, 'onnxRuntime.mjs', '1') },
  ];
  for (const [name, module, ...command] of [
    ['NumPy', 'numpy', 'numpyPeer.py'],
    ['PyTorch', 'torch', 'torchPeer.py', '1'],
  ] as const) {
    const python = pythonWith(module);
    if (python === undefined) say(`${name} is left out: no Python here has ${module}.`);
    else found.push({ name, dtypes: both, start: started(python, ...command) });
  }
  return found;
}

function pythonWith(module: string): string | undefined {
  return pythons.find((python) => spawnSync(python, ['-c', `import ${module}`]).status === 0);
}
