/** The inspector's worker, bundled as the product is. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles the worker as esbuild.mjs does; `remove` deletes the bundle. */
export async function buildWorker(): Promise<{ script: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'backprop-worker-'));
  const script = join(folder, 'worker.js');
  await build({
    entryPoints: ['src/worker/worker.ts', 'src/worker/kernelThread.ts', 'src/worker/typeset.ts'],
    outdir: folder,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
    external: ['./typeset.js'],
  });
  return { script, remove: () => rm(folder, { recursive: true, force: true }) };
}
