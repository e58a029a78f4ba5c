// The libraries to compare with: the JavaScript ones from npm, the Python ones where this machine has them.
import { spawnSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { installOnce, npmInstall, repositoryRoot } from '../vscode/cache';
import { installNode } from '../vscode/npmNode';
import { versions } from '../vscode/versions';

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

export interface Libraries {
  /** The Node of the newest VS Code: users' numbers are computed there. */
  readonly node: string;
  /** Where the programs lie beside their packages. */
  readonly folder: string;
  readonly numpy: PythonLibrary | undefined;
  readonly torch: PythonLibrary | undefined;
}

export interface PythonLibrary {
  /** The Python that has it. */
  readonly python: string;
  /** Whose matrix products it uses. */
  readonly blas: string;
}

/** Installs what is not there yet; says of each Python library by whose products it is timed, or that it is left out. */
export async function installLibraries(say: (line: string) => void): Promise<Libraries> {
  const node = await installNode(versions.latest.nodeMajor);
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
  await build({
    entryPoints: [path.join(repositoryRoot, 'src/worker/kernelThread.ts')],
    outfile: path.join(folder, 'kernelThread.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
  });
  return { node, folder, numpy: findInPython('numpy', say), torch: findInPython('torch', say) };
}

function findInPython(module: string, say: (line: string) => void): PythonLibrary | undefined {
  for (const python of pythons) {
    const { status, stdout } = spawnSync(python, [path.join(programs, 'blas.py'), module], {
      encoding: 'utf8',
    });
    if (status !== 0) continue;
    const blas = stdout.trim();
    say(`${module} multiplies by ${blas}.`);
    return { python, blas };
  }
  say(`${module} is left out: no Python here has it.`);
  return undefined;
}
